namespace Isberg.Contacts.Letters;

/// <summary>What scanners write. Told by what is in a file, never by its name.</summary>
public enum ScanKind
{
    Pdf, Tiff, Jpeg,
}

/// <summary>What follows from the kind of a scan.</summary>
public static class ScanKinds
{
    /// <summary>The first bytes that are looked at.</summary>
    public const int Looked = 1_024;

    /// <summary>Null: it is something else.</summary>
    public static ScanKind? Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return ScanKind.Jpeg;
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || start.StartsWith("II+\0"u8) || start.StartsWith("MM\0+"u8)) return ScanKind.Tiff;
        return start.IndexOf("%PDF-"u8) >= 0 ? ScanKind.Pdf : null; // some scanners write a line of their own before it
    }

    public static string ContentType(this ScanKind kind) => kind switch
    {
        ScanKind.Pdf => "application/pdf",
        ScanKind.Tiff => "image/tiff",
        _ => "image/jpeg",
    };
}
