using System.Text;
using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>Writes the headers of one part, folded so that lines stay short. What it cannot write safely it refuses.</summary>
internal sealed class HeaderWriter(bool isInternational)
{
    /// <summary>RFC 5322 wishes 78 characters, RFC 2047 wants 76 where there are encoded words.</summary>
    private const int LineLength = 76;

    /// <summary>A word for people that is longer is encoded, so that it can be folded.</summary>
    private const int LongestWord = 70;

    /// <summary>A word for programs, such as an address on the web, must stay whole; a line has at most 998 bytes.</summary>
    private const int LongestToken = 900;

    private readonly StringBuilder text = new();
    private int column;

    public bool IsInternational => isInternational;

    public override string ToString() => text.ToString();

    /// <summary>Words for people; nothing is written when there are none.</summary>
    public void Text(string field, string value)
    {
        var plain = Plain(value);
        if (plain.Length == 0) return;

        Begin(field);
        Words(plain, LongestWord);
        End();
    }

    /// <summary>A header that somebody else has thought of.</summary>
    public void Foreign(string field, string value)
    {
        if (field.Length is 0 or > 60 || field.Any(it => it is <= ' ' or >= (char)0x7F or ':')) throw new FormatException("The name of a header is not one.");
        if (string.IsNullOrWhiteSpace(value)) return;
        if (value.Any(it => char.IsControl(it) && it != '\t')) throw new FormatException($"The header {field} has more than one line.");

        Begin(field);
        Words(value.Replace('\t', ' ').Trim(), LongestToken);
        End();
    }

    /// <summary>Words that need no folding inside and hold nothing strange.</summary>
    public void Tokens(string field, params IEnumerable<string> tokens)
    {
        Begin(field);
        foreach (var it in tokens) Add(it);
        End();
    }

    public void Addresses(string field, InternetAddressList addresses)
    {
        if (addresses.Count == 0) return;

        Begin(field);
        for (var at = 0; at < addresses.Count; at++)
        {
            var end = at < addresses.Count - 1 ? "," : "";
            if (addresses[at] is GroupAddress group) Group(group, end);
            else Mailbox((MailboxAddress)addresses[at], end);
        }

        End();
    }

    /// <summary>Ids that somebody else has thought of; those that cannot be written are left out.</summary>
    public void Ids(string field, IEnumerable<string> ids)
    {
        var written = ids.Where(IsWritable).Select(it => $"<{it}>").ToList();
        if (written.Count > 0) Tokens(field, written);
    }

    public bool IsWritable(string id) => id.Length is > 0 and < LongestToken && id.All(it => it > ' ' && it is not ('<' or '>') && !char.IsControl(it) && (it < 0x7F || isInternational));

    /// <summary>On one line: control characters, line ends among them, become blanks.</summary>
    public static string Plain(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\0', '\x1F') && !value.Any(char.IsControl)) return value.Trim();

        var plain = new StringBuilder(value.Length);
        foreach (var it in value)
        {
            if (!char.IsControl(it)) plain.Append(it);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().Trim();
    }

    private void Begin(string field)
    {
        text.Append(field).Append(':');
        column = field.Length + 1;
    }

    private void End() => text.Append("\r\n");

    /// <summary>Puts a word behind a blank, on the next line when this one is full.</summary>
    private void Add(string token)
    {
        var length = Encoding.UTF8.GetByteCount(token);
        if (column + 1 + length > LineLength && !IsFirstOnLine)
        {
            text.Append("\r\n");
            column = 0;
        }

        text.Append(' ').Append(token);
        column += 1 + length;
    }

    private bool IsFirstOnLine => column == 0;

    private int Left => LineLength - column - 1;

    /// <summary>From the first word to the last that must be encoded, all are; the words around them stay readable.</summary>
    private void Words(string value, int longest)
    {
        var words = value.Split(' ');
        var first = Array.FindIndex(words, it => MustEncode(it, longest));
        if (first < 0)
        {
            foreach (var it in words) Add(it);
            return;
        }

        var last = Array.FindLastIndex(words, it => MustEncode(it, longest));
        if (words[first].Length == 0) first--; // several blanks side by side: they belong to their neighbours
        if (words[last].Length == 0) last++;
        foreach (var it in words.AsSpan(0, first)) Add(it);
        Encoded(string.Join(' ', words[first..(last + 1)]));
        foreach (var it in words.AsSpan(last + 1)) Add(it);
    }

    private bool MustEncode(string word, int longest) =>
        word.Length == 0 || word.Contains("=?", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(word) > longest || !(isInternational || Ascii.IsValid(word));

    private void Encoded(string value)
    {
        foreach (var it in EncodedWords.Of(value, Left < 30 ? EncodedWords.Longest : Math.Min(Left, EncodedWords.Longest))) Add(it);
    }

    private void Mailbox(MailboxAddress mailbox, string end)
    {
        var address = AddressText.Write(mailbox.Address, isInternational);
        var name = Plain(mailbox.Name);
        if (name.Length > 0) Name(name);
        Add(name.Length > 0 ? $"<{address}>{end}" : $"{address}{end}");
    }

    private void Group(GroupAddress group, string end)
    {
        if (Plain(group.Name) is not { Length: > 0 } name) throw new FormatException("A group of addresses has no name.");

        Name(name);
        Add(":");
        for (var at = 0; at < group.Members.Count; at++) Mailbox(group.Members[at], at < group.Members.Count - 1 ? "," : "");
        Add(";" + end);
    }

    /// <summary>As words when they mean nothing else, in quotes when they do, encoded when they are not ASCII.</summary>
    private void Name(string name)
    {
        var words = name.Split(' ');
        if (Array.Exists(words, it => MustEncode(it, longest: 60)))
        {
            Encoded(name);
            return;
        }

        var isQuoted = words.Any(it => !it.All(AddressText.IsAtom));
        if (isQuoted) words = $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"".Split(' ');
        foreach (var it in words) Add(it);
    }
}
