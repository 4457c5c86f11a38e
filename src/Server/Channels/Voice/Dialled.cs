using System.Text;

namespace Isberg.Channels.Voice;

/// <summary>A number as it is called.</summary>
internal static class Dialled
{
    public const int FewestDigits = 2;
    public const int MostDigits = 20;

    /// <summary>Digits, with a plus first when the country is in it; null when it is no number.</summary>
    public static string? Of(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Length > 100) return null;

        var text = written.Trim();
        if (text.StartsWith("00", StringComparison.Ordinal)) text = $"+{text[2..]}";
        var digits = new StringBuilder();
        foreach (var (at, letter) in text.Index())
        {
            if (char.IsAsciiDigit(letter)) digits.Append(letter);
            else if (!(letter == '+' && at == 0) && letter is not (' ' or '-' or '(' or ')' or '/' or '.' or '\u00a0')) return null;
        }

        if (digits.Length is < FewestDigits or > MostDigits) return null;
        return text[0] == '+' ? $"+{digits}" : digits.ToString();
    }

    /// <summary>As operators may tell it: some leave the plus out.</summary>
    public static IReadOnlyList<string> Spellings(string? told) => Of(told) is { } number ? [number, number[0] == '+' ? number[1..] : $"+{number}"] : [];
}
