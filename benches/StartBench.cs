using System.Diagnostics;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Peers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Benches;

/// <summary>From the command to the first answer of a centre's floor: with nothing, and with a million events behind it.</summary>
internal static class StartBench
{
    private const int Events = 1_000_000;

    /// <summary>As it is built for production.</summary>
    private static readonly string? Server = Environment.GetEnvironmentVariable("ISBERG_PUBLISHED");

    public static async Task<int> Run()
    {
        if (!File.Exists(Server))
        {
            await Console.Error.WriteLineAsync("The server is not built for production; ./bench start builds it, and names it in ISBERG_PUBLISHED.");
            return 1;
        }

        var empty = Directory.CreateTempSubdirectory("isberg-start-").FullName;
        Figure.Print("start.empty_seconds", await Start(empty), "s");
        Directory.Delete(empty, recursive: true);

        var full = Directory.CreateTempSubdirectory("isberg-start-").FullName;
        await Fill(full);
        Figure.Print("start.million_events_seconds", await Start(full), "s");
        await using (var databases = new Databases(new StorageOptions { Folder = full }))
        await using (var db = databases.CreateDbContext()) await db.Snapshots.ExecuteDeleteAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Figure.Print("start.million_events_without_snapshot_seconds", await Start(full), "s");
        Directory.Delete(full, recursive: true);
        return 0;
    }

    /// <summary>Until the process answers, and the floor says in the ledger that it leads.</summary>
    private static async Task<double> Start(string folder)
    {
        await using var server = new ServerProcess(folder, null, Server);
        await using var databases = new Databases(new StorageOptions { Folder = folder });
        var before = await Starts(databases);
        var began = Stopwatch.GetTimestamp();
        await server.Start(CancellationToken.None);
        while (before is { } starts && await Starts(databases) == starts) await Task.Delay(10);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>How often the floor has taken the lead; null while there is no centre.</summary>
    private static async Task<long?> Starts(Databases databases)
    {
        if (!File.Exists(databases.Storage.ConnectionString["Data Source=".Length..])) return null;

        await using var db = databases.CreateDbContext();
        return await db.Heads.AsNoTracking().Select(it => (long?)it.Sequence).MaxAsync();
    }

    /// <summary>A centre whose contacts came and went: 8 events each, as the floor decided them.</summary>
    private static async Task Fill(string folder)
    {
        await using var databases = new Databases(new StorageOptions { Folder = folder });
        await databases.Migrate(CancellationToken.None);
        var centre = new CentreId(Guid.NewGuid());
        await using var db = databases.CreateDbContext();
        db.Centres.Add(new Centre { Id = centre, Key = "bench", Name = "Bench", TimeZone = "Europe/Stockholm" });
        await db.SaveChangesAsync();
        var day = new RecordedDay(centre);
        var ledger = new HotTable<LedgerRow>(db.Model, replaces: false);
        await db.Database.OpenConnectionAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            foreach (var row in day.Rows(Events)) ledger.Add(row);
            await ledger.Write(db.Database.GetDbConnection(), Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction), CancellationToken.None);
            await transaction.CommitAsync();
        }

        db.Heads.Add(new Head { Centre = centre, Sequence = day.Last, At = day.Now });
        await db.SaveChangesAsync();
        await Snapshots.Save(databases, centre, day.Last - (SnapshotEvents / 2), CancellationToken.None);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Snapshots are so many events apart: on average half of that is read besides.</summary>
    private const int SnapshotEvents = 20_000;

    /// <summary>What a floor decides while contacts come, are answered and go.</summary>
    private sealed class RecordedDay(CentreId centre)
    {
        private readonly Floor floor = new();
        private readonly List<Event> events = [];

        public long Last { get; private set; }

        public DateTimeOffset Now { get; private set; } = DateTimeOffset.UtcNow.AddDays(-1);

        public IEnumerable<LedgerRow> Rows(int most)
        {
            var (service, person) = (new ServiceId(Guid.NewGuid()), new PersonId(Guid.NewGuid()));
            var open = new OpenInterval(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
            Handle(new ServiceChanged(new ServiceRule(service, new CommissionerId(Guid.NewGuid()), [new ChannelRule { Channel = Channel.Chat, Open = [open] }])));
            Handle(new PersonChanged(new People.PersonRule { Id = person, Services = [new People.Assignment(service)], Capacity = new People.Capacity(1, 1, 1, 1) }));
            Handle(new PersonSignedIn(person));
            Handle(new PresenceChosen(person, People.Presence.Ready));
            while (Last < most)
            {
                var contact = new ContactId(Guid.NewGuid());
                Handle(new ContactArrived(contact, new Need(service, Channel.Chat)));
                if (floor.Contact(contact) is { Offer: var offer }) Handle(new OfferAccepted(contact, person, offer));
                Handle(new ConversationEnded(contact, person));
                Handle(new WrapUpFinished(contact, person, []));
                foreach (var it in events) yield return Row(it);
                events.Clear();
            }
        }

        private void Handle(Input input)
        {
            Now += TimeSpan.FromMilliseconds(20);
            if (floor.Handle(input, Now, events) is { } refusal) throw new InvalidOperationException(refusal.Sentence);
        }

        private LedgerRow Row(Event it) => new()
        {
            Centre = centre, Sequence = ++Last, At = Now, Kind = EventKinds.KindOf(it), Version = 1, Body = EventKinds.Write(it),
            Contact = (it as IOfContact)?.Contact, Person = (it as IOfPerson)?.Person,
        };
    }
}
