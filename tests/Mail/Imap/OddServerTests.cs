using System.Text;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;
using Isberg.Mail.World;

namespace Isberg.Mail;

/// <summary>What the client does with servers that lack something, or say what they should not.</summary>
public sealed class OddServerTests
{
    private const string SignedIn = """
        S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Welcome
        C: AUTHENTICATE PLAIN
        S: $ OK [CAPABILITY IMAP4rev1] In

        """;

    private const string Open = SignedIn + """
        C: LIST "" "INBOX"
        S: * LIST (\HasNoChildren) NIL inbox
        S: $ OK
        C: SELECT "INBOX"
        S: * 2 EXISTS
        S: * OK [UIDVALIDITY 7] x
        S: $ OK [READ-WRITE] Open

        """;

    private static readonly ImapOptions Soon = new() { Timeout = TimeSpan.FromSeconds(60), IdlePeriod = TimeSpan.FromMilliseconds(30), PollPeriod = TimeSpan.FromMilliseconds(10) };
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_MOVE_is_missing_messages_are_copied_and_only_they_are_deleted()
    {
        await Play(Open.Replace("IMAP4rev1] In", "IMAP4rev1 UIDPLUS] In", StringComparison.Ordinal) + """
            C: UID COPY 3,5 "INBOX"
            S: $ OK [COPYUID 9 3,5 10:11] Copied
            C: UID STORE 3,5 +FLAGS.SILENT (\Deleted)
            S: $ OK
            C: UID EXPUNGE 3,5
            S: * 1 EXPUNGE
            S: $ OK
            """, async (_, inbox) =>
        {
            var moved = await inbox.Messages.MoveToAsync([new UniqueId(7, 5), new UniqueId(7, 3)], inbox, Stop);
            Assert.Equal(new UniqueId(9, 11), moved[new UniqueId(7, 5)]);
        });
    }

    [Fact]
    public async Task Where_nothing_can_be_deleted_alone_messages_stay_marked()
    {
        await Play(Open + """
            C: UID COPY 3 "INBOX"
            S: $ OK Copied
            C: UID STORE 3 +FLAGS.SILENT (\Deleted)
            S: $ OK
            """, async (_, inbox) => Assert.Empty(await inbox.Messages.MoveToAsync([new UniqueId(7, 3)], inbox, Stop)));
    }

    [Theory]
    [InlineData("10:4294967294")]
    [InlineData("x")]
    [InlineData("1:2:3")]
    public async Task Told_numbers_that_cannot_be_are_left_out(string numbers)
    {
        await Play(Open + $"""
            C: UID COPY 3 "INBOX"
            S: $ OK [COPYUID 9 3 {numbers}] Copied
            C: UID STORE 3
            S: $ OK
            """, async (_, inbox) => Assert.Empty(await inbox.Messages.MoveToAsync([new UniqueId(7, 3)], inbox, Stop)));
    }

    [Fact]
    public async Task Where_IDLE_is_missing_the_server_is_asked()
    {
        await Play(Open + """
            C: NOOP
            S: * 3 EXISTS
            S: $ OK
            """, async (client, inbox) =>
        {
            await client.WaitForChangeAsync(Stop);
            Assert.Equal(3u, inbox.Count);
        });
    }

    [Fact]
    public async Task Where_IDLE_is_refused_the_server_is_asked_from_then_on()
    {
        await Play(Open.Replace("IMAP4rev1] In", "IMAP4rev1 IDLE] In", StringComparison.Ordinal) + """
            C: IDLE
            S: $ BAD Could not parse command
            C: NOOP
            S: $ OK
            C: NOOP
            S: $ OK
            """, async (client, _) =>
        {
            await client.WaitForChangeAsync(Stop);
            await client.WaitForChangeAsync(Stop);
        });
    }

    [Fact]
    public async Task Idling_is_renewed_and_ends_at_once_when_something_changes()
    {
        await Play(Open.Replace("IMAP4rev1] In", "IMAP4rev1 IDLE] In", StringComparison.Ordinal) + """
            C: IDLE
            S: + idling
            C: DONE
            S: $ OK
            C: IDLE
            S: * OK Still here
            S: + idling
            S: * 1 FETCH (FLAGS (\Seen))
            S: * 3 EXISTS
            C: DONE
            S: $ OK
            """, async (client, inbox) =>
        {
            await client.WaitForChangeAsync(Stop);
            Assert.Equal(2u, inbox.Count);
            await client.WaitForChangeAsync(Stop);
            Assert.Equal(3u, inbox.Count);
            await client.WaitForChangeAsync(Stop); // what was told is not told away by waiting again
        });
    }

    [Fact]
    public async Task Facts_are_read_whatever_stands_between_them()
    {
        await Play(Open + """
            C: UID FETCH 3:5 (UID FLAGS INTERNALDATE RFC822.SIZE)
            S: * 9 EXISTS
            S: * 1 FETCH (FLAGS (\Seen))
            S: * 1  FETCH (FLAGS (\Seen \Odd$Flag Label) UID 3 INTERNALDATE " 7-Feb-2026 09:00:00 +0100" X-NEW ("a" {5}
            S: (b) ") RFC822.SIZE 99999999999)
            S: * OK [PARSE] a word {3}
            S: * 2 FETCH (UID 4 FLAGS () INTERNALDATE NIL)
            S: * 2 FETCH (UID 4 RFC822.SIZE 12)
            S: * 7 FETCH (UID 77 FLAGS ())
            S: * 5 EXPUNGE
            S: $ OK
            """, async (_, inbox) =>
        {
            var facts = await inbox.Messages.FetchAsync([new UniqueId(7, 3), new UniqueId(7, 4), new UniqueId(7, 5)], stop: Stop);
            Assert.Equal([3u, 4u], facts.Select(it => it.UniqueId.Id));
            Assert.Equal((MessageFlags.Seen, "Label", 99999999999, new DateTimeOffset(2026, 2, 7, 9, 0, 0, TimeSpan.FromHours(1))), (facts[0].Flags, facts[0].Keywords.Single(), facts[0].Size, facts[0].InternalDate));
            Assert.Equal((MessageFlags.None, 12L, null), (facts[1].Flags, facts[1].Size, facts[1].InternalDate));
            Assert.Equal(8u, inbox.Count);
        });
    }

    [Theory]
    [InlineData("BODY[] {5}\r\nS: Hej!!)")]
    [InlineData("UID 3 BODY[] ~{5}\r\nS: Hej!!)")]
    [InlineData("BODY[] \"Hej!!\" UID 3)")]
    [InlineData("FLAGS (\\Seen) body[] {5}\r\nS: Hej!! UID 3)")]
    public async Task A_mail_is_read_in_each_form_that_servers_send(string form)
    {
        await Play(Open + $"""
            C: UID FETCH 3 (UID BODY.PEEK[])
            S: * 1 FETCH ({form.Replace("\r", "", StringComparison.Ordinal)}
            S: $ OK
            """, async (_, inbox) =>
        {
            using var mail = new MemoryStream();
            await inbox.Messages.DownloadAsync(new UniqueId(7, 3), mail, stop: Stop);
            Assert.Equal("Hej!!", Encoding.ASCII.GetString(mail.ToArray()));
        });
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 3 BODY[] NIL)", "$ NO [EXPUNGEISSUED] Some messages are gone")]
    [InlineData("* 1 FETCH (FLAGS ())", "$ OK")]
    public async Task A_mail_that_is_gone_is_told_and_the_connection_goes_on(string response, string end)
    {
        await Play(Open + $"""
            C: UID FETCH 3 (UID BODY.PEEK[])
            S: {response}
            S: {end}
            C: NOOP
            S: $ OK
            """, async (client, inbox) =>
        {
            var gone = await Assert.ThrowsAsync<ImapException>(() => inbox.Messages.DownloadAsync(new UniqueId(7, 3), Stream.Null, stop: Stop));
            Assert.Equal(ImapFault.MessageMissing, gone.Fault);
            await client.NoOpAsync(Stop);
        });
    }

    [Fact]
    public async Task Names_come_in_every_writing()
    {
        await Play(SignedIn + """
            C: LIST "" "*"
            S: * LIST (\HasChildren) "\\" "a \"b\" \\ c"
            S: * LIST () NIL {7}
            S: d&AOQ-f
            S: * LIST (\Noselect) "/" &-x
            S: * LIST (\Sent) "/" "Sent" ("CHILDINFO" ("SUBSCRIBED"))
            S: * LIST nonsense
            S: $ OK
            """, async (client, _) =>
        {
            var all = await client.GetFoldersAsync(Stop);
            Assert.Equal(["a \"b\" \\ c", "däf", "&x", "Sent"], all.Select(it => it.FullName));
            Assert.Equal(['\\', null, '/', '/'], all.Select(it => it.Delimiter));
            Assert.Equal((false, SpecialFolder.Sent), (all[2].CanBeOpened, all[3].SpecialUse));
        }, opens: false);
    }

    [Fact]
    public async Task A_folder_is_opened_by_the_name_that_the_server_gives_it()
    {
        await Play(SignedIn + """
            C: LIST "" "r&AOQ-"
            S: $ OK
            C: LIST "" "*"
            S: * LIST () "/" "r&AOQ"
            S: $ OK
            C: SELECT "r&AOQ"
            S: $ NO it cannot be
            C: LIST "" "r&AOQ"
            S: $ OK
            """, async (client, _) =>
        {
            var folder = await client.GetFolderAsync("rä", Stop);
            var missing = await Assert.ThrowsAsync<ImapException>(() => folder.OpenAsync(FolderAccess.ReadWrite, Stop));
            Assert.True(missing.Fault == ImapFault.FolderMissing, missing.ToString());
        }, opens: false);
    }

    [Fact]
    public async Task A_server_with_UTF_8_is_spoken_to_in_UTF_8()
    {
        await Play("""
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Welcome
            C: AUTHENTICATE PLAIN
            S: * CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT CONDSTORE
            S: $ OK In
            C: CAPABILITY
            S: * CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT CONDSTORE
            S: $ OK
            C: ENABLE CONDSTORE UTF8=ACCEPT
            S: * ENABLED CONDSTORE UTF8=ACCEPT
            S: $ OK
            C: CREATE "Ärenden & sånt"
            S: $ NO [ALREADYEXISTS] x
            C: LIST "" "Ärenden & sånt"
            S: * LIST () "/" "Ärenden & sånt"
            S: $ OK
            """.Replace("S: * LIST () \"/\" \"Ärenden & sånt\"", "S: * LIST () \"/\" \"" + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Ärenden & sånt")) + "\"", StringComparison.Ordinal),
            async (client, _) => Assert.Equal("Ärenden & sånt", (await client.CreateFolderAsync("Ärenden & sånt", Stop)).FullName), opens: false);
    }

    [Fact]
    public async Task A_literal_waits_for_consent_where_the_server_wants_it_and_a_refusal_costs_nothing()
    {
        await Play(Open + """
            C: APPEND "INBOX" () {9}
            S: * 3 EXISTS
            S: + go on
            L: 9
            C:
            S: $ OK [APPENDUID 7 12] Saved
            C: APPEND "INBOX" () {9}
            S: $ NO [OVERQUOTA] Full
            C: NOOP
            S: $ OK
            """, async (client, inbox) =>
        {
            Assert.Equal(new UniqueId(7, 12), await inbox.AppendAsync(new MemoryStream(new byte[9]), 9, stop: Stop));
            var full = await Assert.ThrowsAsync<ImapException>(() => inbox.AppendAsync(new MemoryStream(new byte[9]), 9, stop: Stop));
            Assert.Equal((ImapFault.Refused, "OVERQUOTA", "Full"), (full.Fault, full.Code, full.ServerWords));
            await client.NoOpAsync(Stop);
        });
    }

    [Theory]
    [InlineData("LITERAL+", 16_384, "{16384+}")]
    [InlineData("LITERAL-", 4_096, "{4096+}")]
    public async Task A_small_literal_goes_unasked_where_the_server_allows_it(string capability, int length, string announced)
    {
        await Play(Open.Replace("IMAP4rev1] In", $"IMAP4rev1 {capability}] In", StringComparison.Ordinal) + $$"""
            C: APPEND "INBOX" () {{announced}}
            L: {{length}}
            C:
            S: $ OK
            C: APPEND "INBOX" () {{{length + 1}}}
            S: $ NO x
            """, async (_, inbox) =>
        {
            Assert.Null(await inbox.AppendAsync(new MemoryStream(new byte[length]), length, stop: Stop));
            await Assert.ThrowsAsync<ImapException>(() => inbox.AppendAsync(new MemoryStream(new byte[length + 1]), length + 1, stop: Stop));
        });
    }

    [Fact]
    public async Task New_numbers_in_an_open_folder_end_the_connection()
    {
        await Play(Open + """
            C: NOOP
            S: * OK [UIDVALIDITY 8] Sorry
            hang
            """, async (client, _) =>
        {
            Assert.Equal(ImapFault.ProtocolBroken, (await Assert.ThrowsAsync<ImapException>(() => client.NoOpAsync(Stop))).Fault);
            Assert.False(client.IsConnected);
        });
    }

    [Fact]
    public async Task A_password_that_cannot_stand_in_quotes_is_sent_as_it_is()
    {
        await using var server = new ScriptedImapServer("""
            S: * OK [CAPABILITY IMAP4rev1] Welcome
            C: LOGIN "maya" {6}
            S: + go on
            L: 6
            C:
            S: $ OK [CAPABILITY IMAP4rev1] In
            """);
        using var client = new ImapClient(Soon);
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Stop);
        await client.AuthenticateAsync("maya", "lösen", Stop);
        await server.Played;

        Assert.True(client.IsAuthenticated);
    }

    [Fact]
    public async Task A_client_does_one_thing_at_a_time()
    {
        await using var server = new ScriptedImapServer(Open + "C: NOOP\nhang");
        var (client, _) = await Start(server, opens: true);
        using var open = client;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var first = client.NoOpAsync(enough.Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.NoOpAsync(Stop));
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(client.IsConnected);
    }

    private static async Task Play(string script, Func<ImapClient, ImapFolder, Task> act, bool opens = true)
    {
        await using var server = new ScriptedImapServer(script);
        var (client, inbox) = await Start(server, opens);
        using (client)
        {
            try
            {
                await act(client, inbox!);
            }
            catch (ImapException) when (server.Played.IsFaulted)
            {
                await server.Played; // says what the client did wrong
                throw;
            }

            await server.Played.WaitAsync(TimeSpan.FromSeconds(60), Stop);
        }
    }

    private static async Task<(ImapClient Client, ImapFolder? Inbox)> Start(ScriptedImapServer server, bool opens)
    {
        var client = new ImapClient(Soon);
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Stop);
        await client.AuthenticateAsync("maya", "geheim", Stop);
        if (!opens) return (client, null);

        var inbox = await client.GetFolderAsync("INBOX", Stop);
        await inbox.OpenAsync(FolderAccess.ReadWrite, Stop);
        return (client, inbox);
    }
}
