using System.Collections;

namespace Isberg.Mail.Reports;

/// <summary>Fields of a report's machine-readable part: they look like headers, in groups with empty lines between.</summary>
internal sealed class ReportFields : IEnumerable<KeyValuePair<string, string>>
{
    /// <summary>Some forget the empty line before the next recipient.</summary>
    private const string Recipient = "Final-Recipient";

    private const int MostFields = 100;
    private const int LongestName = 60;
    private const int LongestValue = 4_000;

    private readonly List<KeyValuePair<string, string>> fields = [];

    public int Count => fields.Count;

    public string? this[string name] => All(name).FirstOrDefault();

    public IEnumerable<string> All(string name) => fields.Where(it => it.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(it => it.Value);

    public void Add(KeyValuePair<string, string> field)
    {
        if (fields.Count < MostFields) fields.Add(field);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The groups of fields in a text. Lines that are no fields are passed over.</summary>
    public static List<ReportFields> Groups(string text)
    {
        var groups = new List<ReportFields>();
        ReportFields? open = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (groups.Count > DeliveryReport.MostRecipients) break;
            if (line.IsWhiteSpace()) open = null;
            else if (line[0] is ' ' or '\t' && open is { Count: > 0 }) open.Continue(line);
            if (line.IsWhiteSpace() || Colon(line) is not (> 0 and var colon)) continue;

            var name = line[..colon].Trim().ToString();
            if (open is null || (name.Equals(Recipient, StringComparison.OrdinalIgnoreCase) && open[Recipient] is not null)) groups.Add(open = []);
            open.Add(new(name, line[(colon + 1)..].Trim().ToString()));
        }

        return groups;
    }

    /// <summary>The address in "rfc822; anna@sund.example".</summary>
    public static string Address(string value)
    {
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var written = value[(semicolon + 1)..].Trim().Trim('<', '>', '"', '\'').Trim();
        return written.Length > 320 ? "" : written;
    }

    private void Continue(ReadOnlySpan<char> line)
    {
        var (name, value) = fields[^1];
        if (value.Length < LongestValue) fields[^1] = new(name, $"{value} {line.Trim()}");
    }

    private static int Colon(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon is <= 0 or > LongestName) return -1;

        var name = line[..colon].Trim();
        foreach (var it in name)
            if (it != '-' && !char.IsAsciiLetterOrDigit(it)) return -1;
        return name.IsEmpty ? -1 : colon;
    }
}
