namespace Isberg.Mail;

/// <summary>How a mail is written.</summary>
public sealed record FormatOptions
{
    public static readonly FormatOptions Default = new();

    /// <summary>Headers in UTF-8 (RFC 6532): only for servers that offer SMTPUTF8. Otherwise everything is ASCII.</summary>
    public bool International { get; init; }
}
