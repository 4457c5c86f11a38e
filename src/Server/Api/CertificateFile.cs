using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Isberg.Api;

/// <summary>The certificate with which this server speaks HTTPS itself, without a proxy before it.</summary>
/// <param name="Host">The name in its addresses.</param>
/// <param name="Certificate">A PEM file: the server's own certificate first, then those between it and the authority.</param>
/// <param name="Key">A PEM file with its private key. Null: it is in the same file.</param>
public sealed record CertificateFile(string Host, string Certificate, string? Key)
{
    public const string Settings = "Isberg:Tls";

    private const string Locked = "ENCRYPTED";
    private const string PrivateKey = "PRIVATE KEY-----";

    /// <summary>Null: this server speaks HTTP.</summary>
    /// <exception cref="CertificateException">Half of it is set.</exception>
    public static CertificateFile? In(IConfiguration configuration)
    {
        var (host, certificate, key) = (configuration[$"{Settings}:Host"], configuration[$"{Settings}:Certificate"], configuration[$"{Settings}:Key"]);
        if (host is not { Length: > 0 } && certificate is not { Length: > 0 }) return null;
        if (host is not { Length: > 0 } || certificate is not { Length: > 0 }) throw new CertificateException("HTTPS needs both the name of this server and a certificate for it.");

        return new CertificateFile(host, certificate, key is { Length: > 0 } ? key : null);
    }

    /// <summary>Whether it would do now.</summary>
    /// <exception cref="CertificateException">It would not.</exception>
    public void Check(DateTimeOffset now) => Open(Read(), now);

    /// <summary>What the files hold now, to see whether that changes.</summary>
    /// <exception cref="CertificateException">They cannot be read.</exception>
    internal Contents Read() => new(TextOf(Certificate), TextOf(Key ?? Certificate));

    /// <summary>The certificate, its key and those above it.</summary>
    /// <exception cref="CertificateException">No browser would accept it.</exception>
    internal SslStreamCertificateContext Open(Contents contents, DateTimeOffset now)
    {
        if (!contents.Key.Contains(PrivateKey, StringComparison.Ordinal)) throw new CertificateException($"{Key ?? Certificate} holds no private key.");
        if (contents.Key.Contains(Locked, StringComparison.Ordinal)) throw new CertificateException($"The private key in {Key ?? Certificate} is locked with a password; it has to be there without one.");

        var all = ChainOf(contents);
        if (now < new DateTimeOffset(all[0].NotBefore)) throw new CertificateException($"The certificate in {Certificate} is valid only from {all[0].NotBefore:yyyy-MM-dd} on.");
        if (now > new DateTimeOffset(all[0].NotAfter)) throw new CertificateException($"The certificate in {Certificate} has expired on {all[0].NotAfter:yyyy-MM-dd}.");
        if (!all[0].MatchesHostname(Host, allowCommonName: false)) throw new CertificateException($"The certificate in {Certificate} is not for {Host}.");

        var own = WithKey(contents);
        all.RemoveAt(0);
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }

    private X509Certificate2Collection ChainOf(Contents contents)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(contents.Certificate);
        }
        catch (CryptographicException)
        {
            throw new CertificateException($"{Certificate} cannot be read as a certificate.");
        }

        return all.Count > 0 ? all : throw new CertificateException($"{Certificate} holds no certificate.");
    }

    private X509Certificate2 WithKey(Contents contents)
    {
        try
        {
            return X509Certificate2.CreateFromPem(contents.Certificate, contents.Key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new CertificateException($"The private key in {Key ?? Certificate} does not fit the certificate in {Certificate}.");
        }
    }

    private static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"{file} cannot be read: {error.Message}");
        }
    }

    internal sealed record Contents(string Certificate, string Key);
}

/// <summary>Why there can be no HTTPS, in a sentence.</summary>
public sealed class CertificateException(string sentence) : Exception(sentence);
