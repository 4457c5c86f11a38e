using System.Text;
using Isberg.Mail.Headers;
using Isberg.Mail.Text;

namespace Isberg.Mail.Reports;

/// <summary>The parts of a report, told apart: the words for people, the fields for programs, and what came back of the mail that it is about.</summary>
/// <param name="Words">Without the mail that came back.</param>
internal sealed record ReportParts(string Words, IReadOnlyList<ReportFields> Recipients, bool HasDeliveryPart, ReportFields? Feedback, ReportFields? Disposition, HeaderList? Original)
{
    private const int MostBytes = 256 * 1024;

    /// <summary>A field that stands in the first group, of the whole mail, or in the words.</summary>
    public string? OriginalMessageId => MessageIds.Parse(Original?.Find("Message-ID")?.Text) is [var id, ..] ? id : null;

    public static ReportParts Of(MimeMessage mail)
    {
        var words = new StringBuilder();
        List<ReportFields>? status = null;
        ReportFields? feedback = null, disposition = null;
        HeaderList? original = null;
        foreach (var part in mail.Body.All)
        {
            switch (part)
            {
                case MessagePart inside: original ??= inside.Message.Headers; break;
                case MimePart { ContentType: { Type: "message", Subtype: "delivery-status" or "global-delivery-status" } } it: (status ??= []).AddRange(ReportFields.Groups(TextOf(it))); break;
                case MimePart { ContentType: { Type: "message", Subtype: "feedback-report" } } it: feedback ??= Joined(ReportFields.Groups(TextOf(it))); break;
                case MimePart { ContentType: { Type: "message", Subtype: "disposition-notification" or "global-disposition-notification" } } it: disposition ??= Joined(ReportFields.Groups(TextOf(it))); break;
                case MimePart { ContentType: { Subtype: "rfc822-headers" or "global-headers" } } it: original ??= HeadersOf(TextOf(it)); break;
                case MimePart { ContentType.IsMultipart: true } it: words.Append(TextOf(it)); break;
                case MimePart { ContentType.IsText: true } it: Append(words, it); break;
                case Multipart { Parts.Count: 0, Preamble: var lost }: words.Append(TextOf(lost)); break;
            }
        }

        var (own, rest) = ReturnedMail.Cut(words.ToString());
        var fields = status ?? ReportFields.Groups(words.ToString());
        return new ReportParts(own, Named(fields), status is not null, feedback, disposition, original ?? (rest.Length > 0 ? HeadersOf(rest) : null));
    }

    /// <summary>The groups that tell of a recipient.</summary>
    private static List<ReportFields> Named(List<ReportFields> groups) => groups.FindAll(it =>
        (it["Final-Recipient"] ?? it["Original-Recipient"]) is { Length: > 0 } && (it["Action"] ?? it["Status"] ?? it["Diagnostic-Code"]) is not null);

    private static void Append(StringBuilder words, MimePart part)
    {
        if (words.Length > MostBytes || part.Text is not { Length: > 0 } text) return;

        if (part.ContentType.IsHtml && words.Length > 0) return; // the page beside the text says the same
        text = part.ContentType.IsHtml ? HtmlText.Of(text) : text;
        words.Append(text.AsSpan(0, Math.Min(text.Length, MostBytes))).Append("\n\n");
    }

    private static string TextOf(MimePart part) => Charsets.Decode(part.Read(MostBytes), part.ContentType.Charset);

    private static string TextOf(SourceSlice lost)
    {
        using var content = lost.Open();
        var bytes = new byte[Math.Min(lost.Length, MostBytes)];
        return Charsets.Decode(bytes.AsSpan(0, content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)), null);
    }

    private static ReportFields Joined(List<ReportFields> groups)
    {
        var all = new ReportFields();
        foreach (var field in groups.SelectMany(it => it)) all.Add(field);
        return all;
    }

    private static HeaderList? HeadersOf(string text) => MimeMessage.Load(Encoding.UTF8.GetBytes(text)).Headers is { Count: > 0 } found ? found : null;
}
