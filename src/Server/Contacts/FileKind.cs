using System.IO.Compression;
using System.Text;

namespace Isberg.Contacts;

/// <summary>Tells what a file is by what is in it, never by its name, and lets in only what people send each other.</summary>
public static class FileKind
{
    /// <summary>The most parts of an office document that are looked at.</summary>
    private const int MostParts = 2_000;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];

    /// <summary>What is taken in, for people to read.</summary>
    public const string Accepted = "pictures (JPEG, PNG, GIF, WebP, HEIC), PDF, plain text, and documents and sheets (DOCX, XLSX, ODT, ODS)";

    /// <summary>For a file picker.</summary>
    public const string Endings = ".jpg,.jpeg,.png,.gif,.webp,.heic,.pdf,.txt,.docx,.xlsx,.odt,.ods";

    /// <summary>The content type, or null when it is none of those that are let in.</summary>
    public static string? Of(byte[] content)
    {
        ReadOnlySpan<byte> start = content;
        if (start.StartsWith(Png)) return "image/png";
        if (start.StartsWith(Jpeg)) return "image/jpeg";
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return "image/gif";
        if (start.Length > 12 && start.StartsWith("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8)) return "image/webp";
        if (start.Length > 12 && start[4..8].SequenceEqual("ftyp"u8) && IsHeic(start[8..12])) return "image/heic";
        if (start.StartsWith("%PDF-"u8)) return "application/pdf";
        if (start.StartsWith("PK\u0003\u0004"u8)) return OfficeDocument(content);
        return IsPlainText(content) ? "text/plain" : null;
    }

    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("heif"u8);

    /// <summary>Documents with macros are programs, and stay outside.</summary>
    private static string? OfficeDocument(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts) return null;
            var parts = zip.Entries.Select(it => it.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (parts.Any(it => it.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || it.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase))) return null;
            if (parts.Contains("word/document.xml")) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            if (parts.Contains("xl/workbook.xml")) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            return OpenDocument(zip);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string? OpenDocument(ZipArchive zip)
    {
        if (zip.GetEntry("mimetype") is not { Length: < 100 } entry) return null;
        using var reader = new StreamReader(entry.Open(), Encoding.ASCII);
        var type = reader.ReadToEnd().Trim();
        return type is "application/vnd.oasis.opendocument.text" or "application/vnd.oasis.opendocument.spreadsheet" ? type : null;
    }

    private static bool IsPlainText(byte[] content)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            return text.Length > 0 && !text.Any(it => char.IsControl(it) && it is not ('\n' or '\r' or '\t' or '\f')) && !IsMarkup(text);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>A page or a drawing with scripts is text too; it is not what a citizen means to send.</summary>
    private static bool IsMarkup(string text)
    {
        var start = text.TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        return start.StartsWith('<') || start.StartsWith("#!", StringComparison.Ordinal);
    }
}
