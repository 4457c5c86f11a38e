using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Isberg.World;

/// <summary>An authority of the test's own, which certifies servers by way of a second certificate, as real ones do.</summary>
public sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-60), Until = DateTimeOffset.UtcNow.AddDays(60);

    private readonly X509Certificate2 between;

    public Authority()
    {
        Root = Above("Authority", null);
        between = Above("Between", Root);
    }

    /// <summary>Whoever trusts it trusts all that it certifies.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The key between it and servers, as browsers name keys.</summary>
    public string KeyBetween => Convert.ToBase64String(SHA256.HashData(between.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>A server's certificate and the one above it, and its key, both as PEM.</summary>
    public (string Certificate, string Key) Certify(string host, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false)); // a server
        using var certificate = request.Create(between, from ?? From.AddDays(1), until ?? Until.AddDays(-1), Guid.NewGuid().ToByteArray());
        return ($"{certificate.ExportCertificatePem()}\n{between.ExportCertificatePem()}\n", $"{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>Writes both into one file, and answers the certificate.</summary>
    public string Write(string file, string host = "localhost")
    {
        var (certificate, key) = Certify(host);
        File.WriteAllText(file, certificate + key);
        return certificate;
    }

    /// <summary>Whether what a server shows is certified by it, with nothing but what the server has sent.</summary>
    public bool Trusts(X509Certificate? shown, X509Chain? chain)
    {
        using var own = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        own.ChainPolicy.CustomTrustStore.Add(Root);
        own.ChainPolicy.ExtraStore.AddRange(chain!.ChainPolicy.ExtraStore);
        return own.Build((X509Certificate2)shown!);
    }

    public void Dispose()
    {
        Root.Dispose();
        between.Dispose();
    }

    private static X509Certificate2 Above(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null) return request.CreateSelfSigned(From, Until);

        using var certificate = request.Create(issuer, From, Until, Guid.NewGuid().ToByteArray());
        return certificate.CopyWithPrivateKey(key);
    }
}
