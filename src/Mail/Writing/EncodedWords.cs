using System.Globalization;
using System.Text;

namespace Isberg.Mail;

/// <summary>Writes text as encoded words (RFC 2047), each whole characters, Q or B by which is shorter.</summary>
internal static class EncodedWords
{
    /// <summary>Of one word, its marks included.</summary>
    public const int Longest = 75;

    private const string Begin = "=?utf-8?";
    private const int Marks = 12;

    /// <summary>These signs mean nothing anywhere, not even in a name.</summary>
    private static readonly System.Buffers.SearchValues<char> Safe = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/");

    /// <param name="room">The most that the first word may take.</param>
    /// <param name="rest">The most that the others may take.</param>
    public static List<string> Of(string text, int room, int rest = Longest)
    {
        var isQ = QLength(text) <= (Encoding.UTF8.GetByteCount(text) + 2) / 3 * 4;
        var words = new List<string>();
        var part = new StringBuilder();
        var taken = 0;
        foreach (var sign in text.EnumerateRunes())
        {
            var most = (words.Count == 0 ? room : rest) - Marks;
            var more = isQ ? QLength(sign) : sign.Utf8SequenceLength;
            if (part.Length > 0 && Length(taken + more, isQ) > most)
            {
                words.Add(Word(part.ToString(), isQ));
                part.Clear();
                taken = 0;
            }

            part.Append(sign.ToString());
            taken += more;
        }

        if (part.Length > 0) words.Add(Word(part.ToString(), isQ));
        return words;
    }

    private static int Length(int taken, bool isQ) => isQ ? taken : (taken + 2) / 3 * 4;

    private static string Word(string text, bool isQ) =>
        isQ ? $"{Begin}Q?{Q(text)}?=" : $"{Begin}B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string Q(string text)
    {
        var written = new StringBuilder();
        foreach (var it in Encoding.UTF8.GetBytes(text))
        {
            if (it == ' ') written.Append('_');
            else if (Safe.Contains((char)it)) written.Append((char)it);
            else written.Append(CultureInfo.InvariantCulture, $"={it:X2}");
        }

        return written.ToString();
    }

    private static int QLength(string text)
    {
        var length = 0;
        foreach (var it in text.EnumerateRunes()) length += QLength(it);
        return length;
    }

    private static int QLength(Rune sign) => sign.Value == ' ' || (sign.IsBmp && Safe.Contains((char)sign.Value)) ? 1 : sign.Utf8SequenceLength * 3;
}
