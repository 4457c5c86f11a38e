using System.Security.Cryptography;
using System.Text;
using Isberg.Mail.Headers;

namespace Isberg.Mail;

/// <summary>Writes the parts of one mail, one after the other.</summary>
/// <param name="seed">Unlike that of any other mail; nobody who wrote what is in this one knew it.</param>
internal sealed class MimeWriter(MimeOutput output, bool isInternational, string seed)
{
    /// <summary>Quoted-printable and base64 never hold these two signs side by side.</summary>
    public const string BoundaryBegin = "=_";

    private const int LongestName = 240;

    private int boundaries;

    public async Task Write(HeaderWriter headers, OutgoingPart part, CancellationToken stop)
    {
        await output.Spill(stop);
        switch (part)
        {
            case TextPart text: await Write(headers, text, stop); break;
            case FilePart file: await Write(headers, file, stop); break;
            case SeveralParts several: await Write(headers, several, stop); break;
        }
    }

    private async Task Write(HeaderWriter headers, SeveralParts several, CancellationToken stop)
    {
        var boundary = NewBoundary();
        var kind = several.Subtype == "related" ? "type=\"text/html\"; " : "";
        headers.Tokens("Content-Type", $"multipart/{several.Subtype};", $"{kind}boundary=\"{boundary}\"");
        EndHeaders(headers);
        foreach (var it in several.Parts)
        {
            output.Write($"--{boundary}\r\n");
            await Write(new HeaderWriter(isInternational), it, stop);
            output.Write("\r\n"); // it belongs to the boundary
        }

        output.Write($"--{boundary}--\r\n");
    }

    private async Task Write(HeaderWriter headers, TextPart part, CancellationToken stop)
    {
        var bytes = LineEnds.Wire(part.Text);
        var encoding = TransferEncoding.Of(bytes);
        headers.Tokens("Content-Type", [$"text/{part.Subtype};", part.IsFlowed ? "charset=utf-8;" : "charset=utf-8", .. part.IsFlowed ? (string[])["format=flowed"] : []]);
        headers.Tokens("Content-Transfer-Encoding", TransferEncoding.NameOf(encoding));
        EndHeaders(headers);
        switch (encoding)
        {
            case ContentEncoding.QuotedPrintable: await QuotedPrintableEncoder.Write(bytes, output, stop); break;
            case ContentEncoding.Base64: await Base64Encoder.Write(new MemoryStream(bytes, writable: false), output, stop); break;
            default: output.Write(bytes); break;
        }
    }

    private async Task Write(HeaderWriter headers, FilePart part, CancellationToken stop)
    {
        var isMail = part.File.ContentType.IsMessage && await IsPlain(part.File, stop);
        WriteHeaders(headers, part, isMail ? ContentType.Message : TypeOf(part.File));
        headers.Tokens("Content-Transfer-Encoding", isMail ? "7bit" : "base64");
        EndHeaders(headers);
        await using var content = part.File.Open();
        if (isMail) await LineEnds.Write(content, output, stop);
        else await Base64Encoder.Write(content, output, stop);
    }

    /// <summary>A mail inside may not be encoded (RFC 2046, 5.2.1): one that is not plain goes as a file, and so do parts of parts.</summary>
    private static ContentType TypeOf(Attachment file) => file.ContentType is { IsMultipart: false, Type: not "message" } type ? type : ContentType.Bytes;

    private static async Task<bool> IsPlain(Attachment file, CancellationToken stop)
    {
        await using var content = file.Open();
        return await TransferEncoding.IsPlain(content, stop);
    }

    private void WriteHeaders(HeaderWriter headers, FilePart part, ContentType type)
    {
        var name = FileName(part.File.Name);
        headers.Tokens("Content-Type", Parameters(type, name));
        var disposition = part.IsInline ? "inline" : "attachment";
        headers.Tokens("Content-Disposition", name is null ? [disposition] : Joined([disposition, .. ParameterText.Of("filename", name, isInternational)]));
        if (part.File.ContentId is not { } id) return;
        if (!headers.IsWritable(id)) throw new FormatException("A content id is not one.");
        headers.Tokens("Content-ID", $"<{id}>");
    }

    private IEnumerable<string> Parameters(ContentType type, string? name)
    {
        if (!IsToken(type.Type) || !IsToken(type.Subtype)) throw new FormatException("A file's type is none.");

        var others = type.Parameters.All.Where(it => IsToken(it.Key) && it.Key is not ("name" or "boundary")).SelectMany(it => ParameterText.Of(it.Key, HeaderWriter.Plain(it.Value), isInternational));
        return Joined([type.MimeType, .. others, .. name is null ? [] : ParameterText.ForOldPrograms("name", name, isInternational)]);
    }

    private static IEnumerable<string> Joined(IReadOnlyList<string> pieces) => pieces.Select((it, at) => at < pieces.Count - 1 ? it + ";" : it);

    private static bool IsToken(string word) => word.Length is > 0 and < 100 && word.All(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '.' or '+' or '_');

    /// <summary>A file's name has no folders and no control characters, and no more signs than a disk would take; null when nothing is left of it.</summary>
    private static string? FileName(string? name)
    {
        var plain = HeaderWriter.Plain(name ?? "");
        var last = plain[(plain.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (last.Length == 0) return null;
        if (last.Length <= LongestName) return last;

        var ending = Path.GetExtension(last) is { Length: > 0 and < 20 } known ? known : "";
        return Whole(last.AsSpan(0, LongestName - ending.Length)) + ending;
    }

    private static string Whole(ReadOnlySpan<char> text) => (char.IsHighSurrogate(text[^1]) ? text[..^1] : text).ToString();

    private void EndHeaders(HeaderWriter headers) => output.Write($"{headers}\r\n");

    private string NewBoundary() => BoundaryBegin + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{boundaries++}")).AsSpan(0, 12));
}
