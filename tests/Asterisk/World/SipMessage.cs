using System.Globalization;
using System.Text;

namespace Isberg.Asterisk.World;

/// <summary>A request or an answer of SIP (RFC 3261), as far as a test's telephone needs it.</summary>
public sealed class SipMessage(string startLine)
{
    private static readonly Dictionary<string, string> LongNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["v"] = "Via", ["f"] = "From", ["t"] = "To", ["i"] = "Call-ID", ["m"] = "Contact", ["l"] = "Content-Length", ["c"] = "Content-Type",
    };

    private readonly List<(string Name, string Value)> headers = [];

    public string StartLine { get; } = startLine;

    public string Body { get; init; } = "";

    public bool IsAnswer => StartLine.StartsWith("SIP/2.0", StringComparison.Ordinal);

    /// <summary>Of an answer, for example 486.</summary>
    public int Status => int.Parse(StartLine.AsSpan(8, 3), CultureInfo.InvariantCulture);

    /// <summary>Of a request, or of the request that is answered.</summary>
    public string Method => IsAnswer ? this["CSeq"].Split(' ')[1] : StartLine.Split(' ')[0];

    public int Sequence => int.Parse(this["CSeq"].Split(' ')[0], CultureInfo.InvariantCulture);

    public string CallId => this["Call-ID"];

    public string Branch => After(this["Via"], "branch=");

    public string FromTag => After(this["From"], "tag=");

    public string ToTag => After(this["To"], "tag=");

    /// <summary>The address in the Contact.</summary>
    public string ContactAddress => this["Contact"].Split('<')[^1].Split('>')[0];

    /// <summary>The first header of this name, empty when there is none.</summary>
    public string this[string name] => headers.FirstOrDefault(it => it.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";

    public IEnumerable<string> All(string name) => headers.Where(it => it.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(it => it.Value);

    public SipMessage With(string name, string value)
    {
        headers.Add((name, value));
        return this;
    }

    public SipMessage With((string Name, string Value) header) => With(header.Name, header.Value);

    /// <summary>An answer to this request.</summary>
    /// <param name="status">For example 180 Ringing.</param>
    public SipMessage Answer(string status, string tag, string contact, string body = "")
    {
        var answer = new SipMessage($"SIP/2.0 {status}") { Body = body };
        foreach (var via in All("Via")) answer.With("Via", via);
        answer.With("From", this["From"]).With("To", ToTag.Length > 0 || status.StartsWith("100", StringComparison.Ordinal) ? this["To"] : $"{this["To"]};tag={tag}");
        answer.With("Call-ID", CallId).With("CSeq", this["CSeq"]).With("Contact", contact);
        return body.Length == 0 ? answer : answer.With("Content-Type", "application/sdp");
    }

    /// <summary>Null when it is none: a keep-alive, or something unreadable.</summary>
    public static SipMessage? Read(ReadOnlySpan<byte> packet)
    {
        var text = Encoding.UTF8.GetString(packet);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return null;

        var lines = text[..end].Split("\r\n");
        var message = new SipMessage(lines[0]) { Body = text[(end + 4)..] };
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;

            var name = line[..colon].Trim();
            message.With(LongNames.GetValueOrDefault(name, name), line[(colon + 1)..].Trim());
        }

        return message.CallId.Length > 0 ? message : null;
    }

    public byte[] Write()
    {
        var text = new StringBuilder(StartLine).Append("\r\n");
        foreach (var (name, value) in headers) text.Append(name).Append(": ").Append(value).Append("\r\n");
        text.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(Body)).Append("\r\n\r\n").Append(Body);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string After(string text, string name)
    {
        var at = text.IndexOf(";" + name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : text[(at + name.Length + 1)..].Split(';', ' ', '>')[0];
    }
}
