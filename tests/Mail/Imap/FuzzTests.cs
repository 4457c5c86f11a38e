using System.Diagnostics;
using System.Text;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;

namespace Isberg.Mail;

/// <summary>Whatever a server says, the client ends soon, with a fault of its own and with little memory.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 4_000;

    /// <summary>What a client needs before anything is read: its buffers.</summary>
    private const long Ground = 400_000;

    /// <summary>Bytes of memory for each byte that is read; a list of short words needs the most.</summary>
    private const long Growth = 60;

    private const string Sane = """
        * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Welcome
        A1 OK [CAPABILITY IMAP4rev1 MOVE ENABLE CONDSTORE UTF8=ACCEPT LITERAL+] In
        * ENABLED CONDSTORE
        A2 OK
        * LIST (\HasNoChildren \Sent) "/" {5}
        INBOX
        A3 OK
        * FLAGS (\Answered \Seen)
        * 2 EXISTS
        * OK [PERMANENTFLAGS (\Answered \Seen \*)] Flags
        * OK [UIDVALIDITY 7] x
        * OK [UIDNEXT 6] x
        * OK [HIGHESTMODSEQ 90060115205545359] x
        A4 OK [READ-WRITE] Open
        * SEARCH 3 5 (MODSEQ 917162500)
        A5 OK
        * 1 FETCH (UID 3 RFC822.SIZE 5 FLAGS (\Seen $Label) INTERNALDATE "17-Jul-2026 02:44:25 -0700" MODSEQ (12))
        * 2 FETCH (UID 5 RFC822.SIZE 5 FLAGS () BODY[HEADER.FIELDS (References)] NIL ENVELOPE ("a \"b\"" NIL ((NIL NIL "c" "d"))))
        A6 OK
        * 1 FETCH (UID 3 BODY[] {5}
        Hej!!)
        A7 OK
        * OK [COPYUID 8 3 1] moved
        * 1 EXPUNGE
        A8 OK
        A9 OK [APPENDUID 7 9] Saved
        * SEARCH 5
        A10 OK
        * 3 EXISTS
        A11 OK

        """;

    private static readonly string[] Odd = ["{", "}", "{5}\r\n", "{0}\r\n", "{99999}\r\n", "{9999999999999999999}\r\n", "~{3}\r\n", "(", ")", "((((((((", "\"", "\\", "[", "]", "NIL", "* ", "+ \r\n", "\r\n", "\n", "\0", "4294967296", "-1", "1:4294967295", "* BYE x\r\n", "BODY[] ", "é", "\u00ff\u00fe", "A4 NO x\r\n"];

    private static readonly ImapOptions Small = new() { PollPeriod = TimeSpan.Zero, ResponseBytes = 64 * 1024, Responses = 5_000 };

    [Fact]
    public void An_unharmed_conversation_ends_well() => Assert.Null(Play(Bytes(Sane)).Fault);

    [Fact]
    public void Harmed_conversations_end_soon_with_a_fault_or_without()
    {
        var seed = Environment.GetEnvironmentVariable("ISBERG_TEST_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"The conversations follow from ISBERG_TEST_SEED={seed}.");
        var chance = new Random(seed);
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            var said = Harm(Bytes(Sane), chance);
            var (fault, memory) = Play(said);
            Assert.True(memory <= Ground + (said.Length * Growth), $"{memory} bytes for {said.Length}, round {round}, seed {seed}");
            var end = (fault as ImapException)?.Fault.ToString() ?? fault?.GetType().Name ?? "well";
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", ends.Select(it => $"{it.Key} {it.Value}")));
        Assert.True(ends.Count > 2, "The harm did nothing.");
    }

    [Theory]
    [InlineData("* X ", "(")]
    [InlineData("* X ", "()")]
    [InlineData("* X ", "a ")]
    [InlineData("* X ", "\"\"")]
    [InlineData("* X ", "{0}\r\n")]
    [InlineData("* X ", "{1}\r\na")]
    [InlineData("* X ", "[")]
    [InlineData("* X \"", "\\\"")]
    [InlineData("* OK [X ", "(a)")]
    [InlineData("* OK [", "[")]
    [InlineData("* SEARCH ", "1 ")]
    [InlineData("* LIST () \"/\" ", "&AOQ-")]
    [InlineData("* 1 FETCH (", "UID 3 ")]
    [InlineData("* 1 FETCH (FLAGS (", "\\a ")]
    [InlineData("", "* 1 FETCH (UID 3 RFC822.SIZE 5)\r\n")]
    [InlineData("", "* LIST () \"/\" \"x\"\r\n")]
    [InlineData("", "* OK x\r\n")]
    [InlineData("", "\n")]
    [InlineData("", "\0")]
    public void What_is_repeated_costs_no_more_than_its_length(string before, string again)
    {
        foreach (var place in new[] { 0, 4, 16, 19 })
        {
            var lines = Sane.Split('\n');
            var text = string.Join('\n', lines.Take(place)) + "\n" + before + string.Concat(Enumerable.Repeat(again, 60_000 / again.Length)) + "\n" + string.Join('\n', lines.Skip(place));
            var said = Bytes(place == 0 ? text[1..] : text);
            var memory = Play(said).Memory;
            TestContext.Current.SendDiagnosticMessage($"{before}{again}: {(double)memory / said.Length:F0} bytes for each");
            Assert.InRange(memory, 0, Ground + (said.Length * Growth));
        }
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static byte[] Harm(byte[] sane, Random chance)
    {
        var said = sane.ToList();
        for (var count = chance.Next(1, 6); count > 0; count--)
        {
            var at = chance.Next(said.Count);
            switch (chance.Next(6))
            {
                case 0: said[at] = (byte)chance.Next(256); break;
                case 1: said.RemoveRange(at, Math.Min(chance.Next(1, 40), said.Count - at - 1)); break;
                case 2: said.InsertRange(at, said.GetRange(chance.Next(said.Count / 2), chance.Next(1, said.Count / 2))); break;
                case 3: said.InsertRange(at, Enumerable.Repeat(Encoding.Latin1.GetBytes(Odd[chance.Next(Odd.Length)]), chance.Next(1, 200)).SelectMany(it => it)); break;
                default: said.InsertRange(at, Encoding.Latin1.GetBytes(Odd[chance.Next(Odd.Length)])); break;
            }
        }

        return [.. said];
    }

    /// <summary>All runs on this thread, because nothing has to be waited for: what it allocates is the client's.</summary>
    private static (Exception? Fault, long Memory) Play(byte[] said)
    {
        var began = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var talk = Talk(said);
        Assert.True(talk.IsCompleted, "The client waits for what has been said already.");
        var memory = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), $"{said.Length} bytes took {Stopwatch.GetElapsedTime(began)}"); // not a measure of speed: a hang is minutes
        return (talk.GetAwaiter().GetResult(), memory);
    }

    private static async Task<Exception?> Talk(byte[] said)
    {
        using var client = new ImapClient(Small);
        try
        {
            await client.ConnectAsync(new Told(said), "localhost", SecureSocketOptions.None);
            await client.AuthenticateAsync("maya", "geheim");
            await Conversation.AfterSignIn(client, CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (fault is ImapException or MailTooLargeException)
        {
            return fault;
        }
    }

    /// <summary>A server that says what it has to say, whatever it hears.</summary>
    private sealed class Told(byte[] said) : MemoryStream(said, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
