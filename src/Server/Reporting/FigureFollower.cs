using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>One centre's figures: reads its ledger on from a cursor, and saves facts and cursor together.</summary>
public sealed class FigureFollower : IAsyncDisposable
{
    /// <summary>The name of its cursor.</summary>
    public const string Name = "figures";

    /// <summary>The most events that one transaction takes in.</summary>
    public const int MostAtOnce = 5_000;

    private readonly CentreId centre;
    private readonly Databases databases;
    private readonly Database db;
    private readonly FactBook book;
    private readonly Dictionary<ServiceId, CommissionerId> commissioners;
    private readonly HotTable<StayRow> stays;
    private readonly HotTable<PersonTimeRow> time;
    private readonly HotTable<PersonNowRow> people;

    private FigureFollower(
        CentreId centre, Databases databases, Database db, FactBook book, Dictionary<ServiceId, CommissionerId> commissioners, long sequence)
    {
        (this.centre, this.databases, this.db, this.book, this.commissioners, Sequence) = (centre, databases, db, book, commissioners, sequence);
        stays = new HotTable<StayRow>(db.Model, replaces: true);
        time = new HotTable<PersonTimeRow>(db.Model, replaces: true, addingUp: nameof(PersonTimeRow.Time));
        people = new HotTable<PersonNowRow>(db.Model, replaces: true);
    }

    /// <summary>The last event that stands in the figures.</summary>
    public long Sequence { get; private set; }

    /// <summary>Goes on where the cursor stands.</summary>
    public static async Task<FigureFollower> Open(CentreId centre, Databases databases, CancellationToken stop)
    {
        var db = databases.CreateDbContext();
        var sequence = await CursorOf(db, centre, databases, stop);
        var open = db.Stays.Where(it => it.Centre == centre && it.IsOpen).Select(it => it.Contact);
        var rows = await db.Stays.AsNoTracking().Where(it => it.Centre == centre && open.Contains(it.Contact)).OrderBy(it => it.Number).ToListAsync(stop);
        var people = await db.PeopleNow.AsNoTracking().Where(it => it.Centre == centre).ToListAsync(stop);
        var commissioners = await db.Services.AsNoTracking().Where(it => it.Centre == centre).ToDictionaryAsync(it => it.Id, it => it.Commissioner, stop);
        await db.Database.OpenConnectionAsync(stop);
        return new(centre, databases, db, FactBook.From(rows.Select(it => it.ToStay()), people.Select(it => it.ToNow())), commissioners, sequence);
    }

    /// <summary>Reads on in the ledger, to its end.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        while (true)
        {
            var rows = await db.Ledger.AsNoTracking().Where(it => it.Centre == centre && it.Sequence > Sequence)
                .OrderBy(it => it.Sequence).Take(MostAtOnce).ToListAsync(stop);
            if (rows.Count == 0) return;
            await Take([.. rows.Select(it => new Committed(it.Sequence, it.At, EventKinds.Read(it)))], stop);
        }
    }

    /// <summary>Takes in events that follow the last one without a gap.</summary>
    /// <exception cref="FiguresMovedException">Somebody else moved the cursor: what this follower knows is not what is stored.</exception>
    public async Task Take(IReadOnlyList<Committed> events, CancellationToken stop)
    {
        if (events.Count == 0) return;
        if (events[0].Sequence != Sequence + 1) throw new InvalidOperationException($"Event {events[0].Sequence} does not follow {Sequence}.");

        foreach (var it in events)
        {
            if (it.Event is ServiceChanged changed) commissioners[changed.Service.Id] = changed.Service.Commissioner;
            book.Apply(it.Event, it.At);
        }
        await Save(events[^1].Sequence, stop);
    }

    public ValueTask DisposeAsync() => db.DisposeAsync();

    private async Task Save(long sequence, CancellationToken stop)
    {
        Put(book.TakeChanges());
        using var gate = await databases.WriteGate(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var moved = await db.Cursors.Where(it => it.Centre == centre && it.Follower == Name && it.Sequence == Sequence)
            .ExecuteUpdateAsync(it => it.SetProperty(cursor => cursor.Sequence, sequence), stop);
        if (moved != 1) throw new FiguresMovedException();

        var (connection, under) = (db.Database.GetDbConnection(), transaction.GetDbTransaction());
        await stays.Write(connection, under, stop);
        await time.Write(connection, under, stop);
        await people.Write(connection, under, stop);
        await transaction.CommitAsync(stop);
        Sequence = sequence;
    }

    private void Put(FactChanges changes)
    {
        foreach (var stay in changes.Stays) stays.Add(StayRow.Of(centre, commissioners.GetValueOrDefault(stay.Service), stay));
        foreach (var (key, span) in changes.Time)
        {
            time.Add(new()
            {
                Centre = centre, Person = key.Person, Quarter = key.Quarter.Start, Doing = key.Doing,
                Reason = key.Reason ?? PersonTimeRow.NoReason, Time = span,
            });
        }

        foreach (var it in changes.People)
            people.Add(new() { Centre = centre, Person = it.Person, Presence = it.Presence, Reason = it.Reason, Doing = it.Doing, Since = it.Since });
    }

    private static async Task<long> CursorOf(Database db, CentreId centre, Databases databases, CancellationToken stop)
    {
        var cursor = await db.Cursors.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Follower == Name, stop);
        if (cursor is not null) return cursor.Sequence;

        using var gate = await databases.WriteGate(stop);
        db.Cursors.Add(new Cursor { Centre = centre, Follower = Name });
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return 0;
    }
}

/// <summary>Another follower of the same figures has saved something in between.</summary>
public sealed class FiguresMovedException() : Exception("The figures were moved on, or are being rebuilt, by somebody else.");
