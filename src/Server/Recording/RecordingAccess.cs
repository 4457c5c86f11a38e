using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isberg.Storage;

namespace Isberg.Recording;

/// <summary>Somebody got at a recording: a line of a log in which each line carries the hash of the one before, so that none can be changed or left out unseen.</summary>
public sealed class RecordingAccess : IOfCentre
{
    public CentreId Centre { get; init; }

    /// <summary>Counts within the centre, from 1.</summary>
    public long Number { get; init; }

    public RecordingId Recording { get; init; }

    /// <summary>The copy that he got at; null: the recording itself.</summary>
    public RecordingCopyId? Copy { get; init; }

    public ContactId Contact { get; init; }

    /// <summary>Who got at it.</summary>
    public PersonId By { get; init; }

    public AccessKind Kind { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>In his own words. It may be erased; the chain holds its hash.</summary>
    public string? Reason { get; set; }

    /// <summary>Of the reason.</summary>
    public string ReasonHash { get; init; } = "";

    /// <summary>Of this line and of all before it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The line that comes after another one; null: the first.</summary>
    public static RecordingAccess After(RecordingAccess? last, Accessed of, PersonId by, AccessKind kind, string reason, DateTimeOffset at)
    {
        var line = new RecordingAccess
        {
            Centre = of.Centre, Number = (last?.Number ?? 0) + 1, Recording = of.Recording, Copy = of.Copy, Contact = of.Contact, By = by, Kind = kind, At = at,
            Reason = reason, ReasonHash = Hashed(reason),
        };
        return new RecordingAccess
        {
            Centre = line.Centre, Number = line.Number, Recording = line.Recording, Copy = line.Copy, Contact = line.Contact, By = by, Kind = kind, At = at,
            Reason = reason, ReasonHash = line.ReasonHash, Hash = line.HashAfter(last?.Hash),
        };
    }

    /// <summary>Is it the line that was written after that one, and unchanged since?</summary>
    public bool Follows(RecordingAccess? last) =>
        Number == (last?.Number ?? 0) + 1 && Hash == HashAfter(last?.Hash) && (Reason is null || Hashed(Reason) == ReasonHash);

    private string HashAfter(string? last) => Hashed(string.Join('|', [
        last ?? "", Centre.Value.ToString("N"), Number.ToString(CultureInfo.InvariantCulture), Recording.Value.ToString("N"), Contact.Value.ToString("N"),
        By.Value.ToString("N"), Kind.ToString(), At.UtcTicks.ToString(CultureInfo.InvariantCulture), ReasonHash,
        .. Copy is { } copy ? [copy.Value.ToString("N")] : (string[])[],
    ]));

    private static string Hashed(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What somebody did with a recording. Kept as a number.</summary>
public enum AccessKind
{
    /// <summary>He was let listen to it.</summary>
    Listened,

    /// <summary>He made a copy in which voices are disguised.</summary>
    Copied,

    /// <summary>He was let listen to such a copy.</summary>
    CopyListened,

    /// <summary>He fetched such a copy, to give it out.</summary>
    CopyGiven,
}

/// <summary>What somebody gets at.</summary>
/// <param name="Segment">Of the contact.</param>
/// <param name="Copy">Null: the recording itself.</param>
public sealed record Accessed(CentreId Centre, RecordingId Recording, ContactId Contact, int Segment, RecordingCopyId? Copy = null);
