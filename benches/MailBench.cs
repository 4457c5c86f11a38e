using System.Diagnostics;
using System.Globalization;
using System.Text;
using Isberg.Mail;

namespace Isberg.Benches;

/// <summary>Real odd mails are read wholly, beside GMime doing the same; then one of 50 MB, with its memory watched.</summary>
internal static class MailBench
{
    private const int Rounds = 5;
    private const double RoundSeconds = 2;
    private const int LargeBytes = 50_000_000;
    private const double Million = 1e6;
    private static readonly string[] Endings = [".eml", ".box", ".raw", ".msg"];

    public static int Run()
    {
        if (Data("mail") is not { } folder) return Missing("The mails to read are not there: ISBERG_TEST_DATA names the folder that holds mail/.");
        if (Environment.GetEnvironmentVariable("ISBERG_GMIME") is not { } gmime) return Missing("GMime's side is not built; ./bench mail builds it.");

        Figure.Print("mail.memory_50mb_mb", MemoryOfLarge() / Million, "MB");
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(it => Endings.Contains(Path.GetExtension(it))).Order(StringComparer.Ordinal).ToList();
        var mails = paths.ConvertAll(File.ReadAllBytes);
        ReadForAWhile(mails); // compiled and warm
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Ours: ReadForAWhile(mails), Theirs: ReadWithGMime(gmime, paths))).ToList();
        Figure.Print("mail.parse_mb_per_second", Median(rounds.Select(it => it.Ours.Bytes)) / Million, "MB/s");
        Figure.Print("mail.parse_mails_per_second", Median(rounds.Select(it => it.Ours.Mails)), "mails/s");
        Figure.Print("mail.gmime_mb_per_second", Median(rounds.Select(it => it.Theirs.Bytes)) / Million, "MB/s");
        Figure.Print("mail.parse_ratio_to_gmime", Median(rounds.Select(it => it.Ours.Bytes / it.Theirs.Bytes)), "ratio");
        Figure.Print("mail.allocated_bytes_per_mail", Allocated(mails), "bytes");
        return 0;
    }

    private static int Missing(string what)
    {
        Console.Error.WriteLine(what);
        return 1;
    }

    /// <summary>Looked for as the tests of the mail library do.</summary>
    internal static string? Data(string kind)
    {
        if (Environment.GetEnvironmentVariable("ISBERG_TEST_DATA") is { Length: > 0 } data) return Existing(Path.Combine(data, kind));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Existing(Path.Combine(folder.FullName, "shared", "data", kind)) is { } found) return found;
        return null;
    }

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;

    /// <summary>In bytes above what the process held before: from a stream, as a mailbox gives it, into parts and through every content.</summary>
    private static double MemoryOfLarge()
    {
        var path = Path.Combine(Path.GetTempPath(), $"isberg-bench-{Guid.NewGuid():N}");
        WriteLarge(path);
        try
        {
            ReadWhole(MailSource.Of(Encoding.ASCII.GetBytes("Subject: warm\r\n\r\nHej\r\n")));
            GC.Collect();
            File.WriteAllText("/proc/self/clear_refs", "5"); // the highest mark starts anew
            var idle = Status("VmRSS:");
            using (var stream = File.OpenRead(path))
            using (var source = MailSource.OfStream(stream)) ReadWhole(source);
            return Status("VmHWM:") - idle;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void WriteLarge(string path)
    {
        using var file = new StreamWriter(path) { NewLine = "\r\n" };
        file.WriteLine("Subject: large\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHej!\r\n--x");
        file.WriteLine("Content-Type: application/pdf; name=large.pdf\r\nContent-Transfer-Encoding: base64\r\n");
        var line = Convert.ToBase64String(Enumerable.Range(0, 57).Select(it => (byte)(it * 7)).ToArray());
        for (var written = 0; written < LargeBytes; written += line.Length + 2) file.WriteLine(line);
        file.WriteLine("--x--");
    }

    private static double Status(string name) =>
        double.Parse(File.ReadLines("/proc/self/status").First(it => it.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;

    /// <summary>What one core reads in a second.</summary>
    private static (double Bytes, double Mails) ReadForAWhile(List<byte[]> mails)
    {
        var (began, bytes, count) = (CoreTime.Now(), 0L, 0L);
        double spent;
        do
        {
            foreach (var mail in mails)
            {
                ReadWhole(MailSource.Of(mail));
                bytes += mail.Length;
                count++;
            }

            spent = (CoreTime.Now() - began) / 1e9;
        }
        while (spent < RoundSeconds);
        return (bytes / spent, count / spent);
    }

    private static void ReadWhole(MailSource source)
    {
        var mail = MimeMessage.Load(source);
        _ = (mail.Subject, mail.From, mail.To, mail.Cc, mail.Date, mail.MessageId);
        foreach (var part in mail.Body.All.OfType<MimePart>())
        {
            _ = part.FileName;
            if (part.Text is not null) continue;
            using var content = part.Open();
            content.CopyTo(Stream.Null);
        }
    }

    private static double Allocated(List<byte[]> mails)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var mail in mails) ReadWhole(MailSource.Of(mail));
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / mails.Count;
    }

    private static (double Bytes, double Mails) ReadWithGMime(string program, List<string> paths)
    {
        var start = new ProcessStartInfo(program, [RoundSeconds.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        foreach (var it in paths) process.StandardInput.WriteLine(it);
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"GMime's side ended with {process.ExitCode}.");
        return (double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
