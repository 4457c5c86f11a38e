namespace Isberg.Mail;

/// <summary>Which encoding a content needs to arrive as it was.</summary>
internal static class TransferEncoding
{
    /// <summary>RFC 5322, 2.1.1: without the line's end.</summary>
    public const int LongestLine = 998;

    public static ContentEncoding Of(ReadOnlySpan<byte> text)
    {
        var scan = new LineScan();
        scan.Add(text);
        if (scan is { IsAscii: true, HasOddLines: false }) return ContentEncoding.None;

        var encoded = 0L;
        foreach (var it in text)
            if (QuotedPrintableEncoder.MustEncode(it)) encoded++;
        return text.Length + (encoded * 2) <= text.Length * 4L / 3 ? ContentEncoding.QuotedPrintable : ContentEncoding.Base64;
    }

    public static string NameOf(ContentEncoding encoding) => encoding switch
    {
        ContentEncoding.Base64 => "base64",
        ContentEncoding.QuotedPrintable => "quoted-printable",
        _ => "7bit",
    };

    /// <summary>Whether a mail can stand inside another as it is.</summary>
    public static async Task<bool> IsPlain(Stream content, CancellationToken stop)
    {
        var scan = new LineScan();
        var part = new byte[32 * 1024];
        while (await content.ReadAsync(part, stop) is > 0 and var read && scan is { IsAscii: true, HasLongLines: false }) scan.Add(part.AsSpan(0, read));
        return scan is { IsAscii: true, HasLongLines: false };
    }
}

/// <summary>Looks for what does not survive the way.</summary>
internal sealed class LineScan
{
    private int length;
    private int matchesFrom;
    private int matchesBoundary;

    /// <summary>No bytes beyond ASCII, and no control characters but line ends and tabs.</summary>
    public bool IsAscii { get; private set; } = true;

    public bool HasLongLines { get; private set; }

    /// <summary>A line that is too long, that mail folders would change ("From "), or that looks like one of our boundaries.</summary>
    public bool HasOddLines { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var it in bytes)
        {
            if (it == '\n')
            {
                (length, matchesFrom, matchesBoundary) = (0, 0, 0);
                continue;
            }

            if (it > 0x7E || (it < 0x20 && it is not ((byte)'\t' or (byte)'\r'))) IsAscii = false;
            Match("From "u8, it, ref matchesFrom);
            Match("--=_"u8, it, ref matchesBoundary);
            if (++length > TransferEncoding.LongestLine + 1) (HasLongLines, HasOddLines) = (true, true); // one more for CR
        }
    }

    private void Match(ReadOnlySpan<byte> word, byte it, ref int matches)
    {
        if (matches != length || matches >= word.Length || word[matches] != it) return;
        if (++matches == word.Length) HasOddLines = true;
    }
}
