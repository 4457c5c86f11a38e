using System.Buffers.Binary;

namespace Isberg.Recording;

/// <summary>A recording as a WAV file in two tracks, opened piece by piece as it is read; the plain sound never lies on a disk.</summary>
internal sealed class OpenedSound(FileStream from, byte[] key) : Stream
{
    public const int HeaderBytes = 44;

    private readonly byte[] header = Header(SealedSound.PlainLength(from.Length));
    private ReadOnlyMemory<byte> piece;
    private long pieceAt = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => HeaderBytes + SealedSound.PlainLength(from.Length);

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty) return 0;

        var next = Position < HeaderBytes ? header.AsMemory((int)Position) : await Next(Position - HeaderBytes, cancellationToken);
        var read = Math.Min(next.Length, buffer.Length);
        next[..read].CopyTo(buffer);
        Position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A recording is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) from.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<ReadOnlyMemory<byte>> Next(long place, CancellationToken stop)
    {
        var start = place - (place % SealedSound.PieceBytes);
        if (pieceAt != start) (piece, pieceAt) = (await SealedSound.Read(from, key, start, stop), start);
        return piece[(int)(place - start)..];
    }

    private static byte[] Header(long length)
    {
        var header = new byte[HeaderBytes];
        const int bytesPerSecond = SoundShape.Rate * SoundShape.FrameBytes;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(length + HeaderBytes - 8));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1); // plain samples
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 2); // of two tracks
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), SoundShape.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), bytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), SoundShape.FrameBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 8 * SoundShape.BytesPerSample);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), (uint)length);
        return header;
    }
}
