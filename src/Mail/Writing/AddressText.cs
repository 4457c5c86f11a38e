using System.Globalization;
using System.Text;

namespace Isberg.Mail;

/// <summary>Addresses as they go on the wire, in headers and to servers.</summary>
internal static class AddressText
{
    private const int Longest = 320;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = true };

    public static string LocalPart(string address) => address[..Math.Max(0, address.LastIndexOf('@'))];

    /// <summary>A sign that means nothing but itself in names and addresses (RFC 5322, 3.2.3; RFC 6532).</summary>
    public static bool IsAtom(char it) => char.IsAsciiLetterOrDigit(it) || "!#$%&'*+-/=?^_`{|}~".Contains(it, StringComparison.Ordinal) || (it > 0x9F && !char.IsWhiteSpace(it));

    /// <exception cref="FormatException">It is no address, or none that ASCII can write.</exception>
    public static string Write(string address, bool isInternational)
    {
        var at = address.LastIndexOf('@');
        var local = LocalPart(address);
        if (at <= 0 || at == address.Length - 1 || address.Length > Longest) throw new FormatException("That is no address that mail could be sent to.");
        if (!IsDotted(local) && !IsQuoted(local)) throw new FormatException("The name before the @ of an address has signs that may not stand there.");
        if (!isInternational && !Ascii.IsValid(local)) throw new FormatException("The name before the @ of an address is not ASCII, which only servers that offer SMTPUTF8 can take.");

        return $"{local}@{Domain(address[(at + 1)..], isInternational)}";
    }

    /// <exception cref="FormatException">It is no domain.</exception>
    public static string Domain(string domain, bool isInternational)
    {
        if (domain.StartsWith('[') && domain.EndsWith(']') && domain.Length > 2 && domain[1..^1].All(it => char.IsAsciiLetterOrDigit(it) || it is '.' or ':' or '-')) return domain;
        if (domain.Length == 0 || !domain.All(it => char.IsAsciiLetterOrDigit(it) || it is '.' or '-' or '_' || (it > 0x9F && !char.IsWhiteSpace(it)))) throw new FormatException("The domain of an address has signs that may not stand there.");
        return isInternational || Ascii.IsValid(domain) ? domain : ToAscii(domain);
    }

    private static string ToAscii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException error)
        {
            throw new FormatException("The domain of an address is none.", error);
        }
    }

    /// <summary>Dots in odd places are against the rules, and some have such an address all the same.</summary>
    private static bool IsDotted(string local) => local.Length > 0 && local.All(it => it == '.' || IsAtom(it));

    private static bool IsQuoted(string local)
    {
        if (local.Length < 3 || local[0] != '"' || local[^1] != '"') return false;

        for (var at = 1; at < local.Length - 1; at++)
        {
            if (char.IsControl(local[at]) || local[at] == '"') return false;
            if (local[at] == '\\' && (++at == local.Length - 1 || char.IsControl(local[at]))) return false;
        }

        return true;
    }
}
