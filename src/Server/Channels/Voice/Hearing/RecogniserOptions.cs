using Isberg.Services;
using Microsoft.Extensions.Configuration;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>Which programs write down what callers say, by language. None: callers press keys.</summary>
public sealed class RecogniserOptions
{
    public const string Settings = "Isberg:Voice:Recognisers";

    public IReadOnlyList<RecogniserPlace> Places { get; init; } = [];

    /// <exception cref="InvalidOperationException">They say something that cannot be.</exception>
    public static RecogniserOptions From(IConfiguration configuration)
    {
        var places = configuration.GetSection(Settings).Get<List<RecogniserPlace>>() ?? [];
        foreach (var (at, it) in places.Index())
        {
            if (it.Wrong is { } wrong) throw new InvalidOperationException($"{Settings}:{at} {wrong}");
            if (places.Take(at).Any(before => before.Language == it.Language)) throw new InvalidOperationException($"{Settings}:{at} is the second one for {it.Language}.");
        }

        return new RecogniserOptions { Places = places };
    }

    public RecogniserPlace? Find(Language language) => Places.FirstOrDefault(it => it.Language == language.Code);
}

/// <summary>A program that writes down what is said in one language, and how it is reached.</summary>
public sealed class RecogniserPlace
{
    public const int MostSeconds = 15;

    /// <summary>sv, fi or en.</summary>
    public string Language { get; set; } = "";

    /// <summary>http and https: takes a sound file as OpenAI's transcriptions do; ws and wss: Vosk's protocol.</summary>
    public string Address { get; set; } = "";

    /// <summary>Which of its models; some want it named. Not for Vosk, which has one.</summary>
    public string Model { get; set; } = "whisper-1";

    /// <summary>A file whose first line is the key that is sent to it.</summary>
    public string? KeyFile { get; set; }

    /// <summary>So long a caller waits for it before he is asked to press keys.</summary>
    public int Seconds { get; set; } = 8;

    internal Uri Uri => new(Address);

    internal bool IsSocket => Uri.Scheme is "ws" or "wss";

    /// <summary>What is wrong with it, as the end of a sentence. Null: nothing.</summary>
    internal string? Wrong =>
        !TextFiles.Languages.Contains(Language, StringComparer.Ordinal) ? $"needs a Language: {string.Join(", ", TextFiles.Languages)}."
        : !Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "ws" or "wss") || address.UserInfo.Length > 0
            ? "needs an Address such as http://127.0.0.1:9000/v1/audio/transcriptions or ws://127.0.0.1:2700."
        : Seconds is not (>= 1 and <= MostSeconds) ? $"needs Seconds from 1 to {MostSeconds}."
        : null;

    internal string? ReadKey() => KeyFile is { } file ? File.ReadLines(file).FirstOrDefault("").Trim() : null;
}
