using System.Text;

namespace Isberg.Mail.Imap;

/// <summary>One command, put together so that no text in it can be taken for another command.</summary>
internal sealed class ImapCommand(string name)
{
    private const int LongestQuoted = 1_000;

    private readonly List<ImapPart> parts = [];
    private readonly StringBuilder text = new(name);

    public string Name => name;

    public TimeSpan? Limit { get; init; }

    /// <summary>Words of the protocol and numbers, never what somebody wrote.</summary>
    public ImapCommand Add(string words)
    {
        text.Append(' ').Append(words);
        return this;
    }

    /// <summary>Any text: quoted where that is possible.</summary>
    public ImapCommand AddText(string value, bool mayBeUtf8 = false)
    {
        text.Append(' ');
        if (value.Length <= LongestQuoted && value.All(it => it is >= ' ' and <= '~' || (mayBeUtf8 && it >= 0xA0))) AppendQuoted(value);
        else AddLiteral(Encoding.UTF8.GetBytes(value));
        return this;
    }

    public ImapCommand AddStream(Stream content, long length)
    {
        text.Append(' ');
        Finish(new ImapPart("", content, length));
        return this;
    }

    /// <summary>Each part's text, and the literal that follows it; the last has none.</summary>
    public IEnumerable<ImapPart> Parts() => parts.Append(new ImapPart(text.ToString(), null, 0));

    private void AppendQuoted(string value)
    {
        text.Append('"');
        foreach (var it in value) text.Append(it is '"' or '\\' ? $"\\{it}" : it.ToString());
        text.Append('"');
    }

    private void AddLiteral(byte[] value) => Finish(new ImapPart("", new MemoryStream(value), value.Length));

    private void Finish(ImapPart literal)
    {
        parts.Add(literal with { Text = text.ToString() });
        text.Clear();
    }
}

/// <summary>A piece of a command: text, and then perhaps a literal.</summary>
internal sealed record ImapPart(string Text, Stream? Literal, long Length);
