namespace Isberg.Mail;

/// <summary>A stretch of a mail's raw bytes.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct SourceSlice(MailSource Source, long At, long Length)
{
    /// <summary>Reads the stretch; closing the stream leaves the source open.</summary>
    public Stream Open() => Source.IsInMemory
        ? new MemoryStream(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Source.Memory, out var all) ? all.Array! : Source.Memory.ToArray(),
            (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(Source.Memory, out all) ? all.Offset : 0) + (int)At, (int)Length, writable: false)
        : new SliceStream(this);

    private sealed class SliceStream(SourceSlice slice) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => slice.Length;

        public override long Position { get => at; set => at = value; }

        public override int Read(Span<byte> buffer)
        {
            var left = slice.Length - at;
            if (left <= 0) return 0;

            var read = slice.Source.Read(slice.At + at, buffer.Length > left ? buffer[..(int)left] : buffer);
            at += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => at = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => at + offset,
            _ => slice.Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
