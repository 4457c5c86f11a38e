using Isberg.Mail.Headers;

namespace Isberg.Mail.Automatic;

/// <summary>What shows that a mail goes round in a circle.</summary>
/// <param name="Hops">How many servers it came through: RFC 5321, 6.3, advises to stop at 100 or more; a mail has seldom more than 20.</param>
/// <param name="IsOwn">It carries the mark that this house puts on what it sends.</param>
public readonly record struct MailLoop(int Hops, bool IsOwn)
{
    /// <param name="field">The header that this house puts on what it sends.</param>
    /// <param name="mark">Its value there.</param>
    public static MailLoop Of(HeaderList headers, string field, string mark) =>
        new(headers.All("Received").Count(), headers.All(field).Any(it => it.Text.Trim().Equals(mark, StringComparison.OrdinalIgnoreCase)));
}
