using System.Security.Cryptography.X509Certificates;
using Isberg.World;
using Microsoft.AspNetCore.Hosting;

namespace Isberg.Api;

/// <summary>HTTPS without a proxy: which certificates do, and what happens when one is renewed.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly Authority authority = new();
    private readonly string folder = Directory.CreateTempSubdirectory("isberg-certificate-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "server.pem");

    private string Key => Path.Combine(folder, "server.key");

    [Fact]
    public void A_certificate_and_its_key_may_lie_in_one_file_or_in_two()
    {
        authority.Write(File);
        Assert.Null(Wrong(new CertificateFile("localhost", File, null)));

        var (certificate, key) = authority.Certify("localhost");
        Write(certificate, key);
        Assert.Null(Wrong(new CertificateFile("localhost", File, Key)));
    }

    [Fact]
    public void Each_certificate_that_no_browser_would_accept_is_refused_with_its_reason()
    {
        var (certificate, key) = authority.Certify("localhost");
        var now = DateTimeOffset.UtcNow;
        Assert.Contains("cannot be read", Wrong(Both()), StringComparison.Ordinal);
        Assert.Contains("is not for example.org", WrongWith(certificate, key, "example.org"), StringComparison.Ordinal);
        Assert.Contains("does not fit", WrongWith(certificate, authority.Certify("localhost").Key), StringComparison.Ordinal);
        Assert.Contains("holds no private key", WrongWith(certificate, certificate), StringComparison.Ordinal);
        Assert.Contains("locked with a password", WrongWith(certificate, key.Replace("PRIVATE", "ENCRYPTED PRIVATE", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("holds no certificate", WrongWith(key, key), StringComparison.Ordinal);
        var (old, oldKey) = authority.Certify("localhost", until: now.AddDays(-1));
        Assert.Contains("has expired", WrongWith(old, oldKey), StringComparison.Ordinal);
        var (coming, comingKey) = authority.Certify("localhost", from: now.AddDays(2));
        Assert.Contains("valid only from", WrongWith(coming, comingKey), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsers_are_shown_the_whole_chain_and_a_renewed_certificate_a_minute_later_but_none_that_does_not_do()
    {
        var first = authority.Write(File);
        var clock = new SetClock(DateTimeOffset.UtcNow);
        await using var server = await TestServer.Start(Stop, clock: clock, change: it =>
        {
            it.WebHost.UseUrls("http://127.0.0.1:0", "https://127.0.0.1:0");
            (it.Configuration["Isberg:Tls:Host"], it.Configuration["Isberg:Tls:Certificate"]) = ("localhost", File);
        });
        Assert.Equal(NumberOf(first), await Shown(server));

        var second = authority.Write(File);
        Assert.Equal(NumberOf(first), await Shown(server));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(NumberOf(second), await Shown(server));

        authority.Write(File, host: "example.org");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(NumberOf(second), await Shown(server));
    }

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private CertificateFile Both(string host = "localhost") => new(host, File, Key);

    private string? WrongWith(string certificate, string key, string host = "localhost")
    {
        Write(certificate, key);
        return Wrong(Both(host));
    }

    private void Write(string certificate, string key)
    {
        System.IO.File.WriteAllText(File, certificate);
        System.IO.File.WriteAllText(Key, key);
    }

    /// <summary>Why it does not do; null when it does.</summary>
    private static string? Wrong(CertificateFile file)
    {
        try
        {
            file.Check(DateTimeOffset.UtcNow);
            return null;
        }
        catch (CertificateException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>The number of the certificate that a new connection is shown, which has to be trusted.</summary>
    private async Task<string> Shown(TestServer server)
    {
        var number = "";
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, _) =>
        {
            number = shown!.GetSerialNumberString();
            return authority.Trusts(shown, chain);
        };
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(new Uri($"https://localhost:{server.SecureAddress.Port}/api/v1/session"), Stop);
        Assert.Contains(answer.Headers, it => it.Key == "Strict-Transport-Security");
        return number;
    }

    private static string NumberOf(string certificate)
    {
        using var read = X509Certificate2.CreateFromPem(certificate);
        return read.GetSerialNumberString();
    }
}
