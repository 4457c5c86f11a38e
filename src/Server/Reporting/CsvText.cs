using System.Text;

namespace Isberg.Reporting;

/// <summary>Text of RFC 4180, in which no cell can be taken for a formula.</summary>
public sealed class CsvText(char separator)
{
    private readonly StringBuilder text = new();
    private bool isFirst = true;

    public void Cell(string? value)
    {
        if (!isFirst) text.Append(separator);
        isFirst = false;
        text.Append(Quoted(Disarmed(value ?? "")));
    }

    public void EndLine()
    {
        text.Append("\r\n");
        isFirst = true;
    }

    public override string ToString() => text.ToString();

    /// <summary>A spreadsheet takes text that begins so for a formula; behind an apostrophe it stays text.</summary>
    private static string Disarmed(string value) =>
        value.TrimStart(' ', '\u00a0').Length > 0 && value.TrimStart(' ', '\u00a0')[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            ? "'" + value : value;

    private string Quoted(string value) =>
        value.AsSpan().IndexOfAny(separator, '"', '\r') >= 0 || value.Contains('\n', StringComparison.Ordinal)
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
