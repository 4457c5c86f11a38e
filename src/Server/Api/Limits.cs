namespace Isberg.Api;

/// <summary>How much one request may carry. What an endpoint needs beyond these it declares itself.</summary>
public static class Limits
{
    /// <summary>Of a request's body, in bytes; <see cref="Requests.AcceptsUpTo"/> raises it for one endpoint.</summary>
    public const int Body = 64 * 1024;

    /// <summary>Of nesting in a request's JSON.</summary>
    public const int Depth = 16;

    /// <summary>Of a name or a title, in UTF-16 code units.</summary>
    public const int Name = 200;

    /// <summary>Of an e-mail address, as RFC 5321 has it.</summary>
    public const int Email = 254;

    /// <summary>Of what a person writes: a message, a note, a script.</summary>
    public const int Text = 20_000;

    /// <summary>Of a list in a request, where the endpoint names no other.</summary>
    public const int List = 500;

    /// <summary>Of an Idempotency-Key.</summary>
    public const int Key = 200;

    /// <summary>The most items on one page of a list.</summary>
    public const int Page = 200;

    /// <summary>The items on a page when the request does not say.</summary>
    public const int UsualPage = 50;
}
