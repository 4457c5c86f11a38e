using System.Text;
using Isberg.Mail.Security;
using Isberg.Mail.World;

namespace Isberg.Mail.Smtp;

/// <summary>What is said to a server, by what it offers.</summary>
public sealed class ConversationTests
{
    private const string Anna = "anna@sund.example";

    private static readonly SmtpOptions Open = new() { AllowsUnencryptedAuthentication = true, LocalDomain = "isberg.example" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("250 PIPELINING")]
    [InlineData("250 HELP")]
    public async Task An_old_server_and_a_new_one_hear_the_same_of_a_plain_message(string offer)
    {
        await using var server = new ScriptedSmtpServer(("EHLO", $"250-mail.sund.example\r\n{offer}"));
        await using (var client = await Connect(server))
        {
            await client.SendAsync(To(Anna, "boris@sund.example"), Message("Subject: a\r\n\r\n.\r\n"), Stop);
            await client.DisconnectAsync(Stop);
        }

        Assert.Equal(["EHLO isberg.example", "MAIL FROM:<service@sund.example>", "RCPT TO:<anna@sund.example>", "RCPT TO:<boris@sund.example>", "DATA", "QUIT"], server.Heard);
        Assert.Equal("Subject: a\n\n..\n", Assert.Single(server.Messages));
    }

    [Fact]
    public async Task A_server_that_offers_more_is_told_more()
    {
        await using var server = new ScriptedSmtpServer(("EHLO", "250-mail.sund.example\r\n250-SIZE 5000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 DSN"));
        await using var client = await Connect(server);
        var envelope = new Envelope
        {
            Sender = "jörg@blåbär.example", Return = DeliveryStatusNotificationType.Full, EnvelopeId = "a b+c=d\r\nRSET",
            Recipients =
            [
                new EnvelopeRecipient(Anna) { Notify = DeliveryStatusNotification.Never, OriginalAddress = "först@sund.example\r\nRSET" },
                new EnvelopeRecipient("boris@sund.example") { Notify = DeliveryStatusNotification.Success | DeliveryStatusNotification.Delay, OriginalAddress = "a+b@sund.example" },
            ],
        };

        var result = await client.SendAsync(envelope, Message("Subject: å\n\nHej\n"), Stop);

        Assert.True(result.TellsSender);
        Assert.Equal(
            [
                "MAIL FROM:<jörg@blåbär.example> SIZE=20 BODY=8BITMIME SMTPUTF8 RET=FULL ENVID=a+20b+2Bc+3Dd+0D+0ARSET",
                "RCPT TO:<anna@sund.example> NOTIFY=NEVER ORCPT=utf-8;f\\x{F6}rst@sund.example\\x{0D}\\x{0A}RSET",
                "RCPT TO:<boris@sund.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@sund.example",
            ], server.Heard[1..4]);
    }

    [Fact]
    public async Task A_server_that_does_not_tell_senders_is_not_asked_to()
    {
        await using var server = new ScriptedSmtpServer(("EHLO", "250 mail.sund.example"));
        await using var client = await Connect(server);

        var result = await client.SendAsync(To(Anna) with { Return = DeliveryStatusNotificationType.Full, EnvelopeId = "1", Sender = "" }, Message("Subject: a\r\n\r\n"), Stop);

        Assert.False(result.TellsSender);
        Assert.Equal("MAIL FROM:<>", server.Heard[1]);
    }

    [Theory]
    [InlineData("Subject: å\r\n\r\nHej", "SMTPUTF8")]
    [InlineData("Subject: a\r\n\r\nHej då", "8BITMIME")]
    [InlineData("Subject: a\r\n\r\nMycket lång", "takes 10")]
    public async Task What_a_server_cannot_do_is_not_tried(string message, string reason)
    {
        await using var server = new ScriptedSmtpServer(("EHLO", reason == "takes 10" ? "250-mail.sund.example\r\n250-8BITMIME\r\n250 SIZE 10" : "250 mail.sund.example"));
        await using var client = await Connect(server);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), Message(message), Stop));

        Assert.Equal(SmtpFate.Permanent, refused.Fate);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Heard);
        Assert.True(client.IsConnected);
    }

    [Theory]
    [InlineData("anna@sund.example>\r\nRCPT TO:<alla@sund.example")]
    [InlineData("anna@sund.example> NOTIFY=NEVER")]
    [InlineData("\"anna\r\nDATA\r\n\"@sund.example")]
    [InlineData("anna@sund.example\r\nQUIT")]
    [InlineData("anna")]
    [InlineData("")]
    public async Task No_command_is_slipped_in_by_an_address(string address)
    {
        await using var server = new ScriptedSmtpServer();
        await using var client = await Connect(server);

        var result = await client.SendAsync(To(address, Anna), Message("Subject: a\r\n\r\n"), Stop);

        Assert.Equal([false, true], result.Recipients.Select(it => it.IsAccepted));
        Assert.Equal(["EHLO", "MAIL", "RCPT", "DATA"], server.Heard.Select(it => it.Split(' ')[0]));
        if (address.Length > 0) await Assert.ThrowsAsync<FormatException>(() => client.SendAsync(To(Anna) with { Sender = address }, Message("Subject: a\r\n\r\n"), Stop));
    }

    [Fact]
    public async Task A_server_from_before_EHLO_is_greeted_as_it_expects()
    {
        await using var server = new ScriptedSmtpServer(("EHLO", "502 unknown"));
        await using var client = await Connect(server);

        Assert.True((await client.SendAsync(To(Anna), Message("Subject: a\r\n\r\n"), Stop)).IsAccepted);
        Assert.Equal("HELO isberg.example", server.Heard[1]);
    }

    [Fact]
    public async Task A_long_token_waits_until_it_is_asked_for()
    {
        await using var server = new ScriptedSmtpServer(("AUTH", "334  | 235 ok"));
        await using var client = await Connect(server);
        var token = new string('t', 2_000);

        await client.AuthenticateAsync(new SaslMechanismOAuth2("maya", token), Stop);

        Assert.Equal("AUTH XOAUTH2", server.Heard[1]);
        Assert.Equal($"user=maya\u0001auth=Bearer {token}\u0001\u0001", Encoding.UTF8.GetString(Convert.FromBase64String(server.Heard[2])));
    }

    [Fact]
    public async Task A_refused_token_is_answered_so_that_the_server_says_no()
    {
        await using var server = new ScriptedSmtpServer(("AUTH", "334 eyJzdGF0dXMiOiI0MDEifQ== | 535 5.7.8 no"));
        await using var client = await Connect(server);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("maya", "t"), Stop));

        Assert.Equal((535, "5.7.8", "no"), (refused.Reply!.Code, refused.Reply.EnhancedCode, refused.Reply.Text));
        Assert.Equal("", server.Heard[2]);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task A_way_of_signing_in_that_is_not_offered_is_not_tried()
    {
        await using var server = new ScriptedSmtpServer(("EHLO", "250-mail.sund.example\r\n250 AUTH LOGIN"));
        await using var client = await Connect(server);

        await Assert.ThrowsAsync<SmtpException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("maya", "t"), Stop));
        Assert.Single(server.Heard);
        await client.AuthenticateAsync("maya", "hemligt", Stop);
        Assert.Equal("AUTH LOGIN", server.Heard[1]);
    }

    [Theory]
    [InlineData("250 2.1.0 Ok", 250, "2.1.0", "Ok")]
    [InlineData("250-2.1.0 Ok\r\n250 2.1.0 and more", 250, "2.1.0", "Ok and more")]
    [InlineData("250", 250, null, "")]
    [InlineData("250 5.1.1 strange", 250, null, "5.1.1 strange")]
    [InlineData("250 1.2.3.4 said hello", 250, null, "1.2.3.4 said hello")]
    [InlineData("250 bell\u0007 and \u001b[31mcolour", 250, null, "bell  and  [31mcolour")]
    public async Task A_reply_is_read_with_its_code_and_without_what_would_spoil_a_log(string answer, int code, string? enhanced, string text)
    {
        await using var server = new ScriptedSmtpServer(("END", answer));
        await using var client = await Connect(server);

        var reply = (await client.SendAsync(To(Anna), Message("Subject: a\r\n\r\n"), Stop)).Reply!;

        Assert.Equal((code, enhanced, text), (reply.Code, reply.EnhancedCode, reply.Text));
    }

    private static async Task<SmtpClient> Connect(ScriptedSmtpServer server)
    {
        var client = new SmtpClient(Open);
        await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.None, Stop);
        return client;
    }

    private static Envelope To(params string[] addresses) => new() { Sender = "service@sund.example", Recipients = [.. addresses.Select(it => new EnvelopeRecipient(it))] };

    private static MemoryStream Message(string text) => new(Encoding.UTF8.GetBytes(text));
}
