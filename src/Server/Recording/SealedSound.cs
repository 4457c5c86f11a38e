using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Isberg.Recording;

/// <summary>
/// A file in pieces, each sealed by itself (AES-GCM), so that any place in it can be heard without opening the rest. The key is this file's
/// alone, and a piece's nonce is its number; that and whether it is the last are sealed with it, so that no piece can be moved, left out or cut off.
/// </summary>
internal static class SealedSound
{
    public const int PieceBytes = 64 * 1024;
    public const int KeyBytes = 32;

    internal const int TagBytes = 16;
    private const int SealedPiece = PieceBytes + TagBytes;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The length of what is in a file of this length.</summary>
    public static long PlainLength(long length) => length - (((length + SealedPiece - 1) / SealedPiece) * TagBytes);

    /// <summary>Opens the piece that holds this place.</summary>
    /// <returns>What is in it from that place on.</returns>
    /// <exception cref="CryptographicException">It has been changed, or the key is another one's.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(Stream from, byte[] key, long place, CancellationToken stop)
    {
        var number = place / PieceBytes;
        var hidden = new byte[(int)Math.Min(SealedPiece, from.Length - (number * SealedPiece))];
        from.Position = number * SealedPiece;
        await from.ReadExactlyAsync(hidden, stop);
        var plain = new byte[hidden.Length - TagBytes];
        using var cipher = Cipher(key);
        cipher.Decrypt(Nonce(number), hidden.AsSpan(0, plain.Length), hidden.AsSpan(plain.Length), plain, About(number, from.Position == from.Length));
        return plain.AsMemory((int)(place % PieceBytes));
    }

    internal static void Seal(AesGcm cipher, long number, bool isLast, ReadOnlySpan<byte> plain, Span<byte> hidden) =>
        cipher.Encrypt(Nonce(number), plain, hidden[..plain.Length], hidden[plain.Length..], About(number, isLast));

    internal static AesGcm Cipher(byte[] key) => new(key, TagBytes);

    private static byte[] Nonce(long number)
    {
        var nonce = new byte[AesGcm.NonceByteSizes.MaxSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        return nonce;
    }

    private static byte[] About(long number, bool isLast)
    {
        var about = new byte[sizeof(long) + 1];
        BinaryPrimitives.WriteInt64BigEndian(about, number);
        about[^1] = isLast ? (byte)1 : (byte)0;
        return about;
    }
}

/// <summary>Seals what is put in, piece by piece.</summary>
internal sealed class SealingSound(Stream to, byte[] key) : IDisposable
{
    private readonly AesGcm cipher = SealedSound.Cipher(key);
    private readonly byte[] piece = new byte[SealedSound.PieceBytes];
    private readonly byte[] hidden = new byte[SealedSound.PieceBytes + SealedSound.TagBytes];
    private int filled;
    private long number;

    public void Add(ReadOnlySpan<byte> plain)
    {
        while (!plain.IsEmpty)
        {
            if (filled == piece.Length) Seal(isLast: false);
            var part = plain[..Math.Min(plain.Length, piece.Length - filled)];
            part.CopyTo(piece.AsSpan(filled));
            filled += part.Length;
            plain = plain[part.Length..];
        }
    }

    /// <summary>Nothing can be added any more.</summary>
    public void Finish() => Seal(isLast: true);

    public void Dispose() => cipher.Dispose();

    private void Seal(bool isLast)
    {
        var whole = hidden.AsSpan(0, filled + SealedSound.TagBytes);
        SealedSound.Seal(cipher, number++, isLast, piece.AsSpan(0, filled), whole);
        to.Write(whole);
        filled = 0;
    }
}
