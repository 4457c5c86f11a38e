using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>Keeps one centre's figures: turns what its ledger tells into stays and people's time.</summary>
public sealed class FigureFollower(CentreId centre, FigureNews news) : Follower
{
    /// <summary>The name of its cursor.</summary>
    public const string Name = "figures";

    private FactBook book = new();
    private Dictionary<ServiceId, CommissionerId> commissioners = [];

    public static FollowerKind KindWith(FigureNews news) => new(Name, centre => new FigureFollower(centre, news));

    public override async Task Clear(Database db, CancellationToken stop)
    {
        await db.Stays.Where(it => it.Centre == centre).ExecuteDeleteAsync(stop);
        await db.PersonTimes.Where(it => it.Centre == centre).ExecuteDeleteAsync(stop);
        await db.PeopleNow.Where(it => it.Centre == centre).ExecuteDeleteAsync(stop);
    }

    public override async Task Open(Database db, long sequence, CancellationToken stop)
    {
        var open = db.Stays.Where(it => it.Centre == centre && it.IsOpen).Select(it => it.Contact);
        var stays = await db.Stays.AsNoTracking().Where(it => it.Centre == centre && open.Contains(it.Contact)).OrderBy(it => it.Number).ToListAsync(stop);
        var people = await db.PeopleNow.AsNoTracking().Where(it => it.Centre == centre).ToListAsync(stop);
        commissioners = await db.Services.AsNoTracking().Where(it => it.Centre == centre).ToDictionaryAsync(it => it.Id, it => it.Commissioner, stop);
        book = FactBook.From(stays.Select(it => it.ToStay()), people.Select(it => it.ToNow()));
    }

    public override async Task Take(IReadOnlyList<Committed> events, Database db, CancellationToken stop)
    {
        foreach (var it in events)
        {
            if (it.Event is ServiceChanged changed) commissioners[changed.Service.Id] = changed.Service.Commissioner;
            book.Apply(it.Event, it.At);
        }
        await Write(book.TakeChanges(), db, stop);
    }

    public override void Saved() => news.Tell(centre);

    private async Task Write(FactChanges changes, Database db, CancellationToken stop)
    {
        using var stays = new HotTable<StayRow>(db.Model, replaces: true);
        using var time = new HotTable<PersonTimeRow>(db.Model, replaces: true, addingUp: nameof(PersonTimeRow.Time));
        using var people = new HotTable<PersonNowRow>(db.Model, replaces: true);
        foreach (var it in changes.Stays) stays.Add(StayRow.Of(centre, commissioners.GetValueOrDefault(it.Service), it));
        foreach (var (key, span) in changes.Time) time.Add(PersonTimeRow.Of(centre, key, span));
        foreach (var it in changes.People) people.Add(PersonNowRow.Of(centre, it));

        var (connection, transaction) = (db.Database.GetDbConnection(), db.Database.CurrentTransaction!.GetDbTransaction());
        await stays.Write(connection, transaction, stop);
        await time.Write(connection, transaction, stop);
        await people.Write(connection, transaction, stop);
    }
}
