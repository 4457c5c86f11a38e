using System.Net;

namespace Isberg.Channels.Email;

/// <summary>What stands below an answer: the signature, and what it answers; as text and on a page. Each may be missing.</summary>
/// <param name="Introduction">Who wrote what is quoted, and when.</param>
internal sealed record BelowAnswer(string? Signature, string? Introduction, string? Quoted)
{
    /// <summary>A link to the chat, and what is said of it.</summary>
    public (string Sentence, string Link)? Invitation { get; init; }

    public static readonly BelowAnswer Nothing = new(null, null, null);

    private const string QuoteStyle = "margin: 0 0 0 2px; padding-left: 10px; border-left: 3px solid #c5ced6; color: #4a5560";

    public string Under(string text)
    {
        if (Invitation is { } it) text = $"{text}\n\n{it.Sentence}\n{it.Link}";
        if (Signature is not null) text = $"{text}\n\n-- \n{Signature}";
        if (Quoted is null) return text;

        var lines = Quoted.Split('\n').Select(it => it.StartsWith('>') ? $">{it}" : $"> {it}".TrimEnd());
        return $"{text}\n\n{Introduction}\n{string.Join('\n', lines)}";
    }

    /// <param name="html">Made harmless before.</param>
    public string UnderPage(string html)
    {
        var invitation = Invitation is { } it ? $"<p>{Lines(it.Sentence)}<br><a href=\"{Lines(it.Link)}\">{Lines(it.Link)}</a></p>" : "";
        var signature = Signature is null ? "" : $"<br><div>-- <br>{Lines(Signature)}</div>";
        var quote = Quoted is null ? "" : $"<br><div>{Lines(Introduction!)}</div><blockquote type=\"cite\" style=\"{QuoteStyle}\">{Lines(Quoted)}</blockquote>";
        return $"<!doctype html>\n<html><head><meta charset=\"utf-8\"></head><body>{html}{invitation}{signature}{quote}</body></html>";
    }

    private static string Lines(string text) => string.Join("<br>\n", text.Split('\n').Select(WebUtility.HtmlEncode));
}
