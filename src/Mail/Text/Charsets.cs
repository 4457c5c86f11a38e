using System.Collections.Frozen;
using System.Text;

namespace Isberg.Mail.Text;

/// <summary>Charsets by the names that mails use for them, right or wrong.</summary>
public static class Charsets
{
    private static readonly EncodingProvider Pages = CodePagesEncodingProvider.Instance;

    /// <summary>What Western programs mean when they say Latin-1 or nothing.</summary>
    public static readonly Encoding Windows1252 = Pages.GetEncoding(1252)!;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Names that .NET does not know, or understands more narrowly than those who write them.</summary>
    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = 65001, ["utf-8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["utf8mb4"] = 65001, ["cp65001"] = 65001, ["65001"] = 65001,
        ["us-ascii"] = 1252, ["ascii"] = 1252, ["ansi_x3.4-1968"] = 1252, ["iso646-us"] = 1252, ["646"] = 1252, ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252,
        ["iso_8859-1"] = 1252, ["8859_1"] = 1252, ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["cp819"] = 1252, ["windows-1252"] = 1252,
        ["win-1252"] = 1252, ["cp1252"] = 1252, ["cp-1252"] = 1252, ["ansi"] = 1252, ["iso-8859-9"] = 1254, ["iso8859-9"] = 1254, ["latin5"] = 1254,
        ["iso-8859-11"] = 874, ["tis-620"] = 874, ["latin2"] = 28592, ["iso8859-2"] = 28592, ["latin9"] = 28605, ["iso8859-15"] = 28605, ["latin-9"] = 28605,
        ["gb2312"] = 54936, ["gbk"] = 54936, ["x-gbk"] = 54936, ["gb_2312-80"] = 54936, ["chinese"] = 54936, ["cp936"] = 54936, ["gb18030"] = 54936, ["euc-cn"] = 54936,
        ["ks_c_5601-1987"] = 949, ["ks_c_5601"] = 949, ["euc-kr"] = 949, ["korean"] = 949, ["cp949"] = 949, ["uhc"] = 949, ["big5-hkscs"] = 950, ["cp950"] = 950, ["big5"] = 950,
        ["shift-jis"] = 932, ["shift_jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["cp932"] = 932, ["ms932"] = 932, ["windows-31j"] = 932,
        ["iso-2022-jp"] = 50220, ["iso-2022-jp-1"] = 50220, ["iso-2022-jp-2"] = 50220, ["iso-2022-jp-ms"] = 50220, ["cp50220"] = 50220, ["eucjp"] = 51932, ["euc-jp"] = 51932,
        ["iso-8859-8-i"] = 28598, ["iso-8859-8-e"] = 28598, ["koi8-r"] = 20866, ["koi8"] = 20866, ["koi8-u"] = 21866, ["cp866"] = 866, ["cp850"] = 850, ["cp-850"] = 850, ["cp437"] = 437,
        ["cp1250"] = 1250, ["cp1251"] = 1251, ["win-1251"] = 1251, ["cp1253"] = 1253, ["cp1254"] = 1254, ["cp1255"] = 1255, ["cp1256"] = 1256, ["cp1257"] = 1257,
        ["macintosh"] = 10000, ["mac"] = 10000, ["x-mac-roman"] = 10000, ["x-macroman"] = 10000, ["utf-16"] = 1200, ["utf-16le"] = 1200, ["utf-16be"] = 1201, ["ucs-2"] = 1200,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Nothing = new[] { "", "unknown", "x-unknown", "unknown-8bit", "8bit", "binary", "default", "default_charset", "none", "charset", "iso", "x-user-defined" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The charset of that name; null when nobody knows it, or when the name says nothing.</summary>
    public static Encoding? Find(string? name)
    {
        if (name is null) return null;

        var plain = name.Trim().Trim('"', '\'').Trim();
        if (plain.Length > 60 || Nothing.Contains(plain)) return null;
        if (Known.TryGetValue(plain, out var page)) return OfPage(page);
        if (plain.StartsWith("windows-", StringComparison.OrdinalIgnoreCase) && int.TryParse(plain.AsSpan(8), out page)) return OfPage(page);
        if (plain.StartsWith("cp", StringComparison.OrdinalIgnoreCase) && int.TryParse(plain.AsSpan(2).TrimStart("-_"), out page)) return OfPage(page);
        try
        {
            return Pages.GetEncoding(plain) ?? Encoding.GetEncoding(plain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The text of bytes that say what they are, or lie about it, or say nothing.</summary>
    /// <param name="label">The charset's name as the mail tells it.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? label)
    {
        if (bytes.IsEmpty) return "";
        if (OfMark(bytes) is { } marked) return marked.Encoding.GetString(bytes[marked.Length..]);
        if (IsUtf7(label)) return Utf7.Decode(bytes);

        var named = Find(label);
        if (System.Text.Ascii.IsValid(bytes)) return named is { CodePage: 50220 or 1200 or 1201 or 52936 } ? named.GetString(bytes) : Encoding.ASCII.GetString(bytes);
        if (named is { CodePage: 1200 or 1201 }) return named.GetString(bytes);

        // Text of one byte a character is hardly ever valid UTF-8 by chance; the label is wrong more often.
        if (named is null or { IsSingleByte: true } or { CodePage: 65001 })
            return TryUtf8(bytes) ?? (named is null or { CodePage: 65001 } ? Mixed(bytes, named) : named.GetString(bytes));
        return named.GetString(bytes);
    }

    private static string? TryUtf8(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return null;
        return StrictUtf8.GetString(bytes);
    }

    /// <summary>UTF-8 with a few broken places stays UTF-8; anything else is guessed.</summary>
    private static string Mixed(ReadOnlySpan<byte> bytes, Encoding? named)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var broken = text.Count(it => it == '\uFFFD');
        var whole = text.Count(it => it > 0x7F) - broken;
        return whole > broken * 2 || (named is not null && whole > broken) ? text : CharsetGuess.Of(bytes).GetString(bytes);
    }

    private static (Encoding Encoding, int Length)? OfMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, 3)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && bytes.Length % 2 == 0 ? (Encoding.Unicode, 2)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && bytes.Length % 2 == 0 ? (Encoding.BigEndianUnicode, 2)
        : null;

    private static bool IsUtf7(string? label) =>
        label is not null && (label.Contains("utf-7", StringComparison.OrdinalIgnoreCase) || label.Equals("utf7", StringComparison.OrdinalIgnoreCase));

    private static Encoding? OfPage(int page)
    {
        try
        {
            return page switch
            {
                65001 => Encoding.UTF8,
                1200 => Encoding.Unicode,
                1201 => Encoding.BigEndianUnicode,
                _ => Pages.GetEncoding(page),
            };
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
