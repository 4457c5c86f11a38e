using System.Globalization;
using System.Text;

namespace Isberg.Contacts.Letters;

/// <summary>Says where a word may be broken that is wider than the paper: an address of a page, or whatever somebody has pasted. To look for such places itself takes the program that sets the letter longer the longer the word is: minutes, in the end.</summary>
internal static class Breakable
{
    /// <summary>In UTF-16 code units. So many fit a line, however wide they are; no word that anybody reads is longer.</summary>
    private const int Longest = 40;

    /// <summary>After these a long word is broken rather than anywhere.</summary>
    private const string Joints = "/?&=#-_.,;:@+%";
    private const int FewestBetween = 12;

    private const char MayBreak = '\u200B';

    public static string Of(string line)
    {
        if (line.Length <= Longest) return line;

        var broken = new StringBuilder(line.Length + (line.Length / FewestBetween));
        for (int at = 0, end; at < line.Length; at = end + 1)
        {
            end = line.IndexOfAny([' ', '\t'], at);
            if (end < 0) end = line.Length;
            Append(broken, line.AsSpan(at, end - at));
            if (end < line.Length) broken.Append(line[end]);
        }

        return broken.ToString();
    }

    /// <summary>What is one letter to the eye stays whole.</summary>
    private static void Append(StringBuilder broken, ReadOnlySpan<char> word)
    {
        if (word.Length <= Longest)
        {
            broken.Append(word);
            return;
        }

        for (var since = 0; word.Length > 0;)
        {
            var letter = word[..StringInfo.GetNextTextElementLength(word)];
            broken.Append(letter);
            since += letter.Length;
            word = word[letter.Length..];
            var isJoint = since >= FewestBetween && letter.Length == 1 && Joints.Contains(letter[0], StringComparison.Ordinal);
            if (word.Length == 0 || !(isJoint || since >= Longest)) continue;

            broken.Append(MayBreak);
            since = 0;
        }
    }
}
