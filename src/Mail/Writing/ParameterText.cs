using System.Globalization;
using System.Text;

namespace Isberg.Mail;

/// <summary>Parameters of Content-Type and Content-Disposition, each as one or more pieces that fit on a line.</summary>
internal static class ParameterText
{
    private const int Longest = 60;

    /// <summary>For programs that understand RFC 2231: short ASCII as it is, all else in UTF-8, in pieces.</summary>
    public static IEnumerable<string> Of(string name, string value, bool isInternational) =>
        FitsQuotes(value, isInternational) ? [$"{name}={Quoted(value)}"] : Extended(name, value);

    /// <summary>For programs that do not: encoded words, which do not belong into quotes and are read there by many.</summary>
    public static IEnumerable<string> ForOldPrograms(string name, string value, bool isInternational)
    {
        if (FitsQuotes(value, isInternational)) return [$"{name}={Quoted(value)}"];

        var words = EncodedWords.Of(value, Longest, Longest);
        words[0] = $"{name}=\"{words[0]}";
        words[^1] += "\"";
        return [string.Join("\r\n ", words)];
    }

    private static bool FitsQuotes(string value, bool isInternational) =>
        (isInternational || Ascii.IsValid(value)) && Encoding.UTF8.GetByteCount(value) <= Longest && !value.Contains("=?", StringComparison.Ordinal);

    private static string Quoted(string value) =>
        value.Length > 0 && value.All(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '.' or '_') ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Extended(string name, string value)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder("utf-8''");
        foreach (var sign in value.EnumerateRunes())
        {
            var written = Percent(sign);
            if (piece.Length + written.Length > Longest)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(written);
        }

        pieces.Add(piece.ToString());
        return pieces.Count == 1 ? [$"{name}*={pieces[0]}"] : pieces.Select((it, at) => $"{name}*{at}*={it}");
    }

    private static string Percent(Rune sign)
    {
        if (sign.IsAscii && (char.IsAsciiLetterOrDigit((char)sign.Value) || "!#$&+-.^_`{|}~".Contains((char)sign.Value, StringComparison.Ordinal))) return sign.ToString();

        Span<byte> bytes = stackalloc byte[4];
        var written = new StringBuilder();
        foreach (var it in bytes[..sign.EncodeToUtf8(bytes)]) written.Append(CultureInfo.InvariantCulture, $"%{it:X2}");
        return written.ToString();
    }
}
