using System.Security.Cryptography;
using Isberg.Storage;

namespace Isberg.Contacts.Letters;

/// <summary>A scan on its way in: a copy that nobody can change any more, in a folder of its own that goes with it.</summary>
internal sealed class ScanCopy : IDisposable
{
    /// <summary>A larger scan is left to people.</summary>
    public const long LargestBytes = 50L * 1024 * 1024;

    /// <summary>An older folder was left by a server that was killed.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private ScanCopy(string folder) => Folder = folder;

    public string Folder { get; }

    public string Path => In("scan");

    public long Bytes { get; private set; }

    public ScanKind? Kind { get; private set; }

    /// <summary>Of its bytes; of what is too large, of the first ones.</summary>
    public string Fingerprint { get; private set; } = "";

    public bool IsTooLarge => Bytes > LargestBytes;

    public string In(string name) => System.IO.Path.Combine(Folder, name);

    public static async Task<ScanCopy> Of(Stream from, StorageOptions storage, CancellationToken stop)
    {
        var all = Directory.CreateDirectory(System.IO.Path.Combine(storage.Folder, "reading"));
        if (!OperatingSystem.IsWindows()) all.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var left in all.EnumerateDirectories().Where(it => it.LastWriteTimeUtc < DateTime.UtcNow - Oldest)) left.Delete(recursive: true);
        var copy = new ScanCopy(System.IO.Path.GetFullPath(all.CreateSubdirectory($"{Guid.NewGuid():N}").FullName));
        try
        {
            await copy.Fill(from, stop);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private async Task Fill(Stream from, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var to = File.Create(Path);
        var part = new byte[81_920];
        while (Bytes <= LargestBytes && await from.ReadAsync(part, stop) is > 0 and var read)
        {
            if (Bytes == 0) Kind = ScanKinds.Of(part.AsSpan(0, Math.Min(read, ScanKinds.Looked)));
            hash.AppendData(part, 0, read);
            await to.WriteAsync(part.AsMemory(0, read), stop);
            Bytes += read;
        }

        Fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
