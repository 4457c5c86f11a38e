using Isberg.Storage;

namespace Isberg.Contacts;

/// <summary>Files that came with messages: under random names in the data folder, outside the web root, served only through their contact.</summary>
public sealed class FileStore(StorageOptions storage, VirusScanner scanner)
{
    public const int LargestBytes = 10 * 1024 * 1024;
    public const int LongestName = 150;

    /// <summary>The most files of one message.</summary>
    public const int MostInMessage = 5;

    public static readonly Refusal TooLarge = new("file.too_large", $"A file has at most {LargestBytes / 1024 / 1024} MB.");
    public static readonly Refusal WrongKind = new("file.invalid", $"This kind of file is not taken in. What can be sent: {FileKind.Accepted}.");
    public static readonly Refusal NoRoom = new("file.unavailable", "No file can be taken in right now. Try again later, or send what you can as text.");

    /// <summary>Files leave the rest of the disk to the ledger.</summary>
    private const long ReservedBytes = 256L * 1024 * 1024;

    public static readonly Refusal Unknown = new("file.unknown", "There is no such file.");

    /// <summary>Takes a file in that the virus scanner lets through, and puts it on the disk. Who then cannot use it deletes it.</summary>
    public async Task<Outcome<FileReference>> Save(CentreId centre, string name, Stream from, CancellationToken stop)
    {
        if (await Read(from, stop) is not { } content) return TooLarge;
        if (await scanner.Check(new MemoryStream(content, writable: false), stop) is { } no) return no;
        if (FileKind.Of(content) is not { } kind) return WrongKind;

        var file = new FileReference(Guid.NewGuid(), Plain(name), kind, content.Length);
        Directory.CreateDirectory(FolderOf(centre));
        if (new DriveInfo(Path.GetFullPath(FolderOf(centre))).AvailableFreeSpace < ReservedBytes) return NoRoom;

        await using var to = new FileStream(PathOf(centre, file.Id), FileMode.CreateNew, FileAccess.Write);
        await to.WriteAsync(content, stop);
        to.Flush(flushToDisk: true);
        return file;
    }

    /// <summary>Keeps the source of a mail, whatever its kind and size, or what we made ourselves; it is only ever served as a download.</summary>
    public async Task<Outcome<Guid>> SaveSource(CentreId centre, Func<Stream, Task> write, CancellationToken stop)
    {
        Directory.CreateDirectory(FolderOf(centre));
        if (new DriveInfo(Path.GetFullPath(FolderOf(centre))).AvailableFreeSpace < ReservedBytes) return NoRoom;

        var id = Guid.NewGuid();
        await using var to = new FileStream(PathOf(centre, id), FileMode.CreateNew, FileAccess.Write);
        await write(to);
        await to.FlushAsync(stop);
        to.Flush(flushToDisk: true);
        return id;
    }

    /// <summary>What a file is that was taken in before; null when it is not there.</summary>
    public async Task<FileReference?> Describe(CentreId centre, Guid file, string name, CancellationToken stop)
    {
        await using var content = Open(centre, file);
        if (content is null || await Read(content, stop) is not { } bytes || FileKind.Of(bytes) is not { } kind) return null;
        return new FileReference(file, Plain(name), kind, bytes.Length);
    }

    public Stream? Open(CentreId centre, Guid file)
    {
        var path = PathOf(centre, file);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete) : null;
    }

    public void Delete(CentreId centre, Guid file) => File.Delete(PathOf(centre, file));

    /// <summary>The files of a centre that were taken in before a moment.</summary>
    public IEnumerable<Guid> OlderThan(CentreId centre, DateTimeOffset moment)
    {
        var folder = new DirectoryInfo(FolderOf(centre));
        if (!folder.Exists) yield break;

        foreach (var file in folder.EnumerateFiles())
            if (file.LastWriteTimeUtc < moment.UtcDateTime && Guid.TryParseExact(file.Name, "N", out var id)) yield return id;
    }

    /// <summary>A name is for people to read: no folders, no control or direction characters that would make it look like another one.</summary>
    public static string Plain(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = new string([.. last.Where(it => !char.IsControl(it) && it is not ('"' or '<' or '>' or ':' or '|' or '?' or '*')
            && it is not (>= '\u200E' and <= '\u200F') and not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069'))]).Trim(' ', '.');
        if (plain.Length == 0 || !MessageText.IsText(plain)) return "file";
        if (plain.Length <= LongestName) return plain;

        var ending = Path.GetExtension(plain);
        return ending.Length is > 0 and < 10 ? string.Concat(plain.AsSpan(0, LongestName - ending.Length), ending) : plain[..LongestName];
    }

    private static async Task<byte[]?> Read(Stream from, CancellationToken stop)
    {
        using var content = new MemoryStream();
        var part = new byte[81_920];
        while (await from.ReadAsync(part, stop) is > 0 and var read)
        {
            if (content.Length + read > LargestBytes) return null;
            content.Write(part, 0, read);
        }

        return content.ToArray();
    }

    private string FolderOf(CentreId centre) => Path.Combine(storage.Folder, "files", centre.Value.ToString("N"));

    private string PathOf(CentreId centre, Guid file) => Path.Combine(FolderOf(centre), file.ToString("N"));
}
