namespace Isberg.Channels.Letter;

/// <summary>One intake's folder: what in it is whole, and where it goes from there. Nothing that lies elsewhere is ever opened through it.</summary>
internal sealed class WatchedFolder(string path, TimeSpan stillFor)
{
    public const string Taken = "taken";
    public const string Aside = "aside";

    /// <summary>The most files that one look takes; the next one goes on.</summary>
    private const int MostAtOnce = 200;

    /// <summary>Endings under which programs write before they rename.</summary>
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload", ".swp"];

    private readonly Dictionary<string, Sighting> seen = new(StringComparer.Ordinal);

    /// <summary>A file that lies still.</summary>
    /// <param name="StillFor">For how long.</param>
    /// <param name="Waits">It was tried a moment ago, and waits.</param>
    /// <param name="Fault">Why it waits; null: it may not be whole yet.</param>
    public sealed record Whole(string Name, long Bytes, TimeSpan StillFor, bool IsLink, bool Waits, IntakeFault? Fault);

    /// <summary>Why it cannot be read; null: it can.</summary>
    public IntakeFault? Fault()
    {
        try
        {
            if (!Directory.Exists(path)) return IntakeFault.FolderMissing;
            if (IsLink(path) || IsLink(Path.GetDirectoryName(path)!)) return IntakeFault.Link;
            foreach (var it in new[] { Taken, Aside })
            {
                if (IsLink(Path.Combine(path, it))) return IntakeFault.Link;
                Directory.CreateDirectory(Path.Combine(path, it));
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return IntakeFault.Forbidden;
        }
    }

    /// <summary>The files that have not changed for a while, the oldest first.</summary>
    public IReadOnlyList<Whole> Look(DateTimeOffset now)
    {
        var there = new DirectoryInfo(path).EnumerateFiles().Where(it => !IsUnfinished(it.Name)).OrderBy(it => it.LastWriteTimeUtc).ThenBy(it => it.Name, StringComparer.Ordinal).Take(MostAtOnce).ToList();
        foreach (var gone in seen.Keys.Except(there.Select(it => it.Name), StringComparer.Ordinal).ToList()) seen.Remove(gone);
        List<Whole> whole = [];
        foreach (var file in there)
        {
            var (bytes, changed) = Facts(file);
            if (!seen.TryGetValue(file.Name, out var last) || last.Bytes != bytes || last.Changed != changed) seen[file.Name] = last = new Sighting(bytes, changed, now);
            if (now - last.Since >= stillFor) whole.Add(new Whole(file.Name, bytes, now - last.Since, file.LinkTarget is not null, last.WaitsUntil > now, last.Fault));
        }

        return whole;
    }

    /// <summary>Lets it wait, for reading it again and again would be much work; as soon as it changes it is looked at anew.</summary>
    public void Defer(string name, DateTimeOffset until, IntakeFault? fault)
    {
        if (seen.TryGetValue(name, out var last)) seen[name] = last with { WaitsUntil = until, Fault = fault };
    }

    /// <summary>Null: it is not there any more, is held by its writer, or leads elsewhere.</summary>
    public FileStream? Open(string name)
    {
        try
        {
            var file = new FileStream(Path.Combine(path, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget == Path.Combine(Real(path), name)) return file;

            file.Dispose();
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A name that is in use there already gets another one beside it. What has changed since it was looked at stays: it is another letter, which nobody has read.</summary>
    public void Move(string name, string folder)
    {
        var (bytes, changed) = Facts(new FileInfo(Path.Combine(path, name)));
        if (seen.TryGetValue(name, out var last) && (last.Bytes, last.Changed) != (bytes, changed)) return;

        var to = Path.Combine(path, folder, name);
        if (Path.Exists(to)) to = Path.Combine(path, folder, $"{Path.GetFileNameWithoutExtension(name)}-{Guid.NewGuid():N}{Path.GetExtension(name)}");
        File.Move(Path.Combine(path, name), to);
        seen.Remove(name);
    }

    private static (long Bytes, DateTime Changed) Facts(FileInfo file) => (file.LinkTarget is null ? file.Length : 0, file.LastWriteTimeUtc);

    private static bool IsUnfinished(string name) => name.StartsWith('.') || name.StartsWith('~') || Unfinished.Any(it => name.EndsWith(it, StringComparison.OrdinalIgnoreCase));

    private static bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;

    /// <summary>The operator's own folder may be reached through links.</summary>
    private static string Real(string folder)
    {
        var parent = Path.GetDirectoryName(folder);
        if (parent is null) return folder;

        var real = Path.Combine(Real(parent), Path.GetFileName(folder));
        return new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : real;
    }

    private sealed record Sighting(long Bytes, DateTime Changed, DateTimeOffset Since)
    {
        public DateTimeOffset? WaitsUntil { get; init; }

        public IntakeFault? Fault { get; init; }
    }
}
