using Isberg.Services;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>Has written down what a caller says, by the program that is set for his language, within a time and a size.</summary>
public sealed partial class Recognise(RecogniserOptions options, ILogger<Recognise> log) : IDisposable
{
    /// <summary>A minute of telephone sound.</summary>
    public const int MostSoundBytes = 1024 * 1024;

    public const int MostAnswerBytes = 64 * 1024;

    /// <summary>More callers than so many at once press keys.</summary>
    private const int MostAtOnce = 64;

    private readonly Transcriptions transcriptions = new();
    private readonly VoskSocket vosk = new();
    private int asking;

    /// <summary>Whether anything can be understood in a language.</summary>
    public bool Knows(Language language) => options.Find(language) is not null;

    /// <summary>Null: it cannot be known what was said.</summary>
    /// <param name="sound">A WAV file.</param>
    public async Task<HeardSpeech?> Run(byte[] sound, Language language, IReadOnlyList<string> hints)
    {
        if (options.Find(language) is not { } place || sound.Length > MostSoundBytes) return null;

        try
        {
            if (Interlocked.Increment(ref asking) <= MostAtOnce) return await Ask(place, sound, hints);

            Failed(log, place.Language, "too many speak at once");
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
    }

    private async Task<HeardSpeech?> Ask(RecogniserPlace place, byte[] sound, IReadOnlyList<string> hints)
    {
        using var within = new CancellationTokenSource(TimeSpan.FromSeconds(place.Seconds));
        IRecogniser recogniser = place.IsSocket ? vosk : transcriptions;
        try
        {
            return await recogniser.Run(place, sound, hints, within.Token);
        }
        catch (OperationCanceledException)
        {
            Failed(log, place.Language, "it took too long");
        }
        catch (FormatException odd)
        {
            Failed(log, place.Language, odd.Message);
        }
#pragma warning disable CA1031 // A border: whatever another program does, the caller goes on by keys.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, place.Language, error.GetType().Name); // a message may hold what the caller said
        }

        return null;
    }

    public void Dispose() => transcriptions.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a caller said in {Language} could not be written down: {Why}")]
    private static partial void Failed(ILogger log, string language, string why);
}
