using System.Text;

namespace Isberg.Mail.Headers;

/// <summary>Reads lists of addresses (RFC 5322, 3.4) as they are really written.</summary>
internal ref struct AddressParser
{
    /// <summary>The most addresses of one header.</summary>
    private const int Most = 5_000;

    private readonly ReadOnlySpan<char> text;
    private readonly List<InternetAddress> found = [];
    private int at;

    private AddressParser(string text) => this.text = text;

    public static InternetAddressList Parse(string text)
    {
        var parser = new AddressParser(text);
        parser.ReadList();
        return parser.found.Count == 0 ? InternetAddressList.Empty : new InternetAddressList(parser.found);
    }

    private void ReadList()
    {
        while (at < text.Length && found.Count < Most)
        {
            if (ReadOne() is { } one) found.Add(one);
            if (at < text.Length && text[at] is ',' or ';') at++;
        }
    }

    /// <summary>Reads up to a comma: words, perhaps an address in angle brackets, perhaps comments; or a group.</summary>
    private InternetAddress? ReadOne()
    {
        var words = new Words();
        string? angle = null;
        while (at < text.Length && text[at] is not (',' or ';'))
        {
            switch (text[at])
            {
                case '"': words.AddQuoted(ReadQuoted()); break;
                case '(': words.AddComment(ReadComment()); break;
                case '<' when angle is null: angle = ReadAngle(); break;
                case '[': words.Add(ReadUntil(']')); break;
                case ':' when angle is null && !words.HasAt: return ReadGroup(words.Phrase);
                case '>' or '<': at++; break;
                default: words.Add(ReadWord()); break;
            }
        }

        return Make(words, angle);
    }

    private static MailboxAddress? Make(Words words, string? angle)
    {
        if (angle is not null)
        {
            var name = words.Phrase.Length > 0 ? words.Phrase : words.Comment;
            return angle.Length == 0 && name.Length == 0 ? null : new MailboxAddress(name, angle);
        }

        if (words.IsEmpty) return null;
        return words.Bare is { } bare ? new MailboxAddress(words.Comment, bare) : new MailboxAddress(words.Phrase, words.Phrase);
    }

    private GroupAddress ReadGroup(string name)
    {
        at++;
        var members = new List<MailboxAddress>();
        while (at < text.Length && text[at] != ';' && members.Count < Most)
        {
            if (ReadOne() is MailboxAddress member) members.Add(member);
            if (at < text.Length && text[at] == ',') at++;
        }

        return new GroupAddress(name, members);
    }

    private string ReadAngle()
    {
        var begin = ++at;
        var isQuoted = false;
        for (; at < text.Length; at++)
        {
            if (text[at] == '"') isQuoted = !isQuoted;
            if (text[at] == '>' && !isQuoted) break;
        }

        if (at >= text.Length && isQuoted) // the quote is not closed: it is a sign like another
        {
            var close = text[begin..].IndexOf('>');
            at = close < 0 ? text.Length : begin + close;
        }

        var inside = text[begin..at].Trim();
        at = Math.Min(at + 1, text.Length);
        if (inside.StartsWith("@") && inside.IndexOf(':') is > 0 and var route) inside = inside[(route + 1)..]; // RFC 822's way to somewhere
        if (inside.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) inside = inside[7..];
        return inside.Trim("<> \t").ToString();
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        var begin = at;
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            value.Append(text[at]);
        }

        if (at < text.Length)
        {
            at++;
            return value.ToString();
        }

        at = begin + 1; // it is never closed: what follows is read as words
        return "";
    }

    private string ReadComment()
    {
        var value = new StringBuilder();
        var depth = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            else if (text[at] == '(' && depth++ == 0) continue;
            else if (text[at] == ')' && --depth == 0) break;
            value.Append(text[at]);
        }

        at = Math.Min(at + 1, text.Length);
        return value.ToString().Trim();
    }

    private string ReadUntil(char end)
    {
        var begin = at;
        var length = text[at..].IndexOf(end);
        at = length < 0 ? text.Length : at + length + 1;
        return text[begin..at].ToString();
    }

    private string ReadWord()
    {
        var begin = at;
        while (at < text.Length && text[at] is not ('"' or '(' or '<' or '>' or ',' or ';' or ':' or '['))
        {
            if (at > begin && at + 1 < text.Length && text[at] == '=' && text[at + 1] == '?') break;
            if (text[at] == '=' && at + 1 < text.Length && text[at + 1] == '?' && EncodedWord.TryRead(text.ToString(), at, out _, out var end))
            {
                at = end; // it may hold signs that mean something outside
                continue;
            }

            at++;
        }

        if (at == begin) at++;
        return text[begin..at].ToString();
    }

    /// <summary>What stands outside angle brackets.</summary>
    private struct Words()
    {
        private readonly StringBuilder raw = new();
        private readonly StringBuilder phrase = new();

        public string Comment { get; private set; } = "";

        /// <summary>In quotes it means nothing.</summary>
        public bool HasAt { get; private set; }

        public readonly bool IsEmpty => string.IsNullOrWhiteSpace(raw.ToString());

        public readonly string Phrase => HeaderText.Decode(phrase.ToString().Trim()).Trim();

        /// <summary>An address without angle brackets; null when there are only words.</summary>
        public readonly string? Bare
        {
            get
            {
                var text = raw.ToString().Trim();
                var local = text.StartsWith('"') ? text[(text.IndexOf('"', 1) + 1)..] : text; // blanks in quotes belong to it
                return local.Contains('@', StringComparison.Ordinal) && !local.Contains(' ', StringComparison.Ordinal) ? text : null;
            }
        }

        public void Add(string word)
        {
            HasAt |= word.Contains('@', StringComparison.Ordinal);
            raw.Append(word);
            phrase.Append(word);
        }

        public readonly void AddQuoted(string word)
        {
            raw.Append(word.Length > 0 ? $"\"{word}\"" : "");
            if (phrase.Length > 0 && phrase[^1] != ' ' && word.Length > 0 && phrase[^1] is not ('.' or '@')) phrase.Append(' ');
            phrase.Append(word);
        }

        public void AddComment(string comment)
        {
            if (Comment.Length == 0) Comment = HeaderText.Decode(comment);
        }
    }
}
