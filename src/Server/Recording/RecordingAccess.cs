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
    public static RecordingAccess After(RecordingAccess? last, RecordingRow of, PersonId by, AccessKind kind, string reason, DateTimeOffset at)
    {
        var line = new RecordingAccess
        {
            Centre = of.Centre, Number = (last?.Number ?? 0) + 1, Recording = of.Id, Contact = of.Contact, By = by, Kind = kind, At = at,
            Reason = reason, ReasonHash = Hashed(reason),
        };
        return new RecordingAccess
        {
            Centre = line.Centre, Number = line.Number, Recording = line.Recording, Contact = line.Contact, By = by, Kind = kind, At = at,
            Reason = reason, ReasonHash = line.ReasonHash, Hash = line.HashAfter(last?.Hash),
        };
    }

    /// <summary>Is it the line that was written after that one, and unchanged since?</summary>
    public bool Follows(RecordingAccess? last) =>
        Number == (last?.Number ?? 0) + 1 && Hash == HashAfter(last?.Hash) && (Reason is null || Hashed(Reason) == ReasonHash);

    private string HashAfter(string? last) => Hashed(string.Join('|', [
        last ?? "", Centre.Value.ToString("N"), Number.ToString(CultureInfo.InvariantCulture), Recording.Value.ToString("N"), Contact.Value.ToString("N"),
        By.Value.ToString("N"), Kind.ToString(), At.UtcTicks.ToString(CultureInfo.InvariantCulture), ReasonHash,
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
}
