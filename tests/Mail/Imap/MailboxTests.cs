using System.Net.Sockets;
using System.Text;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;
using Isberg.Mail.World;

namespace Isberg.Mail;

/// <summary>One Dovecot for all tests that only need it to run.</summary>
public sealed class RunningImapServer : IAsyncLifetime
{
    public ImapServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ImapServer.Start();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>What the client does with a real mailbox.</summary>
public sealed class MailboxTests(RunningImapServer running) : IClassFixture<RunningImapServer>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ImapServer server = running.Server;

    [Theory]
    [InlineData(SecureSocketOptions.None)]
    [InlineData(SecureSocketOptions.StartTls)]
    [InlineData(SecureSocketOptions.SslOnConnect)]
    public async Task A_mailbox_is_opened_over_each_kind_of_connection(SecureSocketOptions security)
    {
        using var client = new ImapClient { ServerCertificateValidationCallback = server.Trust };
        await client.ConnectAsync("localhost", security == SecureSocketOptions.SslOnConnect ? server.TlsPort : server.Port, security, Stop);
        await client.AuthenticateAsync("noor", ImapServer.Password, Stop);
        var inbox = await client.GetFolderAsync("inbox", Stop);
        await inbox.OpenAsync(FolderAccess.ReadOnly, Stop);

        Assert.Equal((security != SecureSocketOptions.None, true, FolderAccess.ReadOnly), (client.IsSecure, client.IsAuthenticated, inbox.Access));
        Assert.NotEqual(0u, inbox.UidValidity);
        Assert.NotNull(inbox.UidNext);
        Assert.NotNull(inbox.HighestModSeq);
        await client.DisconnectAsync(Stop);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task Each_way_of_signing_in_is_taken_and_a_wrong_secret_is_not(string way)
    {
        using var right = await Connect();
        await right.AuthenticateAsync(Way(way, ImapServer.Password, ImapServer.TokenOf("noor", TimeSpan.FromHours(1))), Stop);
        Assert.True(right.IsAuthenticated);

        using var wrong = await Connect();
        var (password, token) = ("Not-the-password", ImapServer.TokenOf("noor", TimeSpan.FromHours(-1)));
        var refused = await Assert.ThrowsAsync<ImapException>(() => wrong.AuthenticateAsync(Way(way, password, token), Stop));
        Assert.Equal(ImapFault.AuthenticationRefused, refused.Fault);
        Assert.DoesNotContain(password, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(token, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_from_nobody_known_is_refused_in_words()
    {
        using var client = new ImapClient();

        var refused = await Assert.ThrowsAsync<ImapException>(() => client.ConnectAsync("localhost", server.TlsPort, SecureSocketOptions.SslOnConnect, Stop));

        Assert.Equal((ImapFault.CertificateUntrusted, false), (refused.Fault, client.IsConnected));
    }

    [Fact]
    public async Task A_server_says_what_it_is_and_hears_who_asks()
    {
        using var client = await SignIn("noor");

        var told = await client.IdentifyAsync(new Dictionary<string, string> { ["name"] = "Test \"quoted\"" }, Stop);

        Assert.Equal("Dovecot", told["name"]);
    }

    [Fact]
    public async Task Folders_are_listed_and_made_with_the_names_that_people_read()
    {
        using var client = await SignIn("sales");
        var made = await client.CreateFolderAsync("Åland & Öland/Hej \"då\" 日本", Stop);
        var again = await client.CreateFolderAsync("Åland & Öland/Hej \"då\" 日本", Stop);
        var all = await client.GetFoldersAsync(Stop);

        Assert.Equal(made.FullName, again.FullName);
        Assert.Contains(all, it => it.FullName == made.FullName && it.Delimiter == '/' && it.CanBeOpened);
        Assert.Equal("Skickat", (await client.GetFolderAsync(SpecialFolder.Sent, Stop))?.FullName);
        Assert.Equal("Skräppost", (await client.GetFolderAsync(SpecialFolder.Junk, Stop))?.FullName);
        Assert.Null(await client.GetFolderAsync(SpecialFolder.Archive, Stop));
        await made.OpenAsync(FolderAccess.ReadWrite, Stop);
        Assert.Equal(made, client.OpenFolder);
        await made.CloseAsync(Stop);
        Assert.Null(client.OpenFolder);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_and_the_connection_goes_on()
    {
        using var client = await SignIn("noor");
        var inbox = await client.GetFolderAsync("INBOX", Stop);
        using var other = await SignIn("noor");
        var gone = await other.CreateFolderAsync("Snart borta", Stop);
        var seen = await client.GetFolderAsync("Snart borta", Stop);
        Directory.Delete(Directory.GetDirectories(server.MaildirOf("noor"), ".Snart*").Single(), recursive: true);

        Assert.Equal(ImapFault.FolderMissing, (await Assert.ThrowsAsync<ImapException>(() => client.GetFolderAsync("Finns inte", Stop))).Fault);
        Assert.Equal(ImapFault.FolderMissing, (await Assert.ThrowsAsync<ImapException>(() => seen.OpenAsync(FolderAccess.ReadWrite, Stop))).Fault);
        Assert.Equal(ImapFault.FolderMissing, (await Assert.ThrowsAsync<ImapException>(() => gone.AppendAsync(new MemoryStream(new byte[9]), 9, stop: Stop))).Fault);
        await inbox.OpenAsync(FolderAccess.ReadWrite, Stop);
        Assert.True(inbox.IsOpen);
    }

    [Fact]
    public async Task Messages_are_found_from_a_number_on_with_what_the_server_knows_of_them()
    {
        using var client = await SignIn("support");
        var inbox = await client.GetFolderAsync("INBOX", Stop);
        for (var it = 0; it < 3; it++) server.Deliver("support", $"Ärende {it}");
        await inbox.OpenAsync(FolderAccess.ReadWrite, Stop);
        var ids = await inbox.Messages.SearchAsync(stop: Stop);
        await inbox.Messages.AddFlagsAsync([ids[1]], MessageFlags.Seen | MessageFlags.Flagged, ["$Handled"], Stop);
        await inbox.Messages.RemoveFlagsAsync([ids[1]], MessageFlags.Flagged, stop: Stop);
        var facts = await inbox.Messages.FetchAsync(ids, stop: Stop);

        Assert.Equal(ids, facts.Select(it => it.UniqueId));
        Assert.Equal(ids.Skip(1), await inbox.Messages.SearchAsync(ids[1].Id, stop: Stop));
        Assert.Equal(ids.Skip(1).Take(1), await inbox.Messages.SearchAsync(ids[1].Id, ids[1].Id, Stop));
        Assert.Empty(await inbox.Messages.SearchAsync(ids[^1].Id + 1, stop: Stop));
        Assert.Equal((MessageFlags.Seen, "$Handled"), (facts[1].Flags & ~MessageFlags.Recent, facts[1].Keywords.Single()));
        Assert.True(inbox.TakesKeywords);
        Assert.InRange(facts[0].InternalDate!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.All(facts, it => Assert.InRange(it.Size!.Value, 100, 400));
        Assert.Equal([ids[1]], (await inbox.Messages.FetchAsync(ids, changedSince: facts[0].ModSeq, stop: Stop)).Select(it => it.UniqueId));
    }

    [Fact]
    public async Task A_mail_is_saved_and_read_back_byte_by_byte_whatever_its_size()
    {
        using var client = await SignIn("maya");
        var sent = (await client.GetFolderAsync(SpecialFolder.Sent, Stop))!;
        foreach (var length in new[] { 300, 17_000, 2_000_000 })
        {
            var mail = MailOf(length);
            var saved = await sent.AppendAsync(new MemoryStream(mail), mail.Length, MessageFlags.Seen, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(1)), Stop);
            await sent.OpenAsync(FolderAccess.ReadOnly, Stop);
            using var read = new MemoryStream();
            Assert.Equal(mail.Length, await sent.Messages.DownloadAsync(saved!.Value, read, stop: Stop));
            Assert.Equal(mail, read.ToArray());
            var facts = (await sent.Messages.FetchAsync([saved.Value], stop: Stop)).Single();
            Assert.Equal((MessageFlags.Seen, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), mail.Length), (facts.Flags & ~MessageFlags.Recent, facts.InternalDate!.Value.ToUniversalTime(), facts.Size));
            using var headers = new MemoryStream();
            await sent.Messages.DownloadHeadersAsync(saved.Value, headers, stop: Stop);
            Assert.Equal("Subject: long\r\n\r\n", Encoding.ASCII.GetString(headers.ToArray()));
        }
    }

    [Fact]
    public async Task A_large_mail_passes_in_small_pieces()
    {
        const int Length = 50_000_000;
        using var client = await SignIn("maya");
        server.Deliver("maya", MailOf(Length));
        var (inbox, last) = await OpenInbox(client);
        var pieces = new PieceCount();

        Assert.Equal(Length, await inbox.Messages.DownloadAsync(last, pieces, stop: Stop));
        Assert.Equal(Length, pieces.Length);
        Assert.InRange(pieces.Largest, 1, 64 * 1024);
    }

    [Fact]
    public async Task A_mail_larger_than_asked_for_is_not_taken()
    {
        using var client = await SignIn("maya");
        server.Deliver("maya", MailOf(100_000));
        var (inbox, last) = await OpenInbox(client);
        var pieces = new PieceCount();

        await Assert.ThrowsAsync<MailTooLargeException>(() => inbox.Messages.DownloadAsync(last, pieces, most: 99_999, Stop));
        Assert.Equal((0, false), (pieces.Length, client.IsConnected));
        Assert.Equal(ImapFault.ConnectionLost, (await Assert.ThrowsAsync<ImapException>(() => inbox.Messages.SearchAsync(stop: Stop))).Fault);
    }

    [Fact]
    public async Task A_transfer_can_be_cancelled_half_way()
    {
        using var client = await SignIn("maya");
        server.Deliver("maya", MailOf(5_000_000));
        var (inbox, last) = await OpenInbox(client);
        using var enough = new CancellationTokenSource();
        var pieces = new PieceCount { After = 1_000_000, Then = enough.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inbox.Messages.DownloadAsync(last, pieces, stop: enough.Token));
        Assert.InRange(pieces.Length, 1_000_000, 1_100_000);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Messages_are_moved_and_the_server_says_where_they_are_now()
    {
        using var client = await SignIn("sales");
        for (var it = 0; it < 3; it++) server.Deliver("sales", $"Nr {it}");
        var done = await client.CreateFolderAsync("Klart", Stop);
        var inbox = await client.GetFolderAsync("INBOX", Stop);
        await inbox.OpenAsync(FolderAccess.ReadWrite, Stop);
        var ids = await inbox.Messages.SearchAsync(stop: Stop);
        var moved = await inbox.Messages.MoveToAsync([ids[0], ids[2]], done, Stop);

        Assert.Equal([ids[1]], await inbox.Messages.SearchAsync(stop: Stop));
        await done.OpenAsync(FolderAccess.ReadOnly, Stop);
        Assert.Equal([moved[ids[0]], moved[ids[2]]], await done.Messages.SearchAsync(stop: Stop));
        using var nowhere = new MemoryStream();
        await inbox.OpenAsync(FolderAccess.ReadOnly, Stop);
        Assert.Equal(ImapFault.MessageMissing, (await Assert.ThrowsAsync<ImapException>(() => inbox.Messages.DownloadAsync(ids[0], nowhere, stop: Stop))).Fault);
    }

    [Fact]
    public async Task Waiting_ends_as_soon_as_a_mail_comes()
    {
        using var client = await SignIn("noor");
        var inbox = await client.GetFolderAsync("INBOX", Stop);
        await inbox.OpenAsync(FolderAccess.ReadWrite, Stop);
        await inbox.Messages.SearchAsync(stop: Stop);
        var waiting = client.WaitForChangeAsync(Stop);
        server.Deliver("noor", "Nu!");

        await waiting.WaitAsync(TimeSpan.FromSeconds(60), Stop);
        Assert.NotEmpty(await inbox.Messages.SearchAsync(inbox.UidNext!.Value, stop: Stop));
    }

    [Fact]
    public async Task A_mail_handed_over_by_LMTP_is_in_the_inbox()
    {
        using var client = await SignIn("noor");
        var inbox = await client.GetFolderAsync("INBOX", Stop);
        await inbox.OpenAsync(FolderAccess.ReadOnly, Stop);
        using var lmtp = new TcpClient("127.0.0.1", server.LmtpPort);
        using var talk = new StreamReader(lmtp.GetStream());
        await lmtp.GetStream().WriteAsync("LHLO test\r\nMAIL FROM:<anna@sund.example>\r\nRCPT TO:<noor@example.org>\r\nDATA\r\nSubject: Via LMTP\r\n\r\nHej\r\n.\r\nQUIT\r\n"u8.ToArray(), Stop);
        var said = await talk.ReadToEndAsync(Stop);
        await client.NoOpAsync(Stop);

        Assert.True(said.Contains("250 2.0.0", StringComparison.Ordinal), said);
        var last = (await inbox.Messages.SearchAsync(stop: Stop))[^1];
        using var mail = new MemoryStream();
        await inbox.Messages.DownloadAsync(last, mail, stop: Stop);
        Assert.Equal("Via LMTP", MimeMessage.Load(mail.ToArray()).Subject);
    }

    private async Task<ImapClient> Connect()
    {
        var client = new ImapClient { ServerCertificateValidationCallback = server.Trust };
        await client.ConnectAsync("localhost", server.TlsPort, SecureSocketOptions.SslOnConnect, Stop);
        return client;
    }

    private async Task<ImapClient> SignIn(string user)
    {
        var client = await Connect();
        await client.AuthenticateAsync(user, ImapServer.Password, Stop);
        return client;
    }

    private static SaslMechanism Way(string name, string password, string token) => name switch
    {
        "PLAIN" => new SaslMechanismPlain("noor", password),
        "LOGIN" => new SaslMechanismLogin("noor", password),
        "XOAUTH2" => new SaslMechanismOAuth2("noor", token),
        _ => new SaslMechanismOAuthBearer("noor", token),
    };

    private static async Task<(ImapFolder Inbox, UniqueId Last)> OpenInbox(ImapClient client)
    {
        var inbox = await client.GetFolderAsync("INBOX", Stop);
        await inbox.OpenAsync(FolderAccess.ReadOnly, Stop);
        return (inbox, (await inbox.Messages.SearchAsync(stop: Stop))[^1]);
    }

    private static byte[] MailOf(int length)
    {
        var mail = new byte[length];
        var line = "Rad efter rad av samma brev, som {12} och ) inte kan rubba.\r\n"u8;
        for (var at = 0; at < length; at += line.Length) line[..Math.Min(line.Length, length - at)].CopyTo(mail.AsSpan(at));
        "Subject: long\r\n\r\n"u8.CopyTo(mail);
        "\r\n"u8.CopyTo(mail.AsSpan(length - 2));
        return mail;
    }

    /// <summary>Only counts what is written.</summary>
    private sealed class PieceCount : Stream
    {
        private long length;

        public int Largest { get; private set; }

        public long After { get; init; } = long.MaxValue;

        public Action? Then { get; init; }

        public override long Length => length;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            Largest = Math.Max(Largest, buffer.Length);
            if (length >= After) Then?.Invoke();
            return ValueTask.CompletedTask;
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
