using System.Security.Cryptography;
using System.Text;
using Isberg.Storage;

namespace Isberg.Access;

/// <summary>The key under which every secret in the database is sealed. It is kept outside the database: in ISBERG_MASTER_KEY, or in the data folder's file master.key.</summary>
public sealed class MasterKey
{
    public const string Variable = "ISBERG_MASTER_KEY";
    public const string FileName = "master.key";

    private const int KeyBytes = 32;
    private const string Format = "v1.";
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <exception cref="InvalidOperationException">The key is there but is no key; the sentence says what to do.</exception>
    public static MasterKey Of(StorageOptions storage)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return new MasterKey(Parse(given, Variable));

        var file = Path.Combine(storage.Folder, FileName);
        Directory.CreateDirectory(storage.Folder);
        if (!File.Exists(file)) Make(file);
        return new MasterKey(Parse(File.ReadAllText(file), file));
    }

    /// <summary>Seals a secret for one purpose; what was sealed for another does not open.</summary>
    public string Seal(string secret, string purpose)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var tag = new byte[TagBytes];
        var hidden = new byte[plain.Length];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, hidden, tag, Encoding.UTF8.GetBytes(purpose));
        return Format + Convert.ToBase64String([.. nonce, .. tag, .. hidden]);
    }

    /// <exception cref="CryptographicException">It was sealed under another key or for another purpose, or has been changed.</exception>
    public string Open(string sealedSecret, string purpose)
    {
        if (!sealedSecret.StartsWith(Format, StringComparison.Ordinal)) throw new CryptographicException("The secret is not sealed in a known format.");

        var all = new byte[sealedSecret.Length];
        if (!Convert.TryFromBase64String(sealedSecret[Format.Length..], all, out var written) || written < NonceBytes + TagBytes) throw new CryptographicException("The sealed secret is not whole.");

        var (nonce, tag, hidden) = (all[..NonceBytes], all[NonceBytes..(NonceBytes + TagBytes)], all[(NonceBytes + TagBytes)..written]);
        var plain = new byte[hidden.Length];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(nonce, hidden, tag, plain, Encoding.UTF8.GetBytes(purpose));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A secret that follows from the key and a name alone, so that it need not be stored.</summary>
    public byte[] Derive(string name) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name));

    private static byte[] Parse(string text, string where)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var written) && written == KeyBytes
            ? bytes
            : throw new InvalidOperationException($"{where} does not hold a master key: {KeyBytes} bytes in Base64. Put the right one back from the backup; a new one cannot open what is stored.");
    }

    /// <summary>Only its owner may read it. It appears whole or not at all, so that a crash leaves no half key.</summary>
    private static void Make(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var half = $"{file}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(half, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, file);
    }
}
