using System.Runtime.InteropServices;
using Isberg.Access;
using Isberg.Recording.Disguise;
using Isberg.Storage;

namespace Isberg.Recording;

/// <summary>The sealed sound of recordings, a file each in the data folder. The key of each lies in its row, sealed under the master key.</summary>
public sealed class RecordingVault(StorageOptions storage, MasterKey master)
{
    /// <summary>Recordings leave the rest of the disk to the ledger.</summary>
    private const long ReservedBytes = 256L * 1024 * 1024;

    /// <summary>What was put in.</summary>
    /// <param name="Key">Of its file, sealed under the master key.</param>
    internal readonly record struct Sealed(string Key, TimeSpan Length, byte[] Shape);

    /// <summary>Seals two plain tracks into one file, whole or not at all; doing it again begins anew.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    internal Sealed Put(CentreId centre, RecordingId id, PlainTracks tracks)
    {
        Directory.CreateDirectory(FolderOf(centre));
        var (key, path) = (SealedSound.NewKey(), PathOf(centre, id.Value));
        NeedRoom(centre, tracks.Bytes);
        using (var to = new FileStream($"{path}.new", FileMode.Create, FileAccess.Write))
        {
            var (frames, shape) = Seal(tracks, to, key);
            to.Flush(flushToDisk: true);
            to.Close();
            File.Move($"{path}.new", path, overwrite: true);
            return new Sealed(master.Seal(Convert.ToBase64String(key), PurposeOf(id.Value)), SoundShape.LengthOf(frames), shape);
        }
    }

    /// <summary>Makes a copy of what is in one file in another one, with a key of its own; whole or not at all.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    internal async Task<Sealed> Put(RecordingCopy copy, RecordingRow of, CopySound sound, CancellationToken stop)
    {
        await using var from = Open(of) ?? throw new FileNotFoundException("The sound of a recording is not there.");
        var (key, path, bytes) = (SealedSound.NewKey(), PathOf(copy.Centre, copy.Id.Value), from.Length - OpenedSound.HeaderBytes);
        NeedRoom(copy.Centre, bytes);
        from.Position = OpenedSound.HeaderBytes;
        byte[] shape;
        await using (var to = new FileStream($"{path}.new", FileMode.Create, FileAccess.Write))
        {
            using var sealing = new SealingSound(to, key);
            shape = await sound.Run(from, bytes / SoundShape.FrameBytes, it => sealing.Add(it.Span), stop);
            sealing.Finish();
            to.Flush(flushToDisk: true);
        }

        File.Move($"{path}.new", path, overwrite: true);
        return new Sealed(master.Seal(Convert.ToBase64String(key), PurposeOf(copy.Id.Value)), SoundShape.LengthOf(bytes / SoundShape.FrameBytes), shape);
    }

    /// <summary>A copy, as the recording itself is opened.</summary>
    internal Stream? Open(RecordingCopy copy) => Open(copy.Centre, copy.Id.Value, copy.Key);

    internal void Delete(CentreId centre, RecordingCopyId copy)
    {
        File.Delete(PathOf(centre, copy.Value));
        File.Delete($"{PathOf(centre, copy.Value)}.new");
    }

    /// <summary>A recording as a WAV file, the caller on the left and the staff on the right; null when there is none any more.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">While reading: the file has been changed.</exception>
    public Stream? Open(RecordingRow row) => Open(row.Centre, row.Id.Value, row.Key);

    internal void Delete(CentreId centre, RecordingId id) => File.Delete(PathOf(centre, id.Value));

    private OpenedSound? Open(CentreId centre, Guid id, string? hidden)
    {
        var path = PathOf(centre, id);
        if (hidden is null || !File.Exists(path)) return null;

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, useAsync: true);
        return new OpenedSound(file, Convert.FromBase64String(master.Open(hidden, PurposeOf(id))));
    }

    private void NeedRoom(CentreId centre, long bytes)
    {
        if (new DriveInfo(FolderOf(centre)).AvailableFreeSpace < ReservedBytes + bytes) throw new IOException("There is no room for a recording.");
    }

    private static (long Frames, byte[] Shape) Seal(PlainTracks tracks, Stream to, byte[] key)
    {
        using var sealing = new SealingSound(to, key);
        var (said, heard) = (new short[SoundShape.FramesPerPoint], new short[SoundShape.FramesPerPoint]);
        var both = new short[2 * SoundShape.FramesPerPoint];
        var (frames, shape) = (0L, new List<byte>());
        while (tracks.Read(said, heard) is > 0 and var read)
        {
            for (var at = 0; at < read; at++) (both[2 * at], both[(2 * at) + 1]) = (said[at], heard[at]);
            sealing.Add(MemoryMarshal.AsBytes(both.AsSpan(0, 2 * read)));
            shape.Add(SoundShape.Loudness(PeakOf(said.AsSpan(0, read))));
            shape.Add(SoundShape.Loudness(PeakOf(heard.AsSpan(0, read))));
            frames += read;
        }

        sealing.Finish();
        return (frames, [.. shape]);
    }

    private static int PeakOf(ReadOnlySpan<short> samples)
    {
        var peak = 0;
        foreach (var it in samples) peak = Math.Max(peak, Math.Abs((int)it));
        return peak;
    }

    private static string PurposeOf(Guid id) => $"recording {id:N}";

    private string FolderOf(CentreId centre) => Path.GetFullPath(Path.Combine(storage.Folder, "recordings", centre.Value.ToString("N")));

    private string PathOf(CentreId centre, Guid id) => Path.Combine(FolderOf(centre), id.ToString("N"));
}
