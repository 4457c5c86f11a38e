using System.Collections.Concurrent;
using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts.Letters;
using Isberg.Storage;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>Reads texts aloud, each once: what was spoken is kept as a sound file that the exchange plays.</summary>
internal sealed partial class Prompts(StorageOptions storage, SpeechOptions options, ILogger<Prompts> log) : IDisposable
{
    private const int LongestText = 2_000;

    /// <summary>The most sounds that are kept; when there are more, the older half goes, and what is said again is spoken again.</summary>
    private const int Most = 2_000;

    private static readonly Apart.Bounds Bounds = new(TimeSpan.FromSeconds(20), 1L << 30);

    private readonly Apart apart = new(new LetterOptions { Programs = options.Programs, Niceness = 0 }); // somebody waits on the line for it
    private readonly SemaphoreSlim lanes = new(2, 2);
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> spoken = new(StringComparer.Ordinal);
    private int hasComplained;

    /// <summary>The sound file of a text, without its ending, as the exchange wants it; null when it cannot be spoken.</summary>
    public async Task<string?> Of(Language language, string text, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;

        var name = NameOf(language, text);
        var speaking = spoken.GetOrAdd(name, _ => new Lazy<Task<string?>>(() => Speak(name, language, text)));
        var path = await speaking.Value.WaitAsync(stop);
        if (path is null) spoken.TryRemove(KeyValuePair.Create(name, speaking)); // tried again the next time
        return path;
    }

    /// <summary>The file of what somebody has recorded himself; null when it cannot be written.</summary>
    /// <param name="load">The sound, which never changes. Null: it is not there.</param>
    public async Task<string?> Of(Guid sound, Func<Task<byte[]?>> load)
    {
        var path = Path.Combine(Folder, $"own-{sound:N}");
        try
        {
            if (File.Exists($"{path}.wav")) return path;
            if (await load() is not { } wav) return null;

            Directory.CreateDirectory(Folder);
            var made = $"{path}.{Guid.NewGuid():N}.new";
            await File.WriteAllBytesAsync(made, wav);
            File.Move(made, $"{path}.wav", overwrite: true);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotWritten(log, error);
            return null;
        }
    }

    public void Dispose() => lanes.Dispose();

    private string Folder => Path.GetFullPath(Path.Combine(storage.Folder, "prompts"));

    private string NameOf(Language language, string text)
    {
        var whole = string.Join('\n', [options.Program, .. options.ArgumentsOrUsual, language.Code, text]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, 16));
    }

    private async Task<string?> Speak(string name, Language language, string text)
    {
        var (folder, path) = (Folder, Path.Combine(Folder, name));
        if (File.Exists($"{path}.wav")) return path;

        await lanes.WaitAsync();
        try
        {
            Directory.CreateDirectory(folder);
            var sound = await Sound(language, text.Length > LongestText ? text[..LongestText] : text);
            if (sound is null) return null;

            await File.WriteAllBytesAsync($"{path}.new", sound);
            Sweep(folder);
            File.Move($"{path}.new", $"{path}.wav", overwrite: true); // whole, or not there
            return path;
        }
#pragma warning disable CA1031 // A border: a voice that fails is no reason to lose the call.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Win32Exception or FormatException)
#pragma warning restore CA1031
        {
            Complain(error.Message);
            return null;
        }
        finally
        {
            lanes.Release();
        }
    }

    private void Sweep(string folder)
    {
        var all = new DirectoryInfo(folder).GetFiles("*.wav");
        if (all.Length < Most) return;

        foreach (var it in all.OrderBy(it => it.LastWriteTimeUtc).Take(Most / 2))
        {
            spoken.TryRemove(Path.GetFileNameWithoutExtension(it.Name), out _);
            it.Delete(); // who hears it now hears it to its end
        }
    }

    /// <summary>Spoken in a folder of its own, which the program cannot leave anything in.</summary>
    private async Task<byte[]?> Sound(Language language, string text)
    {
        var own = Directory.CreateTempSubdirectory("isberg-speech-");
        try
        {
            var (words, sound) = (Path.Combine(own.FullName, "text"), Path.Combine(own.FullName, "sound.wav"));
            await File.WriteAllTextAsync(words, text);
            var arguments = options.ArgumentsOrUsual.Select(it => it.Replace("{language}", language.Code).Replace("{text}", words).Replace("{sound}", sound));
            var ran = await apart.Run(options.Program, arguments, own.FullName, Bounds, CancellationToken.None);
            if (ran.Succeeded && File.Exists(sound)) return TelephoneSound.From(await File.ReadAllBytesAsync(sound));

            Complain(ran.WasStopped ? "it took too long" : ran.Errors);
            return null;
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    /// <summary>Once: each caller would make it say the same again.</summary>
    private void Complain(string why)
    {
        if (Interlocked.Exchange(ref hasComplained, 1) == 0) NotSpoken(log, options.Program, why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A recording for callers could not be written where the exchange plays it, so its text is read aloud")]
    private static partial void NotWritten(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Program} could not read a text aloud, so callers hear music only: {Why}")]
    private static partial void NotSpoken(ILogger log, string program, string why);
}
