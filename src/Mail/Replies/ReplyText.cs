using Isberg.Mail.Html;

namespace Isberg.Mail.Replies;

/// <summary>What a stretch of a mail's text is.</summary>
public enum ReplyPartKind
{
    /// <summary>What its writer wrote this time.</summary>
    Text,

    /// <summary>An older mail, and the line that introduces it.</summary>
    Quote,
    Signature,
}

/// <summary>A stretch of a mail's text: whole lines, without the last one's end.</summary>
public sealed record ReplyPart(ReplyPartKind Kind, string Text);

/// <summary>A mail's text, with what is new told apart from older mails and signatures, so that these can be folded away. Nothing is left out of a text, nor of the first <see cref="HtmlText.MostSigns"/> signs of a page.</summary>
/// <param name="Parts">In the order in which they stand.</param>
public sealed record ReplyText(IReadOnlyList<ReplyPart> Parts)
{
    /// <summary>What stands beyond this many signs is one part with what is before.</summary>
    public const int MostSigns = 1024 * 1024;

    /// <summary>What is new.</summary>
    public string Text => Joined(it => it == ReplyPartKind.Text);

    /// <summary>What is new, and how its writer signs.</summary>
    public string TextWithSignature => Joined(it => it != ReplyPartKind.Quote);

    public static ReplyText Of(string text)
    {
        var plain = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return plain.Length > MostSigns ? new([new(ReplyPartKind.Text, plain)]) : ReplyLines.Split(plain.Split('\n').Select(it => new HtmlLine(it, IsQuoted: false)), isPage: false);
    }

    public static ReplyText OfHtml(string html) => ReplyLines.Split(HtmlLines.Of(html), isPage: true);

    /// <summary>Of the plain text where there is one: programs mark quotes in it more alike than in pages.</summary>
    public static ReplyText Of(MessageBody body) => body.Text is { } text && !string.IsNullOrWhiteSpace(text) ? Of(text) : OfHtml(body.Html ?? "");

    private string Joined(Func<ReplyPartKind, bool> wanted) => string.Join("\n", Parts.Where(it => wanted(it.Kind)).Select(it => it.Text)).Trim();
}
