using Isberg.Mail;

namespace Isberg.Channels.Email;

/// <summary>Holds a mail while it comes: a small one in memory, a large one in a file that goes with its source.</summary>
internal sealed class MailSpool : IDisposable
{
    private readonly SpoolStream stream = new();

    public Stream Stream => stream;

    /// <summary>All that has come; to be disposed of by the caller.</summary>
    public MailSource ToSource() => stream.ToSource();

    public void Dispose() => stream.Dispose();

    private sealed class SpoolStream : Stream
    {
        private Stream into = new MemoryStream();
        private string? path;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => into.Length;

        public override long Position
        {
            get => into.Position;
            set => throw new NotSupportedException();
        }

        public MailSource ToSource()
        {
            if (path is null) return MailSource.Of(((MemoryStream)into).ToArray());

            into.Dispose();
            var taken = path;
            path = null;
            return MailSource.OfFile(taken, isTemporary: true);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (path is null && into.Length + buffer.Length > MailSource.MostInMemory) Spill();
            into.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush() => into.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            into.Dispose();
            if (path is not null) File.Delete(path);
            base.Dispose(disposing);
        }

        private void Spill()
        {
            var file = Path.Combine(Path.GetTempPath(), $"isberg-mail-{Guid.NewGuid():N}");
            var larger = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            ((MemoryStream)into).WriteTo(larger);
            (into, path) = (larger, file);
        }
    }
}
