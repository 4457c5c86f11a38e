using System.Text;
using Isberg.Mail.Headers;
using Isberg.Mail.Text;

namespace Isberg.Mail.Writing;

/// <summary>What is written is read back as it was.</summary>
public sealed class WrittenMailTests
{
    private const int Mails = 600;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Random_mails_are_read_back_as_they_were(bool isInternational)
    {
        var seed = Environment.GetEnvironmentVariable("ISBERG_TEST_SEED") is { } given ? int.Parse(given) : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"The mails follow from ISBERG_TEST_SEED={seed}.");
        for (var it = 0; it < Mails; it++)
        {
            var mail = new RandomMail(seed + it).Next(isInternational);
            var bytes = await Write(mail, isInternational);
            Assert.True(IsWellFormed(bytes, isInternational), $"seed {seed + it}");
            Compare(mail, MimeMessage.Load(bytes), $"ISBERG_TEST_SEED={seed + it}");
        }
    }

    private static void Compare(OutgoingMail mail, MimeMessage read, string what)
    {
        Same(mail.Subject, read.Subject, what);
        Assert.Equal((mail.Date, mail.MessageId), (read.Date!.Value, read.MessageId));
        Assert.Equal(mail.InReplyTo, read.InReplyTo);
        Assert.Equal(mail.References.Count <= 40 ? mail.References : [mail.References[0], .. mail.References.Skip(mail.References.Count - 39)], read.References);
        Same(mail.Headers[0].Value, read.Headers["X-Case"] ?? "", what);
        Same(Flat(mail.From), Flat(read.From), what);
        Same(Flat(mail.ReplyTo), Flat(read.ReplyTo), what);
        Same(mail.To.Count + mail.Cc.Count == 0 ? "undisclosed-recipients: " : Flat(mail.To), Flat(read.To), what);
        Same(Flat(mail.Cc), Flat(read.Cc), what);
        Assert.Equal(mail.Sender, read.Sender);
        Assert.Empty(read.Bcc);
        Compare(mail.Body, read, what);
    }

    private static void Compare(BodyBuilder body, MimeMessage mail, string what)
    {
        var read = MessageBody.Of(mail);
        var text = body.TextBody is null && body.HtmlBody is not null ? null : body.IsFlowed ? Flowed(body.TextBody ?? "") : body.TextBody ?? "";
        Same(text is "" ? null : text, read.Text, what);
        Assert.True(body.HtmlBody is null ? read.Html is null : $"{body.HtmlBody}\n" == read.Html!.Replace("\r\n", "\n", StringComparison.Ordinal), what);
        var files = (body.HtmlBody is null ? [] : body.LinkedResources).Concat(body.Attachments).ToList();
        Assert.Equal(files.Select(it => (it.Name, it.ContentType.MimeType, it.ContentId)), read.Attachments.Select(it => (it.Name, it.ContentType.MimeType, it.ContentId)));
        Assert.All(files.Zip(read.Attachments), it => Assert.Equal(it.First.Read(), it.Second.Read()));
    }

    /// <summary>Lines are short where they can be, never too long, ended with CRLF, and ASCII unless UTF-8 was asked for.</summary>
    private static bool IsWellFormed(byte[] bytes, bool isInternational)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        var headers = lines.TakeWhile(it => it.Length > 0).ToList();
        return lines.All(it => Encoding.UTF8.GetByteCount(it) <= 998 && !it.Contains('\n', StringComparison.Ordinal) && !it.Contains('\r', StringComparison.Ordinal))
            && (isInternational || Ascii.IsValid(bytes))
            && !headers.Exists(it => it.Contains("hemlig", StringComparison.OrdinalIgnoreCase))
            && !headers.Exists(it => it.Contains("=?utf-8?", StringComparison.Ordinal) && it.Length > 76)
            && headers.TrueForAll(it => it.Length <= 78 || it.Trim().Count(sign => sign == ' ') <= 1);
    }

    /// <summary>Flowed text keeps no blanks at a line's end, but for the signature's, and has one behind the marks of a quote.</summary>
    private static string Flowed(string text) => string.Join('\n', text.Split('\n').Select(it => it == "-- " ? it : Quote(it.TrimEnd(' '))));

    private static string Quote(string line)
    {
        var rest = line.TrimStart('>');
        return rest.Length == line.Length || rest.Length == 0 || rest[0] == ' ' ? line : $"{line[..^rest.Length]} {rest}";
    }

    internal static void Same(string? expected, string? read, string what)
    {
        if (expected == read) return;

        var at = (expected ?? "").Zip(read ?? "").TakeWhile(it => it.First == it.Second).Count();
        Assert.Fail($"{what}: from {at} of {expected?.Length}, {read?.Length}\n{Near(expected, at)}\n{Near(read, at)}");
    }

    private static string Near(string? text, int at) => text is null ? "nothing" : text[Math.Max(0, at - 30)..Math.Min(text.Length, at + 30)];

    private static string Flat(InternetAddressList list) => string.Join(" | ", list.Select(it => it is GroupAddress group ? $"{group.Name}: {string.Join(" ; ", group.Members)}" : it.ToString()));

    internal static async Task<byte[]> Write(OutgoingMail mail, bool isInternational = false)
    {
        using var into = new MemoryStream();
        await mail.WriteToAsync(into, new FormatOptions { International = isInternational }, Stop);
        return into.ToArray();
    }
}
