using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Isberg.Mail.World;

/// <summary>
/// A real Dovecot of the test's own: a temporary folder, free ports on the loopback address, the mailboxes of
/// <see cref="Users"/>. It stops with <see cref="DisposeAsync"/>, and also when the test process dies.
/// </summary>
public sealed class ImapServer : IAsyncDisposable
{
    public const string Password = "Isberg-demo-2026";

    private const int StartAttempts = 3;
    private const string Account = "mail";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(50);
    private static readonly byte[] TokenKey = RandomNumberGenerator.GetBytes(32);

    // The shell waits on its standard input, which the test process holds: when that closes, however it comes to
    // close, the server is told to stop. The server leads a process group, so that a kill reaches all of its processes.
    private const string Guard = """
        setsid "$@" >>"$ISBERG_IMAP_LOG" 2>&1 </dev/null & server=$!
        echo $server
        (cat >/dev/null; kill -TERM $server 2>/dev/null) <&3 &
        wait $server 2>/dev/null
        """;

    private readonly string folder;
    private readonly IReadOnlyList<string> users;
    private Process? guard;
    private int serverId;
    private int delivered;
    private int changes;

    private ImapServer(string folder, IReadOnlyList<string> users) => (this.folder, this.users) = (folder, users);

    /// <summary>Whom every server has; all have <see cref="Password"/>.</summary>
    public static IReadOnlyList<string> Users { get; } = ["maya", "noor", "sales", "support"];

    /// <summary>In the open, with STARTTLS; the same after every restart.</summary>
    public int Port { get; private set; }

    /// <summary>TLS from the first byte.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Takes mails to its users over LMTP.</summary>
    public int LmtpPort { get; private set; }

    public X509Certificate2 Certificate { get; private set; } = null!;

    /// <summary>Accepts this server's own certificate and no other.</summary>
    public RemoteCertificateValidationCallback Trust =>
        (_, shown, _, _) => shown is not null && shown.GetCertHashString(HashAlgorithmName.SHA256) == Certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Makes a folder with its configuration and starts a server there.</summary>
    /// <param name="more">Users beside <see cref="Users"/>.</param>
    public static async Task<ImapServer> Start(CancellationToken stop = default, params IEnumerable<string> more)
    {
        var server = new ImapServer(Directory.CreateTempSubdirectory("isberg-imap-").FullName, [.. Users, .. more]);
        try
        {
            await server.Open(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where a user's mails lie; folders begin with a full stop there.</summary>
    public string MaildirOf(string user) => Path.Combine(folder, "mail", user);

    /// <summary>Puts a mail into a user's inbox, as a delivering program does.</summary>
    public void Deliver(string user, ReadOnlySpan<byte> mail)
    {
        var name = $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{Interlocked.Increment(ref delivered)}.isberg";
        var written = Path.Combine(MaildirOf(user), "tmp", name);
        File.WriteAllBytes(written, mail);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(written, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(written, Path.Combine(MaildirOf(user), "new", name));
    }

    public void Deliver(string user, string subject, string text = "Hej!") => Deliver(user, Encoding.UTF8.GetBytes(
        $"From: Anna <anna@sund.example>\r\nTo: {user}@example.org\r\nSubject: {subject}\r\nMessage-ID: <{Guid.NewGuid():N}@sund.example>\r\n\r\n{text}\r\n"));

    /// <summary>Gives the messages of the inbox new numbers, as a restored backup does; the server must be stopped.</summary>
    public void Renumber(string user)
    {
        foreach (var path in Directory.GetFiles(MaildirOf(user), "dovecot.index*")) File.Delete(path);
        var numbers = Path.Combine(MaildirOf(user), "dovecot-uidlist");
        var lines = File.ReadAllLines(numbers);
        lines[0] = string.Join(' ', lines[0].Split(' ').Select(it => it[0] == 'V' ? $"V{uint.Parse(it.AsSpan(1), CultureInfo.InvariantCulture) + 1}" : it));
        File.WriteAllLines(numbers, lines);
    }

    /// <summary>Gives an inbox that nobody has opened yet its time (UIDVALIDITY).</summary>
    public void CountFrom(string user, uint validity) => File.WriteAllText(Path.Combine(MaildirOf(user), "dovecot-uidlist"), $"3 V{validity} N1 G{Guid.NewGuid():N}\n");

    /// <summary>From the next time somebody signs in.</summary>
    public void ChangePassword(string user, string password)
    {
        var lines = users.Select(it => $"{it}:{{PLAIN}}{(it == user ? password : Password)}");
        File.WriteAllLines(PathOf("users"), lines);
        File.SetLastWriteTimeUtc(PathOf("users"), DateTime.UtcNow.AddSeconds(++changes)); // Dovecot looks at seconds
    }

    /// <summary>A token with which the user may sign in.</summary>
    public static string TokenOf(string user, TimeSpan lasts)
    {
        var expires = DateTimeOffset.UtcNow.Add(lasts).ToUnixTimeSeconds();
        var content = $"{Encoded("""{"alg":"HS256","typ":"JWT"}"""u8)}.{Encoded(Encoding.UTF8.GetBytes($$"""{"sub":"{{user}}","exp":{{expires}}}"""))}";
        return $"{content}.{Encoded(HMACSHA256.HashData(TokenKey, Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>Kills the server and its sessions as a power cut would; <see cref="Restart"/> brings it back.</summary>
    public async Task Kill(CancellationToken stop = default)
    {
        await KillAll(stop);
        await End(stop);
    }

    /// <summary>Stops the server in an orderly way; its sessions say good-bye some seconds later.</summary>
    public async Task Stop(CancellationToken stop = default)
    {
        if (serverId != 0) await Run(["kill", "-TERM", serverId.ToString(CultureInfo.InvariantCulture)], stop, mayFail: true);
        await End(stop);
    }

    /// <summary>Starts the stopped server again on the same folder and ports.</summary>
    public Task Restart(CancellationToken stop = default) => Open(stop);

    public async ValueTask DisposeAsync()
    {
        await KillAll(CancellationToken.None); // sessions outlive their server for a while
        if (guard is not null) await End(CancellationToken.None);
        Certificate?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the server has written; its first words, before it has read its settings, are in a file of their own.</summary>
    private string ReadLog() => string.Join('\n', new[] { PathOf("output"), PathOf("log") }.Where(File.Exists).Select(File.ReadAllText));

    private string PathOf(string name) => Path.Combine(folder, name);

    private static string Encoded(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task Open(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (Port == 0) await Prepare(stop);
            await Launch(stop);
            if (await Answers(stop)) return;

            await Kill(stop);
            var log = ReadLog();
            if (attempt == StartAttempts) throw new InvalidOperationException($"Dovecot did not start:\n{log}");
            if (log.Contains("Address already in use", StringComparison.Ordinal)) Port = 0;
        }
    }

    private async Task Prepare(CancellationToken stop)
    {
        (Port, TlsPort, LmtpPort) = (FreePort(), FreePort(), FreePort());
        foreach (var user in users)
            foreach (var part in new[] { "tmp", "new", "cur" }) Directory.CreateDirectory(Path.Combine(MaildirOf(user), part));
        Directory.CreateDirectory(PathOf("run"));
        Directory.CreateDirectory(PathOf("keys/default/HS256"));
        await File.WriteAllTextAsync(PathOf("keys/default/HS256/default"), Convert.ToBase64String(TokenKey), stop);
        ChangePassword("", Password);
        WriteCertificate();
        await File.WriteAllTextAsync(PathOf("tokens.conf"), DovecotSettings.Tokens(folder), stop);
        await File.WriteAllTextAsync(PathOf("dovecot.conf"), DovecotSettings.Write(folder, Owner, await GroupOfOwner(stop), Port, TlsPort, LmtpPort), stop);
        if (Environment.IsPrivilegedProcess) await Run(["chown", "-R", $"{Account}:", folder], stop);
    }

    private void WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        Certificate?.Dispose();
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(PathOf("certificate.pem"), Certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task Launch(CancellationToken stop)
    {
        string[] server = [.. AsAccount(), Binary(), "-F", "-c", PathOf("dovecot.conf")];
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec 3<&0; " + Guard, "guard", .. server])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["ISBERG_IMAP_LOG"] = PathOf("output");
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
                if (await greeting.ReadLineAsync(stop) is { } line && line.StartsWith("* OK", StringComparison.Ordinal)) return true;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
            }

            await Task.Delay(BetweenKnocks, stop); // the server opens its ports some moments after its start
        }

        return false;
    }

    private async Task KillAll(CancellationToken stop)
    {
        if (serverId != 0) await Run(["kill", "-KILL", "--", $"-{serverId.ToString(CultureInfo.InvariantCulture)}"], stop, mayFail: true);
        serverId = 0;
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

    // Dovecot may run whole as one account that is not root; setpriv becomes the account and then the program.
    private static string Owner => Environment.IsPrivilegedProcess ? Account : Environment.UserName;

    private static async Task<string> GroupOfOwner(CancellationToken stop) => (await Run(["id", "-gn", Owner], stop)).Trim();

    private static string[] AsAccount() => Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups"] : [];

    private static string Binary() => File.Exists("/usr/sbin/dovecot") ? "/usr/sbin/dovecot" : throw new InvalidOperationException("Dovecot is not installed: apt-get install dovecot-imapd dovecot-lmtpd.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> Run(string[] command, CancellationToken stop, bool mayFail = false)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(stop);
        var said = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 || mayFail ? said : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await error}");
    }
}
