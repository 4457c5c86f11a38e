using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Isberg.Mail.World;

/// <summary>
/// A real mail server (Exim) of the test's own: a temporary folder, free ports on the loopback address, a certificate of
/// its own, and mailboxes as folders. It stops with <see cref="DisposeAsync"/>, and also when the test
/// process dies.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    /// <summary>Somebody who may sign in, by password or by token.</summary>
    public const string UserName = "service@sund.example";

    public const string Password = "Mail-demo-2026, ärlig";

    public const string Token = "ya29.a-token-of-the-test";

    /// <summary>What the server says it takes.</summary>
    public const int MaxSize = 1_000_000;

    private const string Program = "/usr/sbin/exim4";
    private const string Account = "Debian-exim";
    private const int StartAttempts = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DeliveryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(20);

    // The shell waits on its standard input, which the test process holds: when that closes, however it comes to close,
    // the server and those who serve its connections are told to stop. It prints the server's process id.
    private const string Guard = """
        setsid "$@" >>"$ISBERG_SMTP_LOG" 2>&1 </dev/null & server=$!
        echo $server
        (cat >/dev/null; kill -TERM -$server 2>/dev/null) <&3 &
        wait $server 2>/dev/null
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("isberg-smtp-").FullName;
    private Process? guard;
    private int serverId;
    private int lmtpPort;

    private SmtpServer()
    {
    }

    /// <summary>Unencrypted at first, with STARTTLS; the same after every restart.</summary>
    public int Port { get; private set; }

    /// <summary>TLS from the first byte.</summary>
    public int TlsPort { get; private set; }

    /// <summary>For localhost; trusted by nobody who was not told to.</summary>
    public X509Certificate2 Certificate { get; } = NewCertificate();

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Starts a server with a mailbox for each address.</summary>
    public static Task<SmtpServer> Start(CancellationToken stop = default, params string[] mailboxes) => Start(0, stop, mailboxes);

    /// <param name="lmtpPort">Who takes mails to anybody at kontakt.example: an <see cref="ImapServer"/>.</param>
    public static async Task<SmtpServer> Start(int lmtpPort, CancellationToken stop, params string[] mailboxes)
    {
        if (!IsInstalled) throw new InvalidOperationException("Exim is not installed: apt-get install exim4-daemon-light.");

        var server = new SmtpServer { lmtpPort = lmtpPort };
        try
        {
            await server.Prepare(stop);
            foreach (var it in mailboxes) await server.AddMailbox(it, stop);
            await server.Open(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Others than these are unknown; whoever is at later.example is put off.</summary>
    public async Task AddMailbox(string address, CancellationToken stop = default)
    {
        Directory.CreateDirectory(MailboxOf(address));
        await Own(stop);
    }

    /// <summary>The mailbox's folder, in the form of a Maildir.</summary>
    public string MailboxOf(string address) => Path.Combine(folder, "mail", address);

    /// <summary>Every mail in a mailbox, as it was brought.</summary>
    public IReadOnlyList<byte[]> Mails(string address)
    {
        var arrived = Path.Combine(MailboxOf(address), "new");
        return Directory.Exists(arrived) ? [.. Directory.GetFiles(arrived).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }

    /// <summary>Waits until so many mails have been brought: the server says yes before it brings them.</summary>
    public async Task<IReadOnlyList<byte[]>> Mails(string address, int count, CancellationToken stop = default)
    {
        var began = Stopwatch.GetTimestamp();
        while (Mails(address).Count < count && Stopwatch.GetElapsedTime(began) < DeliveryLimit) await Task.Delay(BetweenKnocks, stop);
        return Mails(address);
    }

    /// <summary>Kills the server and everybody who serves a connection, as a power cut would.</summary>
    public async Task Kill(CancellationToken stop = default)
    {
        await Run(["kill", "-KILL", "--", $"-{serverId}"], stop);
        while (Lives(serverId)) await Task.Delay(BetweenKnocks, stop);
        await End(stop);
    }

    /// <summary>Starts the killed server again on the same folder and ports.</summary>
    public Task Restart(CancellationToken stop = default) => Open(stop);

    public async ValueTask DisposeAsync()
    {
        if (guard is not null) await End(CancellationToken.None);
        Certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Log => Path.Combine(folder, "output");

    private async Task Prepare(CancellationToken stop)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        Directory.CreateDirectory(Path.Combine(folder, "spool"));
        await File.WriteAllTextAsync(Path.Combine(folder, "certificate.pem"), $"{Certificate.ExportCertificatePem()}\n{Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n", stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "passwords"), $"{UserName}: {Password}\n", stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "tokens"), $"{UserName}: {Token}\n", stop);
    }

    private async Task Open(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Port == 0) (Port, TlsPort) = (FreePort(), FreePort());
            await File.WriteAllTextAsync(Path.Combine(folder, "exim.conf"), EximSettings.Of(folder, Port, TlsPort, lmtpPort, await Id("-u", stop), await Id("-g", stop)), stop);
            await Own(stop);
            await Launch(stop);
            if (await Answers(stop)) return;

            await End(stop);
            if (attempt == StartAttempts) throw new InvalidOperationException($"Exim did not start:\n{await File.ReadAllTextAsync(Log, stop)}");
            Port = 0;
        }
    }

    private async Task Launch(CancellationToken stop)
    {
        string[] server = [.. AsAccount, Program, "-C", Path.Combine(folder, "exim.conf"), "-bdf"];
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec 3<&0; " + Guard, "guard", .. server])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ISBERG_SMTP_LOG"] = Log;
        guard = Process.Start(start)!;
        serverId = int.Parse((await guard.StandardOutput.ReadLineAsync(stop))!, CultureInfo.InvariantCulture);
    }

    private async Task<bool> Answers(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!guard!.HasExited && Stopwatch.GetElapsedTime(began) < StartLimit)
        {
            try
            {
                using var knock = new TcpClient();
                await knock.ConnectAsync(IPAddress.Loopback, Port, stop);
                using var greeting = new StreamReader(knock.GetStream());
                if ((await greeting.ReadLineAsync(stop))?.StartsWith("220", StringComparison.Ordinal) == true) return true;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                await Task.Delay(BetweenKnocks, stop); // the server opens its port some moments after its start
            }
        }

        return false;
    }

    private async Task End(CancellationToken stop)
    {
        using var ended = guard!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StopLimit);
        ended.StandardInput.Close();
        await ended.WaitForExitAsync(limit.Token);
        guard = null;
    }

    /// <summary>Whether anybody of the server's process group still holds a connection: the dead whom nobody has buried yet do not.</summary>
    private static bool Lives(int group) => Directory.EnumerateDirectories("/proc").Where(it => char.IsAsciiDigit(it[6])).Any(it => IsOf(group, Path.Combine(it, "stat")));

    private static bool IsOf(int group, string stat)
    {
        try
        {
            var words = File.ReadAllText(stat).Split(") ")[^1].Split(' '); // state, parent, group
            return words[0] != "Z" && words[2] == group.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false; // it has just gone
        }
    }

    /// <summary>Exim runs as anybody but root, and then owns its files.</summary>
    private static string[] AsAccount => Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--init-groups"] : [];

    private async Task Own(CancellationToken stop)
    {
        if (Environment.IsPrivilegedProcess) await Run(["chown", "-R", $"{Account}:{Account}", folder], stop);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    /// <summary>The number of the account as which Exim runs, or of its group.</summary>
    private static async Task<string> Id(string which, CancellationToken stop)
    {
        string[] account = Environment.IsPrivilegedProcess ? [which, Account] : [which];
        using var id = Process.Start(new ProcessStartInfo("id", account) { UseShellExecute = false, RedirectStandardOutput = true })!;
        return (await id.StandardOutput.ReadToEndAsync(stop)).Trim();
    }

    private static async Task Run(string[] command, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}.");
    }
}
