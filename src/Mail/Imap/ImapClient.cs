using System.Net.Security;
using Isberg.Mail.Security;
using Isberg.Mail.Text;

namespace Isberg.Mail.Imap;

/// <summary>
/// A client of an IMAP server (RFC 3501, RFC 9051). It does one thing at a time. When a connection fails, or a call is
/// cancelled half-way, it is closed, and another client has to be made.
/// </summary>
public sealed class ImapClient(ImapOptions? options = null, TimeProvider? clock = null) : IDisposable
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(28);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(10);

    private readonly ImapOptions options = options ?? ImapOptions.Usual;
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private ImapSession? session;
    private bool mayIdle = true;

    /// <summary>Asked about the server's certificate; without it, only those count that the machine trusts.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

    public bool IsConnected => session is { IsOpen: true };

    public bool IsAuthenticated { get; private set; }

    /// <summary>Whether what is said is encrypted.</summary>
    public bool IsSecure => session?.Connection.Stream is SslStream;

    /// <summary>What the server says it can do, in the words of its CAPABILITY.</summary>
    public IReadOnlySet<string> Capabilities => session?.Capabilities ?? new HashSet<string>();

    /// <summary>The folder that is open; null when none is.</summary>
    public ImapFolder? OpenFolder => session?.Selected is { IsOpen: true } folder ? folder : null;

    /// <exception cref="ImapException">Nobody answers, TLS fails, or the server does not want us.</exception>
    public Task ConnectAsync(string host, int port, SecureSocketOptions security, CancellationToken stop = default) =>
        ConnectAsync(within => ImapTransport.ConnectAsync(host, port, within), host, security, stop);

    /// <summary>Over a stream that stands already; it is closed with the client.</summary>
    public Task ConnectAsync(Stream stream, string host, SecureSocketOptions security, CancellationToken stop = default) =>
        ConnectAsync(_ => Task.FromResult(stream), host, security, stop);

    /// <summary>Signs in in the best way that the server offers.</summary>
    /// <exception cref="ImapException">The server says no (<see cref="ImapFault.AuthenticationRefused"/>), or cannot say (<see cref="ImapFault.Unavailable"/>).</exception>
    public Task AuthenticateAsync(string userName, string password, CancellationToken stop = default)
    {
        var plain = new SaslMechanismPlain(userName, password);
        if (Offers(plain)) return AuthenticateAsync(plain, stop);
        if (!Capabilities.Contains("LOGINDISABLED")) return AuthenticateAsync(plain, it => it.TryAsync(new ImapCommand("LOGIN").AddText(userName).AddText(password), stop), stop);
        return AuthenticateAsync(new SaslMechanismLogin(userName, password), stop);
    }

    /// <summary>Signs in in this way and in no other.</summary>
    public Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken stop = default)
    {
        if (!Offers(mechanism)) throw new ImapException(ImapFault.AuthenticationWayMissing, $"The server does not offer to sign in by {mechanism.MechanismName}.");
        return AuthenticateAsync(mechanism, it => it.AuthenticateAsync(mechanism, stop), stop);
    }

    /// <summary>Says what program this is, which some servers demand, and hears what they are (RFC 2971); empty where they do not know the question.</summary>
    public async Task<IReadOnlyDictionary<string, string>> IdentifyAsync(IReadOnlyDictionary<string, string> self, CancellationToken stop = default)
    {
        var server = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!Capabilities.Contains("ID")) return server;

        var pairs = self.SelectMany(it => new[] { it.Key, it.Value }).Select(it => $"\"{new string([.. it.Where(sign => sign is >= ' ' and <= '~' and not ('"' or '\\'))])}\"");
        var command = new ImapCommand("ID").Add(self.Count == 0 ? "NIL" : $"({string.Join(' ', pairs)})");
        await Session.TryAsync(command, stop, it =>
        {
            if (it is not { Name: "ID", Values: [var facts, ..] }) return;
            foreach (var pair in facts.Items.Chunk(2).Where(pair => pair.Length == 2)) server[pair[0].Text] = pair[1].Text;
        });
        return server;
    }

    public async Task<IReadOnlyList<ImapFolder>> GetFoldersAsync(CancellationToken stop = default) => await FolderList.ReadAsync(Session, "*", stop);

    /// <exception cref="ImapException">There is no such folder (<see cref="ImapFault.FolderMissing"/>).</exception>
    public async Task<ImapFolder> GetFolderAsync(string fullName, CancellationToken stop = default)
    {
        var name = fullName.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : fullName;
        var found = await FolderList.ReadAsync(Session, PathOf(name), stop);
        if (!found.Exists(it => it.FullName == name)) found = await FolderList.ReadAsync(Session, "*", stop); // the server may write the name otherwise than we do
        return found.Find(it => it.FullName == name) ?? throw new ImapException(ImapFault.FolderMissing, "There is no such folder.");
    }

    /// <summary>Null when the server has none, or does not say which it is.</summary>
    public async Task<ImapFolder?> GetFolderAsync(SpecialFolder use, CancellationToken stop = default) =>
        (await FolderList.ReadAsync(Session, "*", stop)).Find(it => it.SpecialUse == use);

    /// <summary>Makes a folder, unless it is there.</summary>
    public async Task<ImapFolder> CreateFolderAsync(string fullName, CancellationToken stop = default)
    {
        var command = new ImapCommand("CREATE").AddText(PathOf(fullName), mayBeUtf8: true);
        try
        {
            await Session.RunAsync(command, stop);
        }
        catch (ImapException error) when (error.Code == "ALREADYEXISTS")
        {
        }

        return await GetFolderAsync(fullName, stop);
    }

    /// <summary>Gives the server a chance to tell what has changed.</summary>
    public Task NoOpAsync(CancellationToken stop = default) => Session.RunAsync(new ImapCommand("NOOP"), stop);

    /// <summary>Returns as soon as messages have come to the open folder or left it, and at the latest after one period: by IDLE, and where that is missing by asking.</summary>
    public async Task WaitForChangeAsync(CancellationToken stop = default)
    {
        var folder = OpenFolder ?? throw new InvalidOperationException("No folder is open.");
        if (folder.IsStale) return;

        if (mayIdle && Capabilities.Contains("IDLE"))
        {
            var period = options.IdlePeriod < LongestIdle ? options.IdlePeriod : LongestIdle;
            mayIdle = await Session.IdleAsync(period, () => folder.IsStale, stop);
            if (mayIdle) return;
        }

        await Task.Delay(options.PollPeriod, clock, stop);
        await NoOpAsync(stop);
    }

    /// <summary>Says good-bye, as far as the server still listens, and closes the connection.</summary>
    public async Task DisconnectAsync(CancellationToken stop = default)
    {
        if (session is not { IsOpen: true } open) return;

        open.IsLeaving = true;
        try
        {
            await open.TryAsync(new ImapCommand("LOGOUT") { Limit = LeaveLimit }, stop);
        }
        catch (ImapException)
        {
            // It is over either way.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => session?.Dispose();

    private ImapSession Session => session ?? throw new InvalidOperationException("The client is not connected.");

    /// <summary>A folder's name as we write it to this server.</summary>
    private string PathOf(string fullName) => Session.IsUtf8 ? fullName : Utf7.EncodeFolder(fullName);

    private bool Offers(SaslMechanism mechanism) => Capabilities.Contains($"AUTH={mechanism.MechanismName}");

    private async Task ConnectAsync(Func<CancellationToken, Task<Stream>> open, string host, SecureSocketOptions security, CancellationToken stop)
    {
        if (session is not null) throw new InvalidOperationException("A client connects once.");

        using var late = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        Stream? stream = null;
        try
        {
            stream = await open(within.Token);
            if (security == SecureSocketOptions.SslOnConnect) stream = await ImapTransport.SecureAsync(stream, host, ServerCertificateValidationCallback, within.Token);
            session = new ImapSession(new ImapConnection(stream, options, clock), options, clock);
            await GreetAsync(security, within.Token);
            if (security == SecureSocketOptions.StartTls) await StartTlsAsync(stream, host, within.Token);
            if (!session.KnowsCapabilities) await AskCapabilitiesAsync(within.Token);
        }
        catch (Exception error)
        {
            session?.Dispose();
            if (stream is not null) await stream.DisposeAsync();
            if (error is OperationCanceledException && late.IsCancellationRequested && !stop.IsCancellationRequested) throw new ImapException(ImapFault.TimedOut, "The server did not answer in time.");
            throw;
        }
    }

    private async Task GreetAsync(SecureSocketOptions security, CancellationToken stop)
    {
        var greeting = await Session.GreetingAsync(stop);
        if (!greeting.IsUntagged || greeting.Name is not ("OK" or "PREAUTH")) throw ImapException.Broken("The server does not greet as an IMAP server does.");
        if (greeting.Name == "PREAUTH" && security == SecureSocketOptions.StartTls) throw new ImapException(ImapFault.TlsMissing, "The server signs us in before the connection is secure.");
        IsAuthenticated = greeting.Name == "PREAUTH";
    }

    private async Task StartTlsAsync(Stream stream, string host, CancellationToken stop)
    {
        if (!Session.KnowsCapabilities) await AskCapabilitiesAsync(stop);
        if (!Capabilities.Contains("STARTTLS")) throw new ImapException(ImapFault.TlsMissing, "The server does not offer STARTTLS, which is demanded here.");

        var end = await Session.TryAsync(new ImapCommand("STARTTLS"), stop);
        if (!end.IsOk) throw ImapException.Said(ImapFault.TlsMissing, "The server refused STARTTLS, which is demanded here.", end.Text);
        if (Session.Connection.HasUnread) throw new ImapException(ImapFault.TlsFailed, "Something was said between STARTTLS and TLS: somebody meddles with the connection.");

        var secure = await ImapTransport.SecureAsync(stream, host, ServerCertificateValidationCallback, stop);
        session = new ImapSession(new ImapConnection(secure, options, clock), options, clock); // nothing that was said in the open counts any more
    }

    private Task AskCapabilitiesAsync(CancellationToken stop) => Session.RunAsync(new ImapCommand("CAPABILITY"), stop);

    private async Task AuthenticateAsync(SaslMechanism mechanism, Func<ImapSession, Task<ImapResponse>> signIn, CancellationToken stop)
    {
        var open = Session;
        open.Secret = mechanism;
        var end = await signIn(open);
        if (!end.IsOk) throw Refusal(open, end);

        open.Secret = null;
        IsAuthenticated = true;
        if (end.Code?.Name != "CAPABILITY") await AskCapabilitiesAsync(stop);
        await EnableAsync(stop);
    }

    private static ImapException Refusal(ImapSession session, ImapResponse end)
    {
        var (code, words) = (end.Code?.Name, session.WordsOf(end));
        return code is "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG"
            ? ImapException.Said(ImapFault.Unavailable, "The server cannot check who we are now.", words, code)
            : ImapException.Said(ImapFault.AuthenticationRefused, "The server does not take the name and the password or token.", words, code);
    }

    /// <summary>Names and headers in UTF-8 (RFC 6855) where the server has them.</summary>
    private async Task EnableAsync(CancellationToken stop)
    {
        if (!Capabilities.Contains("ENABLE")) return;

        var wanted = new[] { "CONDSTORE", "UTF8=ACCEPT" }.Where(Capabilities.Contains).ToList();
        if (wanted.Count == 0) return;
        await Session.TryAsync(new ImapCommand("ENABLE").Add(string.Join(' ', wanted)), stop,
            it => Session.IsUtf8 |= it.Name == "ENABLED" && it.Values.Any(value => value.Is("UTF8=ACCEPT")));
    }
}
