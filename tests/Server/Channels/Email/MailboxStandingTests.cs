using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Mail.Imap;
using Isberg.Mail.World;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Email;

/// <summary>What is wrong with a mailbox is named, before it is relied on and afterwards, against real servers.</summary>
public sealed class MailboxStandingTests(MailServers mail, OneServer one) : IClassFixture<MailServers>, IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailbox_that_works_is_said_to_work()
    {
        Assert.Equal("works, works", (await Tried(_ => { })).Faults);
        Assert.Equal("works, works", (await Tried(it => it["outgoing"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = mail.Smtp.Port, ["security"] = "None", ["user"] = "", ["needsNoSignIn"] = true })).Faults);
    }

    [Fact]
    public async Task At_a_wrong_port_nobody_answers() =>
        Assert.Equal("Unreachable, Unreachable", (await Tried(it => (it["incoming"]!["port"], it["outgoing"]!["port"]) = (MailServers.ClosedPort(), MailServers.ClosedPort()))).Faults);

    [Fact]
    public async Task A_wrong_password_is_refused_and_the_server_is_quoted()
    {
        var (faults, trial) = await Tried(it => (it["incoming"]!["secret"], it["outgoing"]!["secret"]) = ("wrong", "wrong"));

        Assert.Equal("AuthenticationRefused, AuthenticationRefused", faults);
        Assert.Contains("failed", (string)trial["incoming"]!["serverWords"]!, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty((string)trial["outgoing"]!["serverWords"]!);
    }

    [Fact]
    public async Task A_missing_folder_is_named_and_does_not_hinder_sending() =>
        Assert.Equal("FolderMissing, works", (await Tried(it => it["folder"] = "Nowhere")).Faults);

    [Fact]
    public async Task A_certificate_of_nobody_s_is_not_trusted() => Assert.Equal("CertificateUntrusted, CertificateUntrusted", (await Tried(it =>
    {
        (it["incoming"]!["port"], it["incoming"]!["security"]) = (mail.Imap.TlsPort, "Tls");
        (it["outgoing"]!["port"], it["outgoing"]!["security"]) = (mail.Smtp.Port, "StartTls");
    })).Faults);

    [Fact]
    public async Task A_server_without_starttls_gets_no_password()
    {
        await using var imap = OldServer.Imap();
        await using var smtp = OldServer.Smtp();

        Assert.Equal("TlsMissing, TlsMissing", (await Tried(it =>
        {
            (it["incoming"]!["port"], it["incoming"]!["security"]) = (imap.Port, "StartTls");
            (it["outgoing"]!["port"], it["outgoing"]!["security"]) = (smtp.Port, "StartTls");
        })).Faults);
    }

    [Fact]
    public async Task A_port_without_tls_is_no_port_for_tls() =>
        Assert.Equal("TlsFailed, TlsFailed", (await Tried(it => (it["incoming"]!["security"], it["outgoing"]!["security"]) = ("Tls", "Tls"))).Faults);

    [Fact]
    public async Task A_password_sealed_under_another_key_is_said_to_be_unreadable()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var kept = await MailServers.Create(otto, mail.Draft(centre), Stop);
        await using (var db = one.Server.Databases.CreateDbContext())
        {
            var row = await db.Mailboxes.SingleAsync(it => it.Id == new MailboxId(Guid.Parse((string)kept["id"]!)), Stop);
            (row.Incoming, row.Outgoing) = (row.Incoming with { Secret = "v1.AAAA" }, row.Outgoing with { Secret = "v1.AAAA" });
            row.Version = Guid.NewGuid();
            await db.SaveChangesAsync(Stop);
        }

        var draft = mail.Draft(centre);
        draft["incoming"]!["secret"] = draft["outgoing"]!["secret"] = null;

        Assert.Equal("SecretUnreadable, SecretUnreadable", (await MailServers.Try(otto, draft, Stop, (string)kept["id"]!)).Faults);
        var standing = await MailServers.Stands(otto, kept, it => (string?)it["fault"] == "SecretUnreadable", Stop);
        Assert.False((bool)standing["isReadable"]!);
    }

    [Fact]
    public void Every_fault_of_reading_has_a_word_here() =>
        Assert.All(Enum.GetNames<ImapFault>(), it => Assert.True(Enum.TryParse<MailboxFault>(it, out _), it));

    [Fact]
    public async Task A_mailbox_that_nobody_can_read_for_five_minutes_is_an_alarm_until_it_can_be_read_again()
    {
        await using var imap = await ImapServer.Start(Stop);
        var clock = new SetClock(DateTimeOffset.UtcNow);
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        var other = await server.NewCentre(Stop, "berg");
        using var otto = await centre.SignIn("otto", Stop);
        using var theirs = await other.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        draft["incoming"]!["port"] = imap.Port;
        var kept = await MailServers.Create(otto, draft, Stop);
        await MailServers.Stands(otto, kept, it => (bool)it["isReadable"]!, Stop);

        await imap.Stop(Stop);
        var standing = await MailServers.Stands(otto, kept, it => !(bool)it["isReadable"]!, Stop);
        clock.Advance(MailboxEndpoints.AlarmAfter - TimeSpan.FromMinutes(1));
        Assert.Empty(await Alarms(otto));
        clock.Advance(TimeSpan.FromMinutes(1));
        var alarm = Assert.Single(await Alarms(otto))!;
        Assert.Equal(
            ((string)kept["id"]!, "Sales", (DateTimeOffset)standing["since"]!), ((string)alarm["mailbox"]!, (string)alarm["name"]!, (DateTimeOffset)alarm["since"]!));
        Assert.Empty(await Alarms(theirs));

        await imap.Restart(Stop);
        standing = await MailServers.Stands(otto, kept, it => (bool)it["isReadable"]!, Stop);
        Assert.Null((string?)standing["fault"]);
        Assert.Empty(await Alarms(otto));
    }

    [Fact]
    public async Task A_mailbox_whose_service_takes_no_mail_says_so_as_soon_as_a_mail_comes()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        draft["service"] = await ServiceWithChatAlone(centre, otto);
        draft["incoming"] = MailServers.Server(mail.Imap.Port, "noor", ImapServer.Password);
        var kept = await MailServers.Create(otto, draft, Stop);
        await MailServers.Stands(otto, kept, it => (bool)it["isReadable"]!, Stop);

        mail.Imap.Deliver("noor", "Opening hours");

        var standing = await MailServers.Stands(otto, kept, it => !(bool)it["isReadable"]!, Stop);
        Assert.Equal("ChannelMissing", (string)standing["fault"]!);
    }

    [Fact]
    public async Task A_mailbox_is_read_and_written_from_with_tokens()
    {
        await using var tokens = await TokenService.Start(Stop);
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        draft["incoming"] = OAuth(mail.Imap.Port, "sales", tokens.Grant("reader", "refresh-me"));
        draft["outgoing"] = OAuth(mail.Smtp.Port, SmtpServer.UserName, tokens.Grant("writer", null));

        Assert.Equal("works, works", (await MailServers.Try(otto, draft, Stop)).Faults);
        var kept = await MailServers.Create(otto, draft, Stop);

        await MailServers.Stands(otto, kept, it => (bool)it["isReadable"]!, Stop);
        Assert.Equal("client_id=reader&client_secret=open+sesame&scope=mail&grant_type=refresh_token&refresh_token=refresh-me", tokens.Asked["reader"]);
        Assert.Equal("client_id=writer&client_secret=open+sesame&scope=mail&grant_type=client_credentials", tokens.Asked["writer"]);
        Assert.DoesNotContain("sesame", (await otto.GetStringAsync("/api/v1/mailboxes", Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_without_a_token_says_so()
    {
        await using var tokens = await TokenService.Start(Stop);
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        draft["incoming"] = OAuth(mail.Imap.Port, "sales", tokens.Grant("stranger", null));
        draft["outgoing"] = OAuth(mail.Smtp.Port, SmtpServer.UserName, tokens.Grant("stranger", null));

        Assert.Equal("TokenRefused, TokenRefused", (await MailServers.Try(otto, draft, Stop)).Faults);
        var kept = await MailServers.Create(otto, draft, Stop);

        var standing = await MailServers.Stands(otto, kept, it => (string?)it["fault"] == "TokenRefused", Stop);
        Assert.False((bool)standing["isReadable"]!);
    }

    private async Task<(string Faults, JsonObject Trial)> Tried(Action<JsonObject> change)
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        change(draft);
        return await MailServers.Try(otto, draft, Stop);
    }

    private static async Task<string> ServiceWithChatAlone(TestCentre centre, HttpClient otto)
    {
        using var answer = await MailServers.Send(otto, HttpMethod.Post, "/api/v1/services", new JsonObject
        {
            ["key"] = "parks", ["commissioner"] = centre.Commissioner.Value.ToString(), ["name"] = new JsonObject { ["sv"] = "Parks" }, ["allowedOrigins"] = new JsonArray(),
            ["channels"] = new JsonArray(new JsonObject { ["rule"] = new JsonObject { ["channel"] = "Chat" }, ["isAlwaysOpen"] = true }),
        }, Stop);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["id"]!;
    }

    private static async Task<JsonArray> Alarms(HttpClient client) => (await client.GetFromJsonAsync<JsonArray>("/api/v1/mailboxes/alarms", Stop))!;

    private static JsonObject OAuth(int port, string user, string grant)
    {
        var server = MailServers.Server(port, user, grant);
        server["signIn"] = "OAuth";
        return server;
    }

    /// <summary>Gives tokens to the two programs that it knows, as Microsoft's and Google's services do.</summary>
    private sealed class TokenService(WebApplication app) : IAsyncDisposable
    {
        public Dictionary<string, string> Asked { get; } = [];

        public static async Task<TokenService> Start(CancellationToken stop)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var service = new TokenService(builder.Build());
            await service.Open(stop);
            return service;
        }

        public string Grant(string client, string? refresh) => new JsonObject
        {
            ["tokenUrl"] = $"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/token",
            ["clientId"] = client, ["clientSecret"] = "open sesame", ["scope"] = "mail", ["refreshToken"] = refresh,
        }.ToJsonString();

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task Open(CancellationToken stop)
        {
            app.MapPost("/token", async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                var form = await reader.ReadToEndAsync(stop);
                var client = form.Split('&')[0]["client_id=".Length..];
                Asked[client] = form;
                var token = client switch
                {
                    "reader" => ImapServer.TokenOf("sales", TimeSpan.FromHours(1)),
                    "writer" => SmtpServer.Token,
                    _ => null,
                };
                return token is null ? Results.BadRequest() : Results.Json(new { access_token = token, expires_in = 3_600 });
            });
            await app.StartAsync(stop);
        }
    }
}
