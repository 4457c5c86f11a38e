namespace Isberg.Mail;

/// <summary>A part's content as it was before it was encoded for the way. Reads forward only, with little memory.</summary>
internal sealed class DecodingStream(Stream encoded, IContentDecoder decoder) : Stream
{
    private readonly byte[] raw = new byte[16 * 1024];
    private byte[] ready = new byte[20 * 1024];
    private int at;
    private int filled;
    private bool isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (at == filled && !isAtEnd) Refill();
        var count = Math.Min(buffer.Length, filled - at);
        ready.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) encoded.Dispose();
        base.Dispose(disposing);
    }

    private void Refill()
    {
        var read = encoded.Read(raw);
        isAtEnd = read == 0;
        var most = decoder.MostFrom(read);
        if (ready.Length < most) ready = new byte[most];
        (at, filled) = (0, decoder.Decode(raw.AsSpan(0, read), ready, isAtEnd));
    }
}
