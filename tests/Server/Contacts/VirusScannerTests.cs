using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isberg.Contacts;

/// <summary>A file is clean only when the scanner says so.</summary>
public sealed class VirusScannerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("isberg-scanner-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("stream: OK\0", null)]
    [InlineData("stream: Win.Test.EICAR_HDB-1 FOUND\0", "file.unsafe")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", "file.unscannable")]
    [InlineData("stream: Can't allocate memory ERROR\0", "file.unscanned")]
    [InlineData("stream: OK", "file.unscanned")]
    [InlineData("something else: OK\0", "file.unscanned")]
    [InlineData("", "file.unscanned")]
    public async Task The_scanner_gets_the_whole_file_and_its_word_decides(string answer, string? refusal)
    {
        var file = new byte[200_001];
        Random.Shared.NextBytes(file);
        await using var tcp = ScriptedScanner.Tcp();
        await using var unix = ScriptedScanner.Unix(folder);
        foreach (var daemon in new[] { tcp, unix })
        {
            daemon.Says = _ => answer;
            using var scanner = Scanner(daemon.Address);

            Assert.Equal(refusal, (await Check(scanner, file))?.Code);
            Assert.Equal(file, daemon.Last);
        }
    }

    [Fact]
    public async Task A_scanner_that_says_nothing_checks_nothing()
    {
        await using var daemon = ScriptedScanner.Tcp();
        daemon.Says = _ => null;
        using var scanner = new VirusScanner(daemon.Address, NullLogger<VirusScanner>.Instance, new(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(300)));

        Assert.Equal(VirusScanner.Unscanned, await Check(scanner, [1]));
    }

    [Fact]
    public async Task A_scanner_that_is_not_there_checks_nothing()
    {
        string gone;
        await using (var daemon = ScriptedScanner.Tcp()) gone = daemon.Address;

        foreach (var address in new[] { gone, $"unix:{folder}/none.sock" })
        {
            using var scanner = Scanner(address);
            Assert.Equal(VirusScanner.Unscanned, await Check(scanner, [1]));
        }
    }

    [Fact]
    public async Task Without_a_scanner_every_file_is_clean()
    {
        using var scanner = Scanner(null);

        Assert.Null(await Check(scanner, [1]));
    }

    [Theory]
    [InlineData("tcp:192.0.2.1:3310")]
    [InlineData("tcp:127.0.0.1")]
    [InlineData("/run/clamav/clamd.ctl")]
    public void A_setting_that_leads_nowhere_or_off_this_machine_is_refused(string address) => Assert.Throws<InvalidOperationException>(() => Scanner(address));

    [Fact]
    public async Task The_real_daemon_finds_the_test_file_and_lets_others_through()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(it => Path.Combine(it, "clamd")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "not run: no clamd (apt-get install clamav-daemon)");

        // In two parts, so that no scanner of a developer's takes this file away.
        var eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");
        var (socket, settings) = (Path.Combine(folder, "clamd.sock"), Path.Combine(folder, "clamd.conf"));
        var signatures = Directory.CreateDirectory(Path.Combine(folder, "signatures")).FullName;
        await File.WriteAllTextAsync(Path.Combine(signatures, "test.ndb"), $"Isberg.Test:0:*:{Convert.ToHexStringLower(eicar)}\n", Stop);
        await File.WriteAllTextAsync(settings, $"LocalSocket {socket}\nDatabaseDirectory {signatures}\nTemporaryDirectory {folder}\nForeground yes\n", Stop);
        using var daemon = Process.Start(new ProcessStartInfo(program!, [$"--config-file={settings}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            using var scanner = Scanner($"unix:{socket}");
            while (await Check(scanner, [1]) is not null)
            {
                Assert.False(daemon.HasExited, "clamd ended");
                await Task.Delay(100, Stop);
            }

            Assert.Equal(VirusScanner.Unsafe, await Check(scanner, eicar));
            Assert.Equal(VirusScanner.Unsafe, await Check(scanner, [.. new byte[300_000], .. eicar]));
            Assert.Null(await Check(scanner, new byte[FileStore.LargestBytes]));
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static VirusScanner Scanner(string? address) => new(address, NullLogger<VirusScanner>.Instance);

    private static Task<Refusal?> Check(VirusScanner scanner, byte[] file) => scanner.Check(new MemoryStream(file), Stop);
}
