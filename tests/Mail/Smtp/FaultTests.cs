using System.Text;
using Isberg.Mail.Security;
using Isberg.Mail.World;

namespace Isberg.Mail.Smtp;

/// <summary>What a server may do wrong at each step, and what has become of the message then.</summary>
public sealed class FaultTests
{
    private const string Anna = "anna@sund.example";

    private const string OldServer = "250-mail.sund.example\r\n250 AUTH PLAIN LOGIN";

    private static readonly SmtpOptions Usual = new() { AllowsUnencryptedAuthentication = true };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GREETING", "421 4.3.2 too busy", SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("GREETING", "554 5.7.1 not you", SmtpFate.Permanent, SmtpStep.Greeting, false)]
    [InlineData("GREETING", ScriptedSmtpServer.Cut, SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("GREETING", ScriptedSmtpServer.Silence, SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("GREETING", "SSH-2.0-OpenSSH", SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("EHLO", "451 4.3.0 later", SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("EHLO", ScriptedSmtpServer.Cut, SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("EHLO", ScriptedSmtpServer.EndlessLine, SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("EHLO", ScriptedSmtpServer.EndlessLines, SmtpFate.RetryLater, SmtpStep.Greeting, false)]
    [InlineData("AUTH", "454 4.7.0 later", SmtpFate.RetryLater, SmtpStep.Authenticate, true)]
    [InlineData("AUTH", "535 5.7.8 no", SmtpFate.Permanent, SmtpStep.Authenticate, true)]
    [InlineData("AUTH", "334 R28gb24=", SmtpFate.RetryLater, SmtpStep.Authenticate, false)]
    [InlineData("AUTH", ScriptedSmtpServer.Cut, SmtpFate.RetryLater, SmtpStep.Authenticate, false)]
    [InlineData("AUTH", ScriptedSmtpServer.Silence, SmtpFate.RetryLater, SmtpStep.Authenticate, false)]
    [InlineData("MAIL", "451 4.3.0 later", SmtpFate.RetryLater, SmtpStep.MailFrom, true)]
    [InlineData("MAIL", "550 5.7.1 never", SmtpFate.Permanent, SmtpStep.MailFrom, true)]
    [InlineData("MAIL", "550 5.7.1 cut", SmtpFate.Permanent, SmtpStep.MailFrom, false)]
    [InlineData("MAIL", "421 4.3.2 going down", SmtpFate.RetryLater, SmtpStep.MailFrom, false)]
    [InlineData("MAIL", ScriptedSmtpServer.Cut, SmtpFate.RetryLater, SmtpStep.MailFrom, false)]
    [InlineData("MAIL", ScriptedSmtpServer.Silence, SmtpFate.RetryLater, SmtpStep.MailFrom, false)]
    [InlineData("RCPT", "421 4.3.2 going down", SmtpFate.RetryLater, SmtpStep.Recipients, false)]
    [InlineData("RCPT", ScriptedSmtpServer.Cut, SmtpFate.RetryLater, SmtpStep.Recipients, false)]
    [InlineData("DATA", "451 4.3.0 later", SmtpFate.RetryLater, SmtpStep.Data, true)]
    [InlineData("DATA", "554 5.7.1 never", SmtpFate.Permanent, SmtpStep.Data, true)]
    [InlineData("DATA", ScriptedSmtpServer.Cut, SmtpFate.RetryLater, SmtpStep.Data, false)]
    [InlineData("DATA", ScriptedSmtpServer.Silence, SmtpFate.RetryLater, SmtpStep.Data, false)]
    [InlineData("END", "451 4.3.0 later", SmtpFate.RetryLater, SmtpStep.EndOfData, true)]
    [InlineData("END", "554 5.7.1 spam", SmtpFate.Permanent, SmtpStep.EndOfData, true)]
    [InlineData("END", "421 4.3.2 going down", SmtpFate.RetryLater, SmtpStep.EndOfData, false)]
    [InlineData("END", ScriptedSmtpServer.Cut, SmtpFate.Unknown, SmtpStep.EndOfData, false)]
    [InlineData("END", ScriptedSmtpServer.Silence, SmtpFate.Unknown, SmtpStep.EndOfData, false)]
    [InlineData("END", ScriptedSmtpServer.EndlessLine, SmtpFate.Unknown, SmtpStep.EndOfData, false)]
    [InlineData("END", "hello?", SmtpFate.Unknown, SmtpStep.EndOfData, false)]
    [InlineData("END", "354 go on", SmtpFate.Unknown, SmtpStep.EndOfData, false)]
    public async Task Whoever_sends_knows_what_has_become_of_the_message(string to, string answer, SmtpFate fate, SmtpStep step, bool staysConnected)
    {
        foreach (var ehlo in to == "EHLO" ? new[] { answer } : [OldServer, "250-mail.sund.example\r\n250-PIPELINING\r\n250 AUTH PLAIN"])
        {
            await using var server = new ScriptedSmtpServer(("EHLO", ehlo), (to, answer));
            var clock = new Alarm();
            await using var client = new SmtpClient(Usual with { Clock = clock });

            var sending = Send(client, server);
            if (answer == ScriptedSmtpServer.Silence)
            {
                await server.Silent;
                clock.Ring();
            }

            var failed = await Assert.ThrowsAsync<SmtpException>(() => sending);

            Assert.Equal((fate, step, staysConnected), (failed.Fate, failed.Step, client.IsConnected));
            Assert.DoesNotContain("hemligt", failed.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_message_that_was_cut_off_before_its_end_may_be_sent_again()
    {
        await using var server = new ScriptedSmtpServer(("DATA", "354 cut"));
        await using var client = await Connect(server);

        var lost = await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), Message(new string('x', 900) + "\r\n", times: 30_000), Stop));

        Assert.Equal((SmtpFate.RetryLater, SmtpStep.Data), (lost.Fate, lost.Step));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Stopping_while_the_server_has_the_message_leaves_its_fate_unknown()
    {
        await using var server = new ScriptedSmtpServer(("END", ScriptedSmtpServer.Silence));
        await using var client = await Connect(server);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var sending = client.SendAsync(To(Anna), Message(), stopping.Token);
        await server.WholeMessage;
        await stopping.CancelAsync();

        Assert.Equal(SmtpFate.Unknown, (await Assert.ThrowsAsync<SmtpException>(() => sending)).Fate);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_to_its_end_is_not_handed_over()
    {
        await using var server = new ScriptedSmtpServer();
        await using var client = await Connect(server);

        await Assert.ThrowsAsync<InvalidDataException>(() => client.SendAsync(To(Anna), new Unreadable(), Stop));

        Assert.False(client.IsConnected);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task After_a_refusal_the_next_message_goes_through_the_same_connection()
    {
        await using var server = new ScriptedSmtpServer(("MAIL", "451 later | 250 ok"), ("RCPT", "452 4.5.3 too many | 250 ok"), ("DATA", "451 later | 354 go on"), ("END", "554 no | 250 ok"));
        await using var client = await Connect(server);

        await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), Message(), Stop)); // MAIL
        await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), Message(), Stop)); // DATA
        await Assert.ThrowsAsync<SmtpException>(() => client.SendAsync(To(Anna), Message(), Stop)); // END
        Assert.True((await client.SendAsync(To(Anna), Message(), Stop)).IsAccepted);
        Assert.Single(server.Heard, it => it.StartsWith("EHLO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TLS_that_somebody_hides_is_missed_and_nothing_more_is_said()
    {
        await using var server = new ScriptedSmtpServer();
        await using var client = new SmtpClient(Usual);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls, Stop));

        Assert.Equal((SmtpFate.Permanent, SmtpStep.Tls), (refused.Fate, refused.Step));
        Assert.Equal("EHLO [127.0.0.1]", Assert.Single(server.Heard));
    }

    [Fact]
    public async Task What_is_slipped_in_before_TLS_ends_the_connection()
    {
        await using var server = new ScriptedSmtpServer(("EHLO", "250-mail.sund.example\r\n250 STARTTLS"), ("STARTTLS", "220 go on\r\n250-evil.example\r\n250 AUTH PLAIN"));
        await using var client = new SmtpClient(Usual);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls, Stop));

        Assert.Equal((SmtpStep.Tls, false), (refused.Step, client.IsConnected));
        Assert.Equal("STARTTLS", server.Heard[^1]);
    }

    [Fact]
    public async Task A_server_that_repeats_a_password_does_not_get_it_shown()
    {
        await using var server = new ScriptedSmtpServer(("AUTH", $"500 5.5.2 unknown: {Convert.ToBase64String("\0maya\0hemligt"u8)} hemligt"));
        await using var client = await Connect(server);

        var refused = await Assert.ThrowsAsync<SmtpException>(() => client.AuthenticateAsync("maya", "hemligt", Stop));

        Assert.Equal("unknown: *** ***", refused.Reply!.Text);
    }

    private static async Task Send(SmtpClient client, ScriptedSmtpServer server)
    {
        await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.None, Stop);
        await client.AuthenticateAsync("maya", "hemligt", Stop);
        await client.SendAsync(To(Anna), Message(), Stop);
    }

    private static async Task<SmtpClient> Connect(ScriptedSmtpServer server)
    {
        var client = new SmtpClient(Usual);
        await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.None, Stop);
        return client;
    }

    private static Envelope To(params string[] addresses) => new() { Sender = "service@sund.example", Recipients = [.. addresses.Select(it => new EnvelopeRecipient(it))] };

    private static MemoryStream Message(string line = "Hej\r\n", int times = 1) => new(Encoding.ASCII.GetBytes("Subject: a\r\n\r\n" + string.Concat(Enumerable.Repeat(line, times))));

    /// <summary>A clock on which the time for every answer is over once it rings, and never before.</summary>
    private sealed class Alarm : TimeProvider
    {
        private readonly List<Waiting> all = [];
        private bool hasRung;

        public void Ring()
        {
            Waiting[] now;
            lock (all) (now, hasRung) = ([.. all], true);
            foreach (var it in now) it.End();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var waiting = new Waiting(callback, state);
            if (dueTime < Usual.CommandTimeout) return waiting; // for a connection, or for writing
            lock (all)
            {
                all.Add(waiting);
                if (hasRung) ThreadPool.QueueUserWorkItem(_ => waiting.End());
            }

            return waiting;
        }

        private sealed class Waiting(TimerCallback callback, object? state) : ITimer
        {
            private bool isOver;

            public void End()
            {
                if (!isOver) callback(state);
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => isOver = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }

    /// <summary>Can be looked through once, and breaks the second time.</summary>
    private sealed class Unreadable() : MemoryStream(new byte[100_000])
    {
        private bool isSecond;

        public override long Position
        {
            get => base.Position;
            set => (base.Position, isSecond) = (value, true);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            isSecond && Position > 50_000 ? throw new InvalidDataException("The file is damaged.") : base.ReadAsync(buffer, cancellationToken);
    }
}
