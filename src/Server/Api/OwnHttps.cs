using System.Net.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isberg.Api;

/// <summary>Speaks HTTPS with a certificate from a file. A file that has changed is taken up within a minute; one that does not do is left, and the log says why.</summary>
public sealed partial class OwnHttps
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly CertificateFile file;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Lock looking = new();
    private CertificateFile.Contents contents;
    private SslStreamCertificateContext shown;
    private DateTimeOffset lookedAt;

    private OwnHttps(CertificateFile file, TimeProvider clock, ILogger log)
    {
        (this.file, this.clock, this.log, lookedAt) = (file, clock, log, clock.GetUtcNow());
        contents = file.Read();
        shown = file.Open(contents, lookedAt);
    }

    /// <summary>Whether the certificate that the settings name does; where they name none there is nothing to say.</summary>
    /// <exception cref="CertificateException">It does not.</exception>
    public static void Check(IConfiguration configuration) => CertificateFile.In(configuration)?.Check(DateTimeOffset.UtcNow);

    /// <summary>Where the settings name a certificate, the addresses that begin with https show it.</summary>
    public static void Use(WebApplicationBuilder builder)
    {
        if (CertificateFile.In(builder.Configuration) is not { } file) return;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var services = kestrel.ApplicationServices;
            var own = new OwnHttps(file, services.GetService<TimeProvider>() ?? TimeProvider.System, services.GetRequiredService<ILogger<OwnHttps>>());
            kestrel.ConfigureEndpointDefaults(it => it.Protocols = HttpProtocols.Http1); // as proxies speak to us
            kestrel.ConfigureHttpsDefaults(own.Show);
        });
    }

    private void Show(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateSelector = (_, _) => Current().TargetCertificate;
        https.OnAuthenticate = (_, connection) => (connection.ServerCertificateContext, connection.ServerCertificateSelectionCallback) = (Current(), null); // with those above it
    }

    private SslStreamCertificateContext Current()
    {
        lock (looking)
        {
            if (clock.GetUtcNow() - lookedAt >= BetweenLooks) Look();
            return shown;
        }
    }

    private void Look()
    {
        lookedAt = clock.GetUtcNow();
        try
        {
            var now = file.Read();
            if (now == contents) return;

            shown = file.Open(now, lookedAt);
            contents = now;
            Renewed(log, file.Certificate, shown.TargetCertificate.NotAfter);
        }
        catch (CertificateException wrong)
        {
            Kept(log, wrong.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The certificate in {File} has changed and is shown from now on; it is valid until {Until}")]
    private static partial void Renewed(ILogger log, string file, DateTime until);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate that is shown stays, because the new one does not do: {Why}")]
    private static partial void Kept(ILogger log, string why);
}
