using System.Text;

namespace Isberg.Mail;

/// <summary>Line ends as they go on the wire: CR and LF only together.</summary>
internal static class LineEnds
{
    /// <summary>A text whose lines end with LF.</summary>
    public static string Single(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>A text in UTF-8 with every line ended.</summary>
    public static byte[] Wire(string text)
    {
        var plain = Single(text);
        if (plain.Length > 0 && !plain.EndsWith('\n')) plain += "\n";
        return Encoding.UTF8.GetBytes(plain.Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    public static async Task Write(Stream content, MimeOutput output, CancellationToken stop)
    {
        var part = new byte[32 * 1024];
        var last = (byte)0;
        while (await content.ReadAsync(part, stop) is > 0 and var read)
        {
            last = Write(part.AsSpan(0, read), last, output);
            await output.Spill(stop);
        }

        if (last == '\r') output.Write("\n"u8);
    }

    /// <returns>The last byte, for the next piece.</returns>
    private static byte Write(ReadOnlySpan<byte> bytes, byte last, MimeOutput output)
    {
        var room = output.Room(bytes.Length * 2);
        var written = 0;
        foreach (var it in bytes)
        {
            if (it == '\n' && last != '\r') room[written++] = (byte)'\r';
            if (it != '\n' && last == '\r') room[written++] = (byte)'\n';
            room[written++] = it;
            last = it;
        }

        output.Advance(written);
        return last;
    }
}
