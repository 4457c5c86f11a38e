using Microsoft.Win32.SafeHandles;

namespace Isberg.Mail;

/// <summary>The raw bytes of one mail, readable at any place: in memory, or in a file that may be larger than memory should hold.</summary>
public abstract class MailSource : IDisposable
{
    /// <summary>What comes from a stream is kept in memory up to this size, and in a temporary file beyond it.</summary>
    public const int MostInMemory = 1024 * 1024;

    private const int CopyPart = 64 * 1024;

    /// <summary>In bytes.</summary>
    public abstract long Length { get; }

    /// <summary>All of it at once when it lies in memory; else empty.</summary>
    internal virtual ReadOnlyMemory<byte> Memory => default;

    internal virtual bool IsInMemory => false;

    /// <summary>Reads at most as much as fits, from a place on.</summary>
    public abstract int Read(long at, Span<byte> into);

    public static MailSource Of(ReadOnlyMemory<byte> bytes) => new MemorySource(bytes);

    /// <summary>A file, opened for reading and left as it is.</summary>
    public static MailSource OfFile(string path) => OfFile(path, isTemporary: false);

    /// <param name="isTemporary">The file goes with the source.</param>
    public static MailSource OfFile(string path, bool isTemporary) => new FileSource(path, FileOptions.RandomAccess | (isTemporary ? FileOptions.DeleteOnClose : FileOptions.None));

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="MailTooLargeException">It holds more than <paramref name="most"/> bytes.</exception>
    public static MailSource OfStream(Stream stream, long most = long.MaxValue)
    {
        using var first = new MemoryStream();
        var part = new byte[CopyPart];
        while (stream.Read(part) is > 0 and var read)
        {
            if (first.Length + read > most) throw new MailTooLargeException(most);
            first.Write(part, 0, read);
            if (first.Length > MostInMemory) return Spool(first, stream, part, most);
        }

        return Of(first.ToArray());
    }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private static FileSource Spool(MemoryStream begun, Stream rest, byte[] part, long most)
    {
        var path = Path.Combine(Path.GetTempPath(), $"isberg-mail-{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                begun.WriteTo(file);
                while (rest.Read(part) is > 0 and var read)
                {
                    if (file.Length + read > most) throw new MailTooLargeException(most);
                    file.Write(part, 0, read);
                }
            }

            return new FileSource(path, FileOptions.RandomAccess | FileOptions.DeleteOnClose);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private sealed class MemorySource(ReadOnlyMemory<byte> bytes) : MailSource
    {
        public override long Length => bytes.Length;

        internal override ReadOnlyMemory<byte> Memory => bytes;

        internal override bool IsInMemory => true;

        public override int Read(long at, Span<byte> into)
        {
            if (at >= bytes.Length) return 0;

            var part = bytes.Span[(int)at..];
            if (part.Length > into.Length) part = part[..into.Length];
            part.CopyTo(into);
            return part.Length;
        }
    }

    private sealed class FileSource : MailSource
    {
        private readonly SafeFileHandle file;

        public FileSource(string path, FileOptions options)
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, options);
            Length = RandomAccess.GetLength(file);
        }

        public override long Length { get; }

        public override int Read(long at, Span<byte> into) => at >= Length ? 0 : RandomAccess.Read(file, into, at);

        public override void Dispose()
        {
            file.Dispose();
            base.Dispose();
        }
    }
}

/// <summary>A mail is larger than its reader allows.</summary>
public sealed class MailTooLargeException(long most) : IOException($"The mail is larger than {most} bytes.")
{
    public long Most { get; } = most;
}
