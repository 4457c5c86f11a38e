using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Isberg.Mail.Writing;

/// <summary>What we write is read by somebody else's reader as it was meant: Python's, which goes by the book.</summary>
public sealed class PythonReaderTests
{
    private const int Mails = 150;

    private const string Reader = """
        import sys, json, hashlib, email, email.policy
        for path in sys.argv[1:]:
            mail = email.message_from_binary_file(open(path, 'rb'), policy=email.policy.default)
            text, page = mail.get_body(('plain',)), mail.get_body(('html',))
            files = [it for it in mail.walk() if not it.is_multipart() and it not in (text, page)]
            print(json.dumps({
                'subject': mail['subject'] or '', 'id': mail['message-id'], 'date': mail['date'].datetime.isoformat(),
                'from': [[it.display_name, it.addr_spec] for it in mail['from'].addresses],
                'cc': [[it.display_name, it.addr_spec] for it in mail['cc'].addresses] if mail['cc'] else [],
                'text': text.get_content() if text else None, 'page': page.get_content() if page else None,
                'files': [[it.get_filename(), it.get_content_type(), hashlib.sha256(it.get_content()).hexdigest()] for it in files],
            }))
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Python_reads_the_same()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3") || Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(it => File.Exists(Path.Combine(it, "python3"))), "not run: no python3");
        var folder = Directory.CreateTempSubdirectory("isberg-mails-");
        try
        {
            var mails = Enumerable.Range(0, Mails).Select(it => new RandomMail(it).Next()).ToList();
            foreach (var (at, mail) in mails.Index()) await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{at:D4}.eml"), await WrittenMailTests.Write(mail), Stop);
            var read = await Read(folder.GetFiles().Select(it => it.FullName).Order(StringComparer.Ordinal));

            Assert.Equal(Mails, read.Count);
            foreach (var (at, (mail, found)) in mails.Zip(read).Index()) Compare(mail, found, $"mail {at}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Compare(OutgoingMail mail, JsonElement read, string what)
    {
        WrittenMailTests.Same(mail.Subject, read.GetProperty("subject").GetString(), what);
        WrittenMailTests.Same($"<{mail.MessageId}>", read.GetProperty("id").GetString(), what);
        Assert.Equal(mail.Date, DateTimeOffset.Parse(read.GetProperty("date").GetString()!));
        foreach (var (list, field) in new[] { (mail.From, "from"), (mail.Cc, "cc") })
            WrittenMailTests.Same(string.Join('\n', list.Mailboxes.Select(it => $"{Bare(it.Name)} {it.Address}")), string.Join('\n', read.GetProperty(field).EnumerateArray().Select(it => $"{Bare(it[0].GetString()!)} {it[1]}")), $"{what}, {field}");
        if (!mail.Body.IsFlowed && mail.Body.TextBody is { } text) WrittenMailTests.Same(text, Text(read, "text"), what);
        if (mail.Body.HtmlBody is { } page) WrittenMailTests.Same(page + "\n", Text(read, "page"), what);
        var files = (mail.Body.HtmlBody is null ? [] : mail.Body.LinkedResources).Concat(mail.Body.Attachments);
        WrittenMailTests.Same(
            string.Join('\n', files.Select(it => $"{it.Name} {it.ContentType.MimeType} {Convert.ToHexStringLower(SHA256.HashData(it.Read()))}")),
            string.Join('\n', read.GetProperty("files").EnumerateArray().Select(it => $"{it[0]} {it[1]} {it[2]}")), what);
    }

    /// <summary>Python's reader puts a blank between the encoded words of a name, where RFC 2047 has none.</summary>
    private static string Bare(string name) => name.Replace(" ", "", StringComparison.Ordinal);

    private static string? Text(JsonElement read, string name) => read.GetProperty(name).GetString()?.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static async Task<List<JsonElement>> Read(IEnumerable<string> paths)
    {
        var start = new ProcessStartInfo("python3", ["-c", Reader, .. paths]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        using var python = Process.Start(start)!;
        var wrong = python.StandardError.ReadToEndAsync(Stop);
        var lines = (await python.StandardOutput.ReadToEndAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await python.WaitForExitAsync(Stop);
        Assert.True(python.ExitCode == 0, await wrong);
        return [.. lines.Select(it => JsonDocument.Parse(it).RootElement)];
    }
}
