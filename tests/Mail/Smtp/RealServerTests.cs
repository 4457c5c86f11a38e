using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Isberg.Mail.Headers;
using Isberg.Mail.Security;
using Isberg.Mail.World;
using Isberg.Mail.Writing;

namespace Isberg.Mail.Smtp;

/// <summary>Handing mails to a real server, and finding them in its mailboxes.</summary>
public sealed class RealServerTests(RealServerTests.Server world) : IClassFixture<RealServerTests.Server>
{
    private const string Anna = "anna@sund.example";
    private const string Boris = "boris@sund.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SmtpServer Exim => world.Exim;

    public sealed class Server : IAsyncLifetime
    {
        private SmtpServer? exim;

        public SmtpServer Exim => exim!;

        public async ValueTask InitializeAsync() => exim = await SmtpServer.Start(default, SmtpServer.UserName);

        public ValueTask DisposeAsync() => exim?.DisposeAsync() ?? default;
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls, "PLAIN")]
    [InlineData(SecureSocketOptions.StartTls, "LOGIN")]
    [InlineData(SecureSocketOptions.SslOnConnect, "XOAUTH2")]
    [InlineData(SecureSocketOptions.SslOnConnect, "OAUTHBEARER")]
    public async Task Whoever_signs_in_sends_mails_that_arrive_as_they_were(SecureSocketOptions security, string mechanism)
    {
        var address = $"{mechanism.ToLowerInvariant()}@sund.example";
        await Exim.AddMailbox(address, Stop);
        await using var client = await Connect(security);
        await client.AuthenticateAsync(Mechanism(mechanism), Stop);
        Assert.True(client is { IsSecure: true, IsAuthenticated: true });

        var sent = new List<string>();
        foreach (var seed in Enumerable.Range(0, 15))
        {
            var bytes = await WrittenMailTests.Write(new RandomMail(seed).Next());
            sent.Add(Encoding.ASCII.GetString(bytes));
            var result = await client.SendAsync(To(address), new MemoryStream(bytes), Stop);
            Assert.True(result is { IsAccepted: true, Recipients: [{ IsAccepted: true }] });
        }

        await client.DisconnectAsync(Stop);
        var arrived = await Exim.Mails(address, sent.Count, Stop);
        Assert.Equal(sent.Count, arrived.Count);
        var texts = arrived.Select(it => Encoding.UTF8.GetString(it)).ToList();
        foreach (var it in sent.Select(it => it.Replace("\r\n", "\n", StringComparison.Ordinal))) Assert.Single(texts, text => text.EndsWith(it, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_that_begin_with_dots_and_odd_line_ends_arrive_as_lines()
    {
        await Exim.AddMailbox("dots@sund.example", Stop);
        await using var client = await Connect(SecureSocketOptions.StartTls);

        await client.SendAsync(To("dots@sund.example"), Message(".x: y\nSubject: punkter\r\n\r\n.\r\n..\n.\n\r.\rslut\r\n.\r\n.hej"), Stop);

        var arrived = Assert.Single(await Exim.Mails("dots@sund.example", 1, Stop));
        Assert.EndsWith("\nSubject: punkter\n\n.\n..\n.\n\n.\nslut\n.\n.hej\n", Encoding.UTF8.GetString(arrived), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_says_of_each_recipient_whether_it_takes_the_message()
    {
        await Exim.AddMailbox(Boris, Stop);
        await using var client = await Connect(SecureSocketOptions.StartTls);

        var result = await client.SendAsync(To("nobody@sund.example", "x@later.example", Boris, "no address", "ö@sund.example"), Message("Subject: a\r\n\r\nHej\r\n"), Stop);

        Assert.True(result.IsAccepted);
        Assert.Equal([(false, false, 550, "5.1.1"), (false, true, 451, "4.2.1"), (true, false, 250, null), (false, false, 553, "5.1.3")],
            result.Recipients.Take(4).Select(it => (it.IsAccepted, it.MayTryLater, it.Reply.Code, it.Reply.EnhancedCode)));
        Assert.Single(await Exim.Mails(Boris, 1, Stop));
        Assert.False((await client.SendAsync(To("nobody@sund.example"), Message("Subject: b\r\n\r\nHej\r\n"), Stop)).IsAccepted);
        Assert.True((await client.SendAsync(To(Boris), Message("Subject: c\r\n\r\nHej\r\n"), Stop)).IsAccepted);
    }

    [Fact]
    public async Task Many_recipients_go_at_once()
    {
        await Exim.AddMailbox("many@sund.example", Stop);
        await using var client = await Connect(SecureSocketOptions.SslOnConnect);
        Assert.True(client.Capabilities.HasPipelining);

        var addresses = Enumerable.Range(0, 175).Select(it => it % 3 == 0 ? "many@sund.example" : $"nobody{it}@sund.example").ToArray();
        var result = await client.SendAsync(To(addresses), Message("Subject: a\r\n\r\nHej\r\n"), Stop);

        Assert.Equal(addresses.Select(it => it.StartsWith("many", StringComparison.Ordinal)), result.Recipients.Select(it => it.IsAccepted));
    }

    [Fact]
    public async Task An_address_that_is_not_ASCII_is_sent_to_a_server_that_takes_it()
    {
        await Exim.AddMailbox("jörg@sund.example", Stop);
        var mail = Mail("jörg@sund.example", "Hej Jörg");
        await using var client = await Connect(SecureSocketOptions.StartTls);

        var result = await client.SendAsync(Envelope.Of(mail), new MemoryStream(await WrittenMailTests.Write(mail, isInternational: true)), Stop);

        Assert.True(result.IsAccepted);
        var arrived = MimeMessage.Load(Assert.Single(await Exim.Mails("jörg@sund.example", 1, Stop)));
        Assert.Equal("jörg@sund.example", arrived.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task The_sender_is_told_when_it_wishes()
    {
        await Exim.AddMailbox(Anna, Stop);
        await Exim.AddMailbox("told@sund.example", Stop);
        await using var client = await Connect(SecureSocketOptions.StartTls);
        var envelope = new Envelope
        {
            Sender = Anna, Return = DeliveryStatusNotificationType.HeadersOnly, EnvelopeId = "ärende"[1..] + "=80+1",
            Recipients = [new EnvelopeRecipient("told@sund.example") { Notify = DeliveryStatusNotification.Success | DeliveryStatusNotification.Failure, OriginalAddress = "first@sund.example" }],
        };

        var result = await client.SendAsync(envelope, Message("Subject: kvitto\r\n\r\nHej\r\n"), Stop);

        Assert.True(result.TellsSender);
        var report = Encoding.UTF8.GetString(Assert.Single(await Exim.Mails(Anna, 1, Stop)));
        Assert.Contains("multipart/report", report, StringComparison.Ordinal);
        Assert.Contains("Action: delivered", report, StringComparison.Ordinal);
        Assert.Contains("rende+3D80+2B1", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_not_sent()
    {
        await using var client = await Connect(SecureSocketOptions.StartTls);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), Message("Subject: a\r\n\r\n" + new string('x', SmtpServer.MaxSize)), Stop));

        Assert.Equal((SmtpFate.Permanent, SmtpStep.MailFrom, null), (refused.Fate, refused.Step, refused.Reply));
        await client.NoOpAsync(Stop);
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_is_not_trusted()
    {
        await using var client = new SmtpClient();

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.ConnectAsync("localhost", Exim.Port, SecureSocketOptions.StartTls, Stop));

        Assert.Equal((SmtpFate.Permanent, SmtpStep.Tls, false), (refused.Fate, refused.Step, client.IsConnected));
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task A_wrong_password_is_refused_and_shown_nowhere(string mechanism)
    {
        await using var client = await Connect(SecureSocketOptions.StartTls);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.AuthenticateAsync(Mechanism(mechanism, "Hemligt-2026"), Stop));

        Assert.Equal((SmtpFate.Permanent, SmtpStep.Authenticate, 535), (refused.Fate, refused.Step, refused.Reply!.Code));
        Assert.DoesNotContain("Hemligt", refused + refused.Reply.Text, StringComparison.Ordinal);
        await client.AuthenticateAsync(SmtpServer.UserName, SmtpServer.Password, Stop);
    }

    [Fact]
    public async Task No_password_goes_over_an_open_line()
    {
        await using var client = new SmtpClient();
        await client.ConnectAsync("localhost", Exim.Port, SecureSocketOptions.None, Stop);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.AuthenticateAsync(SmtpServer.UserName, SmtpServer.Password, Stop));

        Assert.Equal(SmtpStep.Authenticate, refused.Step);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task A_mail_cut_off_by_a_power_cut_is_sent_again_and_arrives_once()
    {
        await using var exim = await SmtpServer.Start(Stop, Anna);
        var bytes = await WrittenMailTests.Write(Mail(Anna, string.Concat(Enumerable.Repeat("Hej på dig! ", 20_000))));
        await using (var client = await Connect(SecureSocketOptions.StartTls, exim))
        {
            var message = new Interrupted(bytes, bytes.Length / 2, () => exim.Kill(Stop));
            var lost = await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), message, Stop));
            Assert.Equal((SmtpFate.RetryLater, false), (lost.Fate, client.IsConnected));
        }

        var nobody = await Assert.ThrowsAsync<SmtpException>(() => Connect(SecureSocketOptions.StartTls, exim));
        Assert.Equal((SmtpFate.RetryLater, SmtpStep.Connect), (nobody.Fate, nobody.Step));

        await exim.Restart(Stop);
        await using var again = await Connect(SecureSocketOptions.StartTls, exim);
        Assert.True((await again.SendAsync(To(Anna), new MemoryStream(bytes), Stop)).IsAccepted);
        Assert.Single(await exim.Mails(Anna, 1, Stop));
    }

    [Fact]
    public async Task What_the_server_took_is_there_after_a_power_cut()
    {
        await using var exim = await SmtpServer.Start(Stop, Anna);
        await using (var client = await Connect(SecureSocketOptions.StartTls, exim)) await client.SendAsync(To(Anna), Message("Subject: kvar\r\n\r\nHej\r\n"), Stop);
        await exim.Mails(Anna, 1, Stop);

        await exim.Kill(Stop);
        await exim.Restart(Stop);

        Assert.Single(exim.Mails(Anna));
    }

    private static SaslMechanism Mechanism(string name, string? secret = null) => name switch
    {
        "PLAIN" => new SaslMechanismPlain(SmtpServer.UserName, secret ?? SmtpServer.Password),
        "LOGIN" => new SaslMechanismLogin(SmtpServer.UserName, secret ?? SmtpServer.Password),
        "XOAUTH2" => new SaslMechanismOAuth2(SmtpServer.UserName, secret ?? SmtpServer.Token),
        _ => new SaslMechanismOAuthBearer(SmtpServer.UserName, secret ?? SmtpServer.Token),
    };

    private async Task<SmtpClient> Connect(SecureSocketOptions security, SmtpServer? to = null)
    {
        var server = to ?? Exim;
        var client = new SmtpClient(new SmtpOptions { ServerCertificateValidationCallback = (_, shown, _, errors) => IsOurs(server, shown, errors) });
        await client.ConnectAsync("localhost", security == SecureSocketOptions.SslOnConnect ? server.TlsPort : server.Port, security, Stop);
        return client;
    }

    /// <summary>For localhost, as it should be, and vouched for by us.</summary>
    private static bool IsOurs(SmtpServer server, X509Certificate? shown, SslPolicyErrors errors) =>
        (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && shown?.GetCertHashString() == server.Certificate.GetCertHashString();

    private static Envelope To(params string[] addresses) => new() { Sender = SmtpServer.UserName, Recipients = [.. addresses.Select(it => new EnvelopeRecipient(it))] };

    private static MemoryStream Message(string text) => new(Encoding.ASCII.GetBytes(text));

    private static OutgoingMail Mail(string to, string text) => new()
    {
        From = new InternetAddressList([new MailboxAddress("Kundtjänst", SmtpServer.UserName)]), To = new InternetAddressList([new MailboxAddress("", to)]),
        Subject = "Hej", Date = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(2)), MessageId = MessageIds.New("sund.example"), Body = new BodyBuilder { TextBody = text },
    };

    /// <summary>A message at one place of which something happens, when it is read for the second time: the first is only looking.</summary>
    private sealed class Interrupted(byte[] bytes, int at, Func<Task> happens) : MemoryStream(bytes)
    {
        private bool isSecond;
        private bool hasHappened;

        public override long Position
        {
            get => base.Position;
            set => (base.Position, isSecond) = (value, true);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (isSecond && !hasHappened && Position >= at)
            {
                hasHappened = true;
                await happens();
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
