using System.Text;

namespace Isberg.Customers;

/// <summary>The ways to reach a citizen, written so that equal ones are equal text.</summary>
public static class Address
{
    public const int LongestEmail = 254;
    public const int FewestDigits = 6;
    public const int MostDigits = 15;

    /// <summary>Small letters, without surrounding space; null when it cannot be an e-mail address.</summary>
    public static string? Email(string? written)
    {
        var email = written?.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        if (string.IsNullOrEmpty(email) || email.Length > LongestEmail) return null;

        var at = email.LastIndexOf('@');
        var host = email[(at + 1)..];
        var isAddress = at > 0 && host.Length >= 3 && host.Contains('.') && host[0] != '.' && host[^1] != '.' && !host.Contains("..")
            && !email.Any(it => char.IsWhiteSpace(it) || char.IsControl(it) || it is '<' or '>' or ',' or ';' or '"' or '\\')
            && email.IndexOf('@') == at;
        return isAddress ? email : null;
    }

    /// <summary>Digits with the international prefix "+" where one was written; null when it cannot be a telephone number.</summary>
    /// <remarks>A national number stays national: whose country it is in, nobody has said.</remarks>
    public static string? Phone(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return null;

        var text = written.Trim();
        if (text.StartsWith("00", StringComparison.Ordinal)) text = $"+{text[2..]}";
        var digits = new StringBuilder();
        foreach (var (at, letter) in text.Index())
        {
            if (char.IsAsciiDigit(letter)) digits.Append(letter);
            else if (!(letter == '+' && at == 0) && letter is not (' ' or '-' or '(' or ')' or '/' or '.' or '\u00a0' or '\u2010' or '\u2011' or '\u2013')) return null;
        }

        if (digits.Length is < FewestDigits or > MostDigits) return null;
        return text[0] == '+' ? $"+{digits}" : digits.ToString();
    }
}
