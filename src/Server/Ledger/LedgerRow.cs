using Isberg.Storage;

namespace Isberg.Ledger;

/// <summary>One event as stored. Rows are only ever added, by whoever holds the centre's head row.</summary>
public sealed class LedgerRow : IOfCentre
{
    public CentreId Centre { get; init; }

    /// <summary>From 1, without gaps, in commit order.</summary>
    public long Sequence { get; init; }

    /// <summary>Never earlier than the row before.</summary>
    public DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public int Version { get; init; }

    public ContactId? Contact { get; init; }

    public PersonId? Person { get; init; }

    public required string Body { get; init; }

    public static LedgerRow Of(CentreId centre, Committed it)
    {
        var kind = EventKinds.KindOf(it.Event);
        return new()
        {
            Centre = centre,
            Sequence = it.Sequence,
            At = it.At,
            Kind = kind,
            Version = EventKinds.VersionOf(kind),
            Contact = (it.Event as IOfContact)?.Contact,
            Person = (it.Event as IOfPerson)?.Person,
            Body = EventKinds.Write(it.Event),
        };
    }
}

/// <summary>A centre's head: who appends locks it, and takes numbers and time from it.</summary>
public sealed class Head
{
    public CentreId Centre { get; init; }

    public long Sequence { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Counts the floors that have led this centre; a batch of an older one is refused.</summary>
    public long Epoch { get; set; }
}

/// <summary>The floor's state after a sequence number, so that a start need not read the whole ledger.</summary>
public sealed class SnapshotRow
{
    public CentreId Centre { get; init; }

    public long Sequence { get; init; }

    public int Format { get; init; }

    public required byte[] Body { get; init; }
}

/// <summary>An input that made the floor or a projection throw; kept for a person to look at.</summary>
public sealed class SetAsideRow : IOfCentre
{
    public Guid Id { get; init; }

    public CentreId Centre { get; init; }

    public DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required string Body { get; init; }

    public required string Error { get; init; }
}

/// <summary>How far a follower has read a centre's ledger; saved together with what it wrote.</summary>
public sealed class Cursor
{
    public CentreId Centre { get; init; }

    public required string Follower { get; init; }

    public long Sequence { get; set; }
}
