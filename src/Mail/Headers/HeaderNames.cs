using System.Text;

namespace Isberg.Mail.Headers;

/// <summary>The names of the usual headers, so that each mail need not make its own.</summary>
internal static class HeaderNames
{
    private static readonly string[] Usual =
    [
        "From", "To", "Cc", "Bcc", "Date", "Subject", "Sender", "Reply-To", "Message-ID", "In-Reply-To", "References", "Received", "Return-Path",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "Content-Description", "Content-Language",
        "X-Mailer", "User-Agent", "Precedence", "Auto-Submitted", "List-Id", "List-Unsubscribe", "List-Post", "Delivered-To", "DKIM-Signature",
        "Authentication-Results", "Received-SPF", "X-Spam-Status", "X-Spam-Score", "X-Spam-Flag", "X-Priority", "Importance", "Thread-Topic", "Thread-Index",
        "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "X-Originating-IP", "X-Received", "Lines", "Status", "X-Status",
    ];

    private static readonly string[][] ByLength =
        [.. Enumerable.Range(0, Usual.Max(it => it.Length) + 1).Select(length => Usual.Where(it => it.Length == length).ToArray())];

    public static string Of(ReadOnlySpan<byte> name)
    {
        if (name.Length < ByLength.Length)
        {
            foreach (var it in ByLength[name.Length])
                if (AsciiBytes.EqualsIgnoreCase(name, it)) return it;
        }

        return Encoding.ASCII.GetString(name);
    }
}
