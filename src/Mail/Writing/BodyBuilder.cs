namespace Isberg.Mail;

/// <summary>What a mail says: a text, perhaps the same as a page, and what goes with it.</summary>
public sealed record BodyBuilder
{
    /// <summary>Plain text; it is written with a line's end at its end.</summary>
    public string? TextBody { get; init; }

    /// <summary>Lines of the text may be broken for the way and are joined again by the reader (RFC 3676).</summary>
    public bool IsFlowed { get; init; }

    public string? HtmlBody { get; init; }

    /// <summary>Pictures that the page shows as cid: and their content id.</summary>
    public IReadOnlyList<Attachment> LinkedResources { get; init; } = [];

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    internal OutgoingPart ToPart() => Attachments.Count == 0 ? Readable() : new SeveralParts("mixed", [Readable(), .. Attachments.Select(it => new FilePart(it, IsInline: false))]);

    private OutgoingPart Readable()
    {
        if (HtmlBody is null) return Text();
        return TextBody is null ? Page() : new SeveralParts("alternative", [Text(), Page()]);
    }

    private TextPart Text() => new("plain", IsFlowed ? Isberg.Mail.Text.FlowedText.Break(TextBody ?? "") : TextBody ?? "", IsFlowed);

    private OutgoingPart Page()
    {
        var page = new TextPart("html", HtmlBody!, IsFlowed: false);
        return LinkedResources.Count == 0 ? page : new SeveralParts("related", [page, .. LinkedResources.Select(it => new FilePart(it, IsInline: true))]);
    }
}

/// <summary>A part of a mail to be written.</summary>
internal abstract record OutgoingPart;

internal sealed record TextPart(string Subtype, string Text, bool IsFlowed) : OutgoingPart;

internal sealed record FilePart(Attachment File, bool IsInline) : OutgoingPart;

internal sealed record SeveralParts(string Subtype, IReadOnlyList<OutgoingPart> Parts) : OutgoingPart;
