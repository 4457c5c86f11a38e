using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Isberg.Mail.Imap;
using Isberg.Mail.Security;
using Isberg.Mail.World;

namespace Isberg.Mail;

/// <summary>Whatever a server or somebody between does, it is a fault with a name, soon, and nothing secret is said.</summary>
public sealed class FaultTests
{
    private const string Whole = """
        S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Welcome
        C: AUTHENTICATE PLAIN
        S: $ OK [CAPABILITY IMAP4rev1 IDLE MOVE] In
        C: LIST "" "INBOX"
        S: * LIST () "/" {5}
        S: INBOX
        S: $ OK
        C: SELECT "INBOX"
        S: * 2 EXISTS
        S: * OK [UIDVALIDITY 7] x
        S: $ OK [READ-WRITE] Open
        C: UID SEARCH
        S: * SEARCH 3 5
        S: $ OK
        C: UID FETCH 3,5
        S: * 1 FETCH (UID 3 RFC822.SIZE 5 FLAGS ())
        S: * 2 FETCH (UID 5 RFC822.SIZE 5 FLAGS ())
        S: $ OK
        C: UID FETCH 3
        S: * 1 FETCH (UID 3 BODY[] {5}
        S: Hej!!)
        S: $ OK
        C: UID MOVE 3
        S: * OK [COPYUID 8 3 1]
        S: * 1 EXPUNGE
        S: $ OK
        C: APPEND
        S: + go on
        L: 9
        C:
        S: $ OK
        C: UID SEARCH
        S: * SEARCH 5
        S: $ OK
        C: IDLE
        S: + idling
        S: * 2 EXISTS
        C: DONE
        S: $ OK
        """;

    private static readonly ImapOptions Strict = new()
    {
        ConnectTimeout = TimeSpan.FromMinutes(1), IdlePeriod = TimeSpan.FromMilliseconds(200), Responses = 1_000, Folders = 10, Found = 1_000, SearchBytes = 300_000,
    };

    /// <summary>For servers that fall silent: the others may be slow.</summary>
    private static readonly ImapOptions Impatient = Strict with { Timeout = TimeSpan.FromMilliseconds(200) };

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cut", ImapFault.ConnectionLost)]
    [InlineData("S: * LIST () {90}\\r\\ncut here\ncut", ImapFault.ConnectionLost)]
    [InlineData("hang", ImapFault.TimedOut)]
    [InlineData("S: * BYE Autologout; idle for too long\ncut", ImapFault.Bye)]
    [InlineData("S: Z9 OK another's\nhang", ImapFault.ProtocolBroken)]
    [InlineData("S: * 1 FETCH (((\nhang", ImapFault.ProtocolBroken)]
    public async Task A_fault_is_told_as_it_is_wherever_it_happens(string fault, ImapFault expected)
    {
        var lines = Whole.Split('\n');
        Assert.Null(await FaultOf(Whole));
        foreach (var at in Enumerable.Range(0, lines.Length).Where(it => lines[it][0] == 'S' && lines[it] != "S: INBOX" && lines[it] != "S: Hej!!)"))
        {
            var script = string.Join('\n', lines.Take(at).Append(fault));
            var told = await FaultOf(script, expected == ImapFault.TimedOut ? Impatient : Strict);
            Assert.True(told == expected, $"{script}\n\n{told} instead of {expected}");
        }
    }

    [Theory]
    [InlineData("flood xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("flood * OK and so on\\r\\n")]
    [InlineData("flood \\r\\n")]
    [InlineData("S: * LIST () \"/\" {999999999}\nflood xxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("S: * LIST () \"/\" {999999999999999999}\nflood x")]
    [InlineData("flood * LIST () \"/\" x\\r\\n")]
    [InlineData("flood (((((((((((((((((((((((((((((((((((((((((((((((((")]
    [InlineData("flood {1}\\r\\nx")]
    [InlineData("S: * SEARCH\nflood * SEARCH 1 2 3\\r\\n")]
    [InlineData("S: + go on\nhang")]
    public async Task What_has_no_end_is_ended(string flood)
    {
        var script = string.Join('\n', Whole.Split('\n').TakeWhile(it => it != "S: * LIST () \"/\" {5}")) + "\n";

        Assert.Equal(ImapFault.ProtocolBroken, await FaultOf(script + flood));
    }

    [Fact]
    public async Task A_list_of_numbers_has_an_end_too()
    {
        var script = string.Join('\n', Whole.Split('\n').TakeWhile(it => it != "S: * SEARCH 3 5")) + "\n";

        Assert.Equal(ImapFault.ProtocolBroken, await FaultOf(script + "S: * SEARCH " + string.Join(' ', Enumerable.Range(1, 2_000))));
        Assert.Equal(ImapFault.ProtocolBroken, await FaultOf(script + "S: * SEARCH " + string.Join(' ', Enumerable.Range(1, 100_000))));
    }

    [Theory]
    [InlineData("S: 220 mail.example ESMTP", ImapFault.ProtocolBroken)]
    [InlineData("S: * BYE Too many connections", ImapFault.Bye)]
    [InlineData("S: * OK Hi\nC: CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: $ OK", ImapFault.TlsMissing)]
    [InlineData("S: * OK [CAPABILITY STARTTLS] Hi\nC: STARTTLS\nS: $ NO Not today", ImapFault.TlsMissing)]
    [InlineData("S: * PREAUTH [CAPABILITY STARTTLS] In already", ImapFault.TlsMissing)]
    [InlineData("S: * OK [CAPABILITY STARTTLS] Hi\nC: STARTTLS\nS: $ OK go\\r\\n* OK [CAPABILITY AUTH=PLAIN] slipped in", ImapFault.TlsFailed)]
    [InlineData("S: * OK [CAPABILITY STARTTLS] Hi\nC: STARTTLS\nS: $ OK go\ncut", ImapFault.TlsFailed)]
    public async Task Nothing_is_said_in_the_open_where_TLS_is_demanded(string script, ImapFault expected)
    {
        await using var server = new ScriptedImapServer(script);
        using var client = new ImapClient(Strict);
        var fault = await Assert.ThrowsAsync<ImapException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTls, Stop));

        Assert.Equal((expected, false), (fault.Fault, client.IsConnected));
        await server.Played; // the client has said only what the script expects
    }

    [Theory]
    [InlineData("other.example", 1, ImapFault.CertificateForAnotherName)]
    [InlineData("localhost", -1, ImapFault.CertificateExpired)]
    [InlineData("localhost", 1, ImapFault.CertificateUntrusted)]
    public async Task What_is_wrong_with_a_certificate_is_told(string name, int untilDays, ImapFault expected)
    {
        using var certificate = Certificate(name, untilDays);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Serve(listener, certificate);
        using var client = new ImapClient(Strict);
        var fault = await Assert.ThrowsAsync<ImapException>(() => client.ConnectAsync("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, SecureSocketOptions.SslOnConnect, Stop));

        Assert.Equal(expected, fault.Fault);
        await serving;
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = new ImapClient(Strict);

        Assert.Equal(ImapFault.Unreachable, (await Assert.ThrowsAsync<ImapException>(() => client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, Stop))).Fault);
    }

    [Theory]
    [InlineData("AUTH=PLAIN SASL-IR", "C: AUTHENTICATE PLAIN AG1heWEA\nS: $ NO [AUTHENTICATIONFAILED] AG1heWEAZ2UiaGVpbQ== is wrong, ge\"heim too", ImapFault.AuthenticationRefused)]
    [InlineData("AUTH=PLAIN", "C: AUTHENTICATE PLAIN\nS: +\nC: AG1heWEA\nS: $ NO [UNAVAILABLE] The list of users is away", ImapFault.Unavailable)]
    [InlineData("AUTH=PLAIN", "C: AUTHENTICATE PLAIN\nflood + \\r\\n", ImapFault.ProtocolBroken)]
    [InlineData("AUTH=PLAIN", "C: AUTHENTICATE PLAIN\nS: +\nC: AG1heWEA\nS: * BYE You and your ge\"heim!", ImapFault.Bye)]
    [InlineData("LOGIN", "C: LOGIN \"maya\" \"ge\\\"heim\"\nS: $ BAD LOGIN maya ge\"heim?", ImapFault.AuthenticationRefused)]
    [InlineData("LOGIN", "C: LOGIN \"maya\" \"ge\\\"heim\"\nS: $ BAD LOGIN \"maya\" \"ge\\\"heim\"?", ImapFault.AuthenticationRefused)]
    [InlineData("LOGINDISABLED", "hang", ImapFault.AuthenticationWayMissing)]
    [InlineData("LOGINDISABLED AUTH=LOGIN", "C: AUTHENTICATE LOGIN\nS: + VXNlcm5hbWU6\nC: bWF5YQ==\nS: + UGFzc3dvcmQ6\nC: Z2UiaGVpbQ==\nS: $ NO Z2UiaGVpbQ==", ImapFault.AuthenticationRefused)]
    public async Task A_refused_sign_in_says_why_and_never_the_password(string capabilities, string script, ImapFault expected)
    {
        await using var server = new ScriptedImapServer($"S: * OK [CAPABILITY {capabilities}] Welcome\n{script}");
        using var client = new ImapClient(Strict);
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Stop);
        var fault = await Assert.ThrowsAsync<ImapException>(() => client.AuthenticateAsync("maya", "ge\"heim", Stop));

        Assert.Equal(expected, fault.Fault);
        Assert.DoesNotContain("heim", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Z2UiaGVpbQ", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pauses_grow_to_a_limit_and_are_never_all_alike()
    {
        var pauses = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), new Random(1));
        var all = Enumerable.Range(0, 40).Select(_ => pauses.Next()).ToList();

        Assert.InRange(all[0], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.InRange(all[3], TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        Assert.All(all.Skip(10), it => Assert.InRange(it, TimeSpan.FromMinutes(2.5), TimeSpan.FromMinutes(5)));
        Assert.Equal(40, all.Distinct().Count());
        pauses.Reset();
        Assert.InRange(pauses.Next(), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.InRange(pauses.Next(least: TimeSpan.FromMinutes(2)), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
    }

    private static async Task<ImapFault?> FaultOf(string script, ImapOptions? options = null)
    {
        await using var server = new ScriptedImapServer(script);
        using var client = new ImapClient(options ?? Strict);
        try
        {
            await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None, Stop);
            await client.AuthenticateAsync("maya", "geheim", Stop);
            await Conversation.AfterSignIn(client, Stop);
            return null;
        }
        catch (ImapException fault)
        {
            Assert.False(client.IsConnected);
            return fault.Fault;
        }
    }

    private static X509Certificate2 Certificate(string name, int untilDays)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-3), DateTimeOffset.UtcNow.AddDays(untilDays));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static async Task Serve(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(Stop);
        await using var secure = new SslStream(client.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(certificate);
            await secure.ReadExactlyAsync(new byte[1], Stop);
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client has turned away.
        }
    }
}
