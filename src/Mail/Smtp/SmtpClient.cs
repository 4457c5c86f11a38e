using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Isberg.Mail.Security;

namespace Isberg.Mail.Smtp;

/// <summary>Hands messages over to a mail server (RFC 5321, RFC 6409), one at a time.</summary>
/// <remarks>
/// After an <see cref="SmtpException"/> without a reply the connection is gone; after one with a reply it stands, and the
/// next message may be sent. Use it for one caller at a time.
/// </remarks>
public sealed class SmtpClient(SmtpOptions? options = null) : IAsyncDisposable
{
    /// <summary>RFC 4954, 4: with a longer first response the command would be too long for many servers.</summary>
    private const int LongestCommand = 510;

    private const int MostQuestions = 10;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions options = options ?? SmtpOptions.Usual;
    private SmtpConnection? connection;

    public bool IsConnected => connection is not null;

    public bool IsSecure => connection is { IsSecure: true };

    public bool IsAuthenticated { get; private set; }

    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <exception cref="SmtpException">Nobody answers, the server is not trusted, or it does not want us.</exception>
    public async Task ConnectAsync(string host, int port, SecureSocketOptions security, CancellationToken stop = default)
    {
        if (IsConnected) throw new InvalidOperationException("There is a connection already.");

        var name = AddressText.Domain(host, isInternational: false);
        connection = await SmtpConnection.Open(name, port, options, stop);
        await Guarded(async () =>
        {
            if (security == SecureSocketOptions.SslOnConnect) await connection!.Secure(name, options, stop);
            var (greeting, _) = await connection!.Read(SmtpStep.Greeting, options.CommandTimeout, stop);
            if (greeting.Code != 220) throw SmtpException.Refused(SmtpStep.Greeting, greeting);

            await Hello(mayBeOld: security == SecureSocketOptions.None, stop);
            if (security == SecureSocketOptions.StartTls) await StartTls(name, stop);
        }, staysAfterReply: false);
    }

    /// <summary>By the best way that the server offers.</summary>
    public Task AuthenticateAsync(string userName, string password, CancellationToken stop = default)
    {
        var offersPlain = Capabilities.AuthenticationMechanisms.Contains("PLAIN") || !Capabilities.AuthenticationMechanisms.Contains("LOGIN");
        return AuthenticateAsync(offersPlain ? new SaslMechanismPlain(userName, password) : new SaslMechanismLogin(userName, password), stop);
    }

    /// <exception cref="SmtpException">The server does not take the name, the password or the token, or the way of signing in.</exception>
    public async Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken stop = default)
    {
        var wire = Connected();
        if (!wire.IsSecure && !options.AllowsUnencryptedAuthentication) throw SmtpException.Impossible(SmtpStep.Authenticate, "The connection is not encrypted: no password is sent over it.");
        if (!Capabilities.AuthenticationMechanisms.Contains(mechanism.MechanismName)) throw SmtpException.Impossible(SmtpStep.Authenticate, $"The mail server does not offer to sign in by {mechanism.MechanismName}.");

        await Guarded(async () =>
        {
            var reply = await Exchange(mechanism, stop);
            if (reply.Code != 235) throw SmtpException.Refused(SmtpStep.Authenticate, reply with { Text = mechanism.Redact(reply.Text) });
            IsAuthenticated = true;
        });
    }

    /// <summary>Hands a message over for all whom the server takes it for.</summary>
    /// <param name="message">A whole mail; it must be possible to read it twice.</param>
    /// <exception cref="SmtpException">Nobody gets the message, or it is not known whether anybody does.</exception>
    public async Task<SmtpResult> SendAsync(Envelope envelope, Stream message, CancellationToken stop = default)
    {
        var wire = Connected();
        envelope.Check();
        if (!message.CanSeek) throw new ArgumentException("A message is looked through before it is sent, and must be readable twice.", nameof(message));

        var scan = await MessageScan.Of(message, stop);
        var isInternational = scan.HasInternationalHeaders || envelope.NeedsInternational;
        Check(scan, isInternational);
        SmtpResult? result = null;
        var transaction = new SmtpTransaction(wire, options, Capabilities);
        try
        {
            await Guarded(async () => result = await transaction.Send(envelope, message, scan, isInternational, stop));
            return result!;
        }
        finally
        {
            if (transaction.IsBroken) await Abandon();
        }
    }

    /// <summary>Asks whether the server is still there.</summary>
    public Task NoOpAsync(CancellationToken stop = default) => Guarded(async () =>
    {
        var reply = await Command("NOOP", SmtpStep.MailFrom, stop);
        if (!reply.IsPositive) throw SmtpException.Refused(SmtpStep.MailFrom, reply);
    });

    /// <summary>Says goodbye, which is polite and may fail, and ends the connection.</summary>
    public async Task DisconnectAsync(CancellationToken stop = default)
    {
        if (connection is not { } wire) return;

        try
        {
            await wire.Write("QUIT\r\n"u8.ToArray(), SmtpStep.Connect, Goodbye, stop);
            await wire.Read(SmtpStep.Connect, Goodbye, stop);
        }
        catch (SmtpException)
        {
            // the server was gone already
        }
        finally
        {
            await Abandon();
        }
    }

    public ValueTask DisposeAsync() => Abandon();

    private SmtpConnection Connected() => connection ?? throw new InvalidOperationException("There is no connection.");

    private async Task Hello(bool mayBeOld, CancellationToken stop)
    {
        var name = options.LocalDomain is { } domain ? AddressText.Domain(domain, isInternational: false) : Literal(Connected().LocalAddress);
        await Write($"EHLO {name}", SmtpStep.Greeting, stop);
        var (reply, lines) = await Connected().Read(SmtpStep.Greeting, options.CommandTimeout, stop);
        if (mayBeOld && reply.Code / 100 == 5) reply = await Command($"HELO {name}", SmtpStep.Greeting, stop);
        if (!reply.IsPositive) throw SmtpException.Refused(SmtpStep.Greeting, reply);
        Capabilities = SmtpCapabilities.Of(lines);
    }

    private static string Literal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{plain.ToString().Split('%')[0]}]" : $"[{plain}]";
    }

    private async Task StartTls(string host, CancellationToken stop)
    {
        if (!Capabilities.HasStartTls) throw SmtpException.Impossible(SmtpStep.Tls, "The mail server does not offer STARTTLS, or somebody on the way hides it.");

        var reply = await Command("STARTTLS", SmtpStep.Tls, stop);
        if (reply.Code != 220) throw SmtpException.Refused(SmtpStep.Tls, reply);
        await Connected().Secure(host, options, stop);
        Capabilities = SmtpCapabilities.None; // what was said before TLS counts for nothing
        await Hello(mayBeOld: false, stop);
    }

    private async Task<SmtpReply> Exchange(SaslMechanism mechanism, CancellationToken stop)
    {
        var first = mechanism.First is { } bytes ? Convert.ToBase64String(bytes) : null;
        var begin = $"AUTH {mechanism.MechanismName}";
        var goesAtOnce = first is not null && begin.Length + 1 + first.Length <= LongestCommand;
        var reply = await Command(goesAtOnce ? $"{begin} {first}" : begin, SmtpStep.Authenticate, stop);
        if (reply.Code == 334 && first is not null && !goesAtOnce) reply = await Command(first, SmtpStep.Authenticate, stop);
        for (var question = 0; reply.Code == 334; question++)
        {
            if (question == MostQuestions) throw SmtpException.Broken(SmtpStep.Authenticate, "does not stop asking");
            reply = await Command(Convert.ToBase64String(mechanism.Answer(question)), SmtpStep.Authenticate, stop);
        }

        return reply;
    }

    /// <summary>What the server could not do is found out before anything is sent.</summary>
    private void Check(MessageScan scan, bool isInternational)
    {
        if (Capabilities.MaxSize > 0 && scan.Size > Capabilities.MaxSize) throw SmtpException.Impossible(SmtpStep.MailFrom, string.Create(CultureInfo.InvariantCulture, $"The message has {scan.Size} bytes, and the mail server takes {Capabilities.MaxSize}."));
        if (isInternational && !Capabilities.HasUtf8) throw SmtpException.Impossible(SmtpStep.MailFrom, "An address or a header of the message is not ASCII, and the mail server does not offer SMTPUTF8.");
        if (scan.Is8Bit && !Capabilities.Has8BitMime) throw SmtpException.Impossible(SmtpStep.MailFrom, "The message is not ASCII, and the mail server does not offer 8BITMIME.");
    }

    private async Task<SmtpReply> Command(string line, SmtpStep step, CancellationToken stop)
    {
        await Write(line, step, stop);
        return (await Connected().Read(step, options.CommandTimeout, stop)).Reply;
    }

    private Task Write(string line, SmtpStep step, CancellationToken stop) => Connected().Write(Encoding.UTF8.GetBytes($"{line}\r\n"), step, options.CommandTimeout, stop);

    /// <summary>When something goes wrong, nobody knows where in the conversation the server is; only after its own no it goes on.</summary>
    private async Task Guarded(Func<Task> act, bool staysAfterReply = true)
    {
        Connected();
        try
        {
            await act();
        }
        catch (Exception error)
        {
            if (error is not SmtpException { Reply: { Code: not 421 } } || !staysAfterReply) await Abandon();
            throw;
        }
    }

    private async ValueTask Abandon()
    {
        var wire = connection;
        (connection, IsAuthenticated, Capabilities) = (null, false, SmtpCapabilities.None);
        if (wire is not null) await wire.DisposeAsync();
    }
}
