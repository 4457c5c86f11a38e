using System.Text;
using System.Text.RegularExpressions;
using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>Files written into the text itself, as was done before there were parts.</summary>
internal static partial class Uuencoded
{
    private const int Most = 100;

    public static (string? Text, IReadOnlyList<Attachment> Files) TakeOut(string? text)
    {
        if (text is null || !text.Contains("begin ", StringComparison.Ordinal)) return (text, []);

        var left = new StringBuilder(text.Length);
        var files = new List<Attachment>();
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var begin = Begin().Match(lines[at]);
            var end = begin.Success && files.Count < Most ? EndOf(lines, at + 1) : -1;
            if (end < 0)
            {
                left.Append(lines[at]).Append(at < lines.Length - 1 ? "\n" : "");
                continue;
            }

            files.Add(Attachment.Of(begin.Groups[1].Value.Trim(), ContentType.Bytes, Decode(lines.AsSpan((at + 1)..end))));
            at = end;
        }

        return (left.ToString(), files);
    }

    /// <summary>The line "end"; −1 when something that is no uuencoded line comes first.</summary>
    private static int EndOf(string[] lines, int from)
    {
        for (var at = from; at < lines.Length; at++)
        {
            if (lines[at].TrimEnd() == "end") return at;
            if (!IsLine(lines[at].TrimEnd('\r'))) return -1;
        }

        return -1;
    }

    private static bool IsLine(string line)
    {
        if (line.Length is 0 or > 90) return line.Length == 0;
        var bytes = (line[0] - 0x20) & 0x3F;
        return line.All(it => it is >= ' ' and <= '`') && line.Length - 1 >= bytes * 4 / 3 - 3;
    }

    private static byte[] Decode(ReadOnlySpan<string> lines)
    {
        using var content = new MemoryStream();
        Span<byte> bytes = stackalloc byte[128];
        foreach (var line in lines)
        {
            var text = Encoding.Latin1.GetBytes(line.TrimEnd('\r'));
            content.Write(bytes[..UuDecoder.DecodeLine(text, bytes)]);
        }

        return content.ToArray();
    }

    [GeneratedRegex(@"^begin [0-7]{3,4} (.+)$")]
    private static partial Regex Begin();
}
