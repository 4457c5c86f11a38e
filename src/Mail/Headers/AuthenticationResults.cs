using System.Text;

namespace Isberg.Mail.Headers;

/// <summary>What one method found of a mail's origin.</summary>
/// <param name="Result">In small letters: pass, fail, softfail, neutral, none, temperror, permerror …</param>
/// <param name="Domain">The domain that it speaks for: header.d, smtp.mailfrom, header.from; empty when it names none.</param>
public sealed record AuthenticationVerdict(string Method, string Result, string Domain)
{
    public bool IsPass => Result == "pass";
}

/// <summary>What a server that we trust found of a mail's origin (RFC 8601).</summary>
/// <param name="AuthservId">The server that says so.</param>
public sealed record AuthenticationResults(string AuthservId, IReadOnlyList<AuthenticationVerdict> Verdicts)
{
    private const int MostVerdicts = 50;
    private const int Longest = 16 * 1024;

    private static readonly string[] DomainProperties = ["header.d", "header.from", "smtp.mailfrom", "header.i", "smtp.helo"];

    /// <summary>The first that passed, else the first; a mail may carry several signatures.</summary>
    public AuthenticationVerdict? Dkim => Of("dkim");

    public AuthenticationVerdict? Spf => Of("spf");

    public AuthenticationVerdict? Dmarc => Of("dmarc");

    /// <summary>The topmost results of the server named; null when it left none. Whoever sends a mail may write such headers too: that server must take out those that bear its name (RFC 8601, 5), and those that bear other names count for nothing.</summary>
    public static AuthenticationResults? Of(HeaderList headers, string trusted)
    {
        foreach (var header in headers.All("Authentication-Results"))
            if (Parse(header.Text) is { } found && found.AuthservId.Equals(trusted, StringComparison.OrdinalIgnoreCase)) return found;
        return null;
    }

    /// <summary>Null when it is empty.</summary>
    public static AuthenticationResults? Parse(string text)
    {
        var parts = Split(text[..Math.Min(text.Length, Longest)]);
        var server = parts[0].FirstOrDefault();
        return server is null ? null : new(server, [.. parts.Skip(1).Select(Verdict).OfType<AuthenticationVerdict>().Take(MostVerdicts)]);
    }

    private AuthenticationVerdict? Of(string method) =>
        Verdicts.FirstOrDefault(it => it.Method == method && it.IsPass) ?? Verdicts.FirstOrDefault(it => it.Method == method);

    private static AuthenticationVerdict? Verdict(List<string> words)
    {
        if (words.Count == 0 || words[0].Split('=', 2) is not [var method, { Length: > 0 } result]) return null;

        var slash = method.IndexOf('/', StringComparison.Ordinal); // a method's version
        var domain = DomainProperties.Select(name => words.Find(it => it.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase))).FirstOrDefault(it => it is not null);
        return new((slash < 0 ? method : method[..slash]).ToLowerInvariant(), result.ToLowerInvariant(), DomainOf(domain ?? ""));
    }

    private static string DomainOf(string property)
    {
        var value = property[(property.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return value[(value.LastIndexOf('@') + 1)..].Trim('<', '>', '"', '.').ToLowerInvariant();
    }

    /// <summary>The words between semicolons, without comments, with blanks around "=" taken out.</summary>
    private static List<List<string>> Split(string text)
    {
        var parts = new List<List<string>> { new() };
        var word = new StringBuilder();
        var (depth, isQuoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            var it = text[at];
            if (it == '\\' && at + 1 < text.Length && (isQuoted || depth > 0)) it = text[++at];
            else if (it == '"' && depth == 0)
            {
                isQuoted = !isQuoted;
                continue;
            }
            else if (!isQuoted && it is '(' or ')')
            {
                depth = Math.Max(0, depth + (it == '(' ? 1 : -1));
                continue;
            }
            else if (!isQuoted && depth == 0 && it is ' ' or '\t' or ';')
            {
                if (it != ';' && (NextIs(text, at, '=') || (word.Length > 0 && word[^1] == '='))) continue;
                if (word.Length > 0) parts[^1].Add(word.ToString());
                word.Clear();
                if (it == ';') parts.Add([]);
                continue;
            }

            if (depth == 0) word.Append(it);
        }

        if (word.Length > 0) parts[^1].Add(word.ToString());
        return parts;
    }

    private static bool NextIs(string text, int at, char sign)
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        return at < text.Length && text[at] == sign;
    }
}
