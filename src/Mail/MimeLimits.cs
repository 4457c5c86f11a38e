namespace Isberg.Mail;

/// <summary>What a reader takes of one mail; what lies beyond is left out and counted as a flaw, and nothing is thrown.</summary>
public sealed record MimeLimits
{
    public static readonly MimeLimits Usual = new();

    /// <summary>Parts within parts; deeper ones are taken as content.</summary>
    public int Depth { get; init; } = 40;

    /// <summary>Parts in all, multiparts among them.</summary>
    public int Parts { get; init; } = 2_000;

    /// <summary>Headers of one part.</summary>
    public int Headers { get; init; } = 2_000;

    /// <summary>Bytes of the headers of one part.</summary>
    public int HeaderBytes { get; init; } = 512 * 1024;
}
