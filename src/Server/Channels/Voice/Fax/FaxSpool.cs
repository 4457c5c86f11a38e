using Isberg.Services;

namespace Isberg.Channels.Voice.Fax;

/// <summary>
/// The folder that faxes come and go by. Asterisk receives and sends by itself, from its dial plan, whether this server runs or not; what it writes
/// here says what came of it.
/// </summary>
internal sealed class FaxSpool(VoiceOptions options, TimeProvider clock)
{
    /// <summary>No fax call lasts longer: what was begun before that and has no end was cut off with Asterisk.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(65);

    /// <summary>One that could not be taken waits so long.</summary>
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);

    private const string Mark = "fax-";

    private readonly Dictionary<string, DateTimeOffset> waiting = new(StringComparer.Ordinal);

    /// <param name="Call">Names the call that it came by.</param>
    /// <param name="Dialled">Digits.</param>
    public sealed record Arrived(string Call, string Dialled, string? From, string? Station, int Pages, bool IsWhole, string Sheet);

    /// <summary>Null: there are no faxes here.</summary>
    public string? Root => options.Fax is { } spool && Directory.Exists(spool) ? Path.Combine(spool, "fax") : null;

    private string In => Path.Combine(Root!, "in");

    /// <summary>Asterisk takes calls to these numbers as faxes from now on, and to no others.</summary>
    public void Mind(IEnumerable<Number> numbers)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root!, "numbers"));
        var wanted = numbers.Select(it => Mark + it.Dialled.TrimStart('+')).ToHashSet(StringComparer.Ordinal);
        foreach (var file in folder.EnumerateFiles().Where(it => !wanted.Remove(it.Name)).ToList()) file.Delete();
        foreach (var name in wanted) File.WriteAllText(Path.Combine(folder.FullName, name), "");
    }

    /// <summary>The calls that are over and do not wait, the first first.</summary>
    public IReadOnlyList<Arrived> Look()
    {
        var now = clock.GetUtcNow();
        foreach (var over in waiting.Where(it => it.Value <= now).Select(it => it.Key).ToList()) waiting.Remove(over);
        return [.. Directory.CreateDirectory(In).EnumerateFiles("*.call").OrderBy(it => it.LastWriteTimeUtc).Select(it => Read(it, now)).OfType<Arrived>().Where(it => !waiting.ContainsKey(it.Call))];
    }

    /// <summary>It is tried again after a while.</summary>
    public void Defer(Arrived fax) => waiting[fax.Call] = clock.GetUtcNow() + BetweenTries;

    public void Forget(Arrived fax)
    {
        foreach (var ending in new[] { ".tif", ".done", ".call" }) File.Delete(Path.Combine(In, fax.Call + ending)); // the one that it is found by last
    }

    /// <summary>Its sheet stays for people.</summary>
    public void PutAside(Arrived fax)
    {
        var aside = Directory.CreateDirectory(Path.Combine(Root!, "aside"));
        File.Move(fax.Sheet, Path.Combine(aside.FullName, Path.GetFileName(fax.Sheet)), overwrite: true);
        Forget(fax);
    }

    /// <summary>Null: it still comes.</summary>
    private static Arrived? Read(FileInfo begun, DateTimeOffset now)
    {
        var path = Path.ChangeExtension(begun.FullName, null); // the name holds dots: only the last ending goes
        if (Fields(begun.FullName) is not [var dialled, var from]) return null;

        var (sheet, call) = ($"{path}.tif", Path.GetFileName(path));
        if (Fields($"{path}.done") is [var status, var pages, var station])
            return new Arrived(call, dialled, Said(from), Said(station), File.Exists(sheet) && int.TryParse(pages, out var count) ? count : 0, status == "SUCCESS", sheet);
        return now.UtcDateTime - begun.LastWriteTimeUtc < Longest ? null : new Arrived(call, dialled, Said(from), null, File.Exists(sheet) ? 1 : 0, IsWhole: false, sheet);
    }

    private static string? Said(string told) => told.Trim() is { Length: > 0 } said ? said[..Math.Min(said.Length, 40)] : null;

    /// <summary>Null: it is not there, or not yet whole.</summary>
    public static string[]? Fields(string file) =>
        File.Exists(file) && File.ReadAllText(file).TrimEnd('\n').Split(',') is [.. var told, "end"] ? told : null;
}
