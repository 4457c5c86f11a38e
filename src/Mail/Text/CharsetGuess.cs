using System.Text;

namespace Isberg.Mail.Text;

/// <summary>Which charset text has that says nothing true about it and is no UTF-8. Western European, unless its bytes speak strongly for something else.</summary>
internal static class CharsetGuess
{
    private const int LookedAt = 4_096;
    private const int FewestToTell = 6;

    private static readonly Encoding Gb18030 = Charsets.Find("gb18030")!;
    private static readonly Encoding Windows1251 = Charsets.Find("windows-1251")!;
    private static readonly Encoding Koi8 = Charsets.Find("koi8-r")!;

    public static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        var (high, paired, longest, letters, lower1251, lowerKoi) = Count(bytes[..Math.Min(bytes.Length, LookedAt)]);
        if (high < FewestToTell || longest < 4) return Charsets.Windows1252; // words of a Western language have one or two such signs in a row

        // Chinese comes in pairs, each half above A1; Cyrillic words have any length, and nearly every letter is high.
        if (paired >= high * 0.95) return Gb18030;
        if (high > letters) return lowerKoi > lower1251 ? Koi8 : Windows1251;
        return Charsets.Windows1252;
    }

    private static (int High, int Paired, int Longest, int Letters, int Lower1251, int LowerKoi) Count(ReadOnlySpan<byte> bytes)
    {
        var (high, paired, longest, letters, lower1251, lowerKoi, run) = (0, 0, 0, 0, 0, 0, 0);
        var isPairable = true;
        for (var at = 0; at <= bytes.Length; at++)
        {
            var it = at < bytes.Length ? bytes[at] : (byte)' ';
            if (it < 0x80)
            {
                if (run % 2 == 0 && isPairable) paired += run;
                (longest, run, isPairable) = (Math.Max(longest, run), 0, true);
                if (char.IsAsciiLetter((char)it)) letters++;
                continue;
            }

            (high, run, isPairable) = (high + 1, run + 1, isPairable && it is >= 0xA1 and <= 0xFE);
            if (it >= 0xE0) lower1251++;
            else if (it >= 0xC0) lowerKoi++;
        }

        return (high, paired, longest, letters, lower1251, lowerKoi);
    }
}
