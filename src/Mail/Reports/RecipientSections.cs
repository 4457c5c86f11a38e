using Isberg.Mail.Headers;

namespace Isberg.Mail.Reports;

/// <summary>The words of a report by recipient: from the line that names one to the line that names the next.</summary>
internal static class RecipientSections
{
    private const int MostLines = 2_000;
    private const int LongestSection = 8 * 1024;

    private static readonly string[] Introductions = ["recipient address:", "final-recipient:", "original-recipient:", "rcpt to:", "could not be delivered to:", "your message to:", "unable to deliver message to:", "invalid final delivery userid:", "message to:", "to:", "recipient:", "failed recipient:"];

    public static Dictionary<string, string> Of(MimeMessage mail, ReportParts parts)
    {
        var own = new HashSet<string>(mail.To.Mailboxes.Concat(mail.From.Mailboxes).Concat(parts.Original is { } original ? InternetAddressList.Of(original, "From").Mailboxes.Concat(InternetAddressList.Of(original, "Return-Path").Mailboxes) : []).Select(it => it.Address), StringComparer.OrdinalIgnoreCase);
        var lines = parts.Words.Split('\n', MostLines);
        var found = Split(lines, it => AtStart(it));
        foreach (var it in own.Where(it => found.Count > 1 && found.ContainsKey(it)).ToList()) found.Remove(it); // the sender is named too
        if (found.Count == 0) found = Split(lines, it => Within(it, own));
        if (found.Count == 0) found = Elsewhere(mail, parts, own).ToDictionary(it => it, _ => parts.Words, StringComparer.OrdinalIgnoreCase);
        return found.Count == 1 ? new(StringComparer.OrdinalIgnoreCase) { [found.Keys.First()] = Longer(found.Values.First(), parts.Words) } : found;
    }

    /// <summary>What stands above the only recipient may be about him too.</summary>
    private static string Longer(string section, string all) => StatusCodes.In(section) is { Reply: "", Enhanced: "" } && FailureWords.Of(section) == FailureReason.Unknown ? all : section;

    private static IEnumerable<string> Elsewhere(MimeMessage mail, ReportParts parts, HashSet<string> own)
    {
        var failed = InternetAddressList.Of(mail.Headers, "X-Failed-Recipients").Mailboxes.Select(it => it.Address).ToList();
        if (failed.Count == 0 && parts.Original is { } sent) failed = [.. InternetAddressList.Of(sent, "To").Mailboxes.Select(it => it.Address)];
        return failed.Where(it => it.Contains('@', StringComparison.Ordinal) && !own.Contains(it)).Distinct(StringComparer.OrdinalIgnoreCase).Take(DeliveryReport.MostRecipients);
    }

    private static Dictionary<string, string> Split(string[] lines, Func<string, string?> recipient)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var open = "";
        foreach (var line in lines)
        {
            if (recipient(line.Trim()) is { } named && (found.Count < DeliveryReport.MostRecipients || found.ContainsKey(named))) open = named;
            if (open.Length == 0) continue;

            var before = found.GetValueOrDefault(open, "");
            if (before.Length < LongestSection) found[open] = $"{before}{line}\n";
        }

        return found;
    }

    /// <summary>The address that a line begins with, or that it introduces; null when it does not.</summary>
    private static string? AtStart(string line)
    {
        if (line.StartsWith("<<<", StringComparison.Ordinal) || line.Length > 1_000) return null;

        var rest = line.AsSpan().TrimStart("> *•-\t".AsSpan());
        foreach (var it in Introductions)
        {
            if (!rest.StartsWith(it, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[it.Length..].TrimStart();
            if (rest.StartsWith("rfc822;", StringComparison.OrdinalIgnoreCase)) rest = rest[7..].TrimStart();
            return AddressAt(rest);
        }

        if (rest.Length > 4 && rest[0] is '4' or '5' && char.IsAsciiDigit(rest[1]) && char.IsAsciiDigit(rest[2]) && rest[3] == ' ' && rest[4] == '<' && rest.IndexOf(">...") > 0) rest = rest[4..];
        return AddressAt(rest);
    }

    private static string? Within(string line, HashSet<string> own)
    {
        for (var at = line.IndexOf('@', StringComparison.Ordinal); at > 0; at = line.IndexOf('@', at + 1))
        {
            var begin = at;
            while (begin > 0 && IsLocal(line[begin - 1])) begin--;
            if (AddressAt(line.AsSpan(begin)) is { } found && !own.Contains(found) && !IsOffice(found)) return found;
        }

        return null;
    }

    /// <summary>An address to ask for help.</summary>
    private static bool IsOffice(string address) => address.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase) || address.StartsWith("mailer-daemon@", StringComparison.OrdinalIgnoreCase) || address.StartsWith("support@", StringComparison.OrdinalIgnoreCase) || address.StartsWith("abuse@", StringComparison.OrdinalIgnoreCase);

    private static string? AddressAt(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("<\"'(".AsSpan());
        var at = 0;
        while (at < text.Length && IsLocal(text[at])) at++;
        if (at is 0 or > 64 || at >= text.Length || text[at] != '@') return null;

        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-' or '_')) end++;
        var address = text[..end].TrimEnd(".-".AsSpan());
        var goesOn = end < text.Length && text[end] is '@' or '[' or '/' or '=';
        return address.Length <= at + 2 || goesOn ? null : address.ToString();
    }

    private static bool IsLocal(char it) => char.IsLetterOrDigit(it) || it is '.' or '-' or '_' or '+' or '=' or '!' or '#' or '$' or '%' or '&' or '*' or '/' or '?' or '^' or '{' or '|' or '}' or '~' or '\'';
}
