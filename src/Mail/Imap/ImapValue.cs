using System.Globalization;
using System.Text;

namespace Isberg.Mail.Imap;

internal enum ImapValueKind
{
    Nil,
    Atom,
    Text,
    List,

    /// <summary>A literal that went into a stream.</summary>
    Streamed,
}

/// <summary>One value of a server's response: nothing, a word, a text or a list of values.</summary>
internal sealed class ImapValue
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static readonly ImapValue Nil = new(ImapValueKind.Nil, [], []);
    public static readonly ImapValue Streamed = new(ImapValueKind.Streamed, [], []);

    private ImapValue(ImapValueKind kind, byte[] bytes, IReadOnlyList<ImapValue> items) => (Kind, Bytes, Items) = (kind, bytes, items);

    public ImapValueKind Kind { get; }

    public byte[] Bytes { get; }

    /// <summary>Empty unless it is a list.</summary>
    public IReadOnlyList<ImapValue> Items { get; }

    public string Text => TextOf(Bytes);

    /// <summary>Null when it is no number.</summary>
    public uint? Number => uint.TryParse(Bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public ulong? LongNumber => ulong.TryParse(Bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static ImapValue Atom(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 3 && Is(bytes, "NIL") ? Nil : new ImapValue(ImapValueKind.Atom, bytes.ToArray(), []);

    public static ImapValue Of(byte[] text) => new(ImapValueKind.Text, text, []);

    public static ImapValue List(IReadOnlyList<ImapValue> items) => new(ImapValueKind.List, [], items);

    public bool Is(string word) => Kind is ImapValueKind.Atom or ImapValueKind.Text && Is(Bytes, word);

    internal static bool Is(ReadOnlySpan<byte> bytes, string word) => Ascii.EqualsIgnoreCase(bytes, word);

    /// <summary>UTF-8, and what is not that byte by byte.</summary>
    internal static string TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
