using System.Net;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Routing;

/// <summary>The loop under trouble, on both databases.</summary>
public sealed class FloorLoopTests(Postgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Whoever_appends_at_the_same_time_numbers_have_no_gap_and_time_never_runs_back(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(it => it % 10 == 0 ? Rename(centre, it) : Arrive(centre, Guid.NewGuid())));

        Assert.All(answers, Assert.Null);
        var ledger = await Ledger(server, centre);
        Assert.Equal(Enumerable.Range(1, ledger.Count).Select(it => (long)it), ledger.Select(it => it.Sequence));
        Assert.Equal(ledger.OrderBy(it => it.At).Select(it => it.Sequence), ledger.Select(it => it.Sequence));
        Assert.Equal(270, ledger.Count(it => it.Kind == "contact.arrived"));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task An_input_that_the_floor_cannot_decide_is_set_aside_and_the_others_go_on(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        var before = Enumerable.Range(0, 20).Select(_ => Arrive(centre, Guid.NewGuid())).ToList();
        var poison = centre.Live.Inbox.Send(new Poison(), Stop);
        var broken = centre.Live.Inbox.Send(_ => throw new InvalidOperationException("A bug in a request."), Stop);
        var after = Enumerable.Range(0, 20).Select(_ => Arrive(centre, Guid.NewGuid())).ToList();

        Assert.Equal(FloorLoop.SetAside, await poison);
        Assert.Equal(FloorLoop.SetAside, await broken);
        Assert.All(await Task.WhenAll([.. before, .. after]), Assert.Null);

        var ledger = await Ledger(server, centre);
        Assert.Equal(Enumerable.Range(1, ledger.Count).Select(it => (long)it), ledger.Select(it => it.Sequence));
        Assert.Equal(40, ledger.Count(it => it.Kind == "contact.arrived"));
        await using var db = server.Databases.CreateDbContext();
        var aside = await db.SetAside.Where(it => it.Centre == centre.Id).Select(it => it.Kind).ToListAsync(Stop);
        Assert.Equal(["poison", "request"], aside.Order(StringComparer.Ordinal));
        Assert.Equal(40, await centre.Live.Inbox.Ask(it => it.Floor.Contacts().Count, Stop));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_deadline_that_the_floor_cannot_decide_is_set_aside_and_the_others_go_on(Store store)
    {
        var clock = new MovedClock();
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop), clock: clock);
        var centre = await server.NewCentre(Stop);
        var opening = clock.GetUtcNow().AddHours(1);
        var hours = new Breakable<OpenInterval>(new OpenInterval(opening, opening.AddHours(1)));
        var (broken, patient) = (new ServiceId(Guid.NewGuid()), new ServiceId(Guid.NewGuid()));
        Assert.Null(await centre.Live.Inbox.Send(Opening(centre, broken, new ChannelRule { Channel = Channel.Chat, Target = OneMinute, Open = hours }), Stop));
        Assert.Null(await centre.Live.Inbox.Send(
            Opening(centre, patient, new ChannelRule { Channel = Channel.Chat, Target = OneMinute, AcceptsWhenClosed = true, GiveUpAfter = OneMinute }), Stop));
        Assert.Null(await centre.Live.Inbox.Send(new ContactArrived(new ContactId(Guid.NewGuid()), new Need(patient, Channel.Chat)), Stop));

        hours.Break();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await Arrive(centre, Guid.NewGuid()));
        Assert.Null(await Arrive(centre, Guid.NewGuid()));

        await using var db = server.Databases.CreateDbContext();
        var aside = await db.SetAside.SingleAsync(it => it.Centre == centre.Id, Stop);
        Assert.Equal("time.passed", aside.Kind);
        Assert.Contains($"opening hours of service {broken.Value}", aside.Error, StringComparison.Ordinal);
        Assert.Single(await Ledger(server, centre), it => it.Kind == "contact.turned.away");
    }

    private static TimeSpan OneMinute => TimeSpan.FromMinutes(1);

    private static ServiceChanged Opening(TestCentre centre, ServiceId id, ChannelRule rule) => new(new ServiceRule(id, centre.Commissioner, [rule]));

    [Fact]
    public async Task A_row_that_PostgreSQL_cannot_keep_is_set_aside_and_the_others_go_on()
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(Store.Postgres, Stop));
        var centre = await server.NewCentre(Stop);
        var (good, bad) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Null(await Arrive(centre, good));
        Assert.Null(await Arrive(centre, bad));

        var all = new[] { Write(centre, good, 1, "hej"), Write(centre, bad, 1, "a\0b"), Write(centre, good, 2, "👩‍👩‍👧 שלום") };

        Assert.Equal(new Refusal?[] { null, FloorLoop.SetAside, null }.AsEnumerable(), await Task.WhenAll(all));
        await using var db = server.Databases.CreateDbContext();
        Assert.Equal(["hej", "👩‍👩‍👧 שלום"], await db.Messages.Where(it => it.Centre == centre.Id).OrderBy(it => it.Number).Select(it => it.Text).ToListAsync(Stop));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Rows_and_events_of_an_act_that_the_floor_refuses_are_both_absent(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);

        var refusal = await centre.Live.Inbox.Send(_ => new Act(new PersonSignedIn(new PersonId(Guid.NewGuid())), Save: (db, _) =>
        {
            db.Customers.Add(new Customers.Customer { Id = new CustomerId(Guid.NewGuid()), Centre = centre.Id, Name = "Anna" });
            return Task.FromResult<Refusal?>(null);
        }), Stop, isAlone: true);

        Assert.NotNull(refusal);
        await using var after = server.Databases.CreateDbContext();
        Assert.Empty(await after.Customers.ToListAsync(Stop));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_floor_that_has_been_followed_by_another_can_no_longer_append(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = new CentreId(Guid.NewGuid());
        var (old, _) = await LedgerWriter.TakeOver(server.Databases, centre, Stop);
        await using var first = old;
        await old.Begin(Stop);
        await old.Drop();

        var (young, head) = await LedgerWriter.TakeOver(server.Databases, centre, Stop);
        await using var second = young;

        Assert.Equal(2, head.Epoch);
        await Assert.ThrowsAsync<LostLeadException>(() => old.Begin(Stop));
        await old.Drop();
        await young.Begin(Stop);
        await young.Drop();
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_second_server_stands_by_and_takes_over_when_the_first_is_gone(Store store)
    {
        await using var first = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await first.NewCentre(Stop);
        await using var second = await TestServer.Start(Stop, first.Connection, first.Folder);
        var inbox = second.Centres.Of(centre.Id).Inbox;
        Assert.Equal(FloorLoop.LedElsewhere, await inbox.Send(Arrival(centre, Guid.NewGuid()), Stop));
        Assert.Null(await Arrive(centre, Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.OK, await HealthOf(first));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthOf(second));

        await first.Halt(Stop);

        while (await inbox.Send(Arrival(centre, Guid.NewGuid()), Stop) is not null) await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
        Assert.Equal(2, await inbox.Ask(it => it.Floor.Contacts().Count, Stop));
        Assert.Equal(HttpStatusCode.OK, await HealthOf(second));
    }

    [Fact]
    public async Task A_server_whose_lead_was_taken_from_it_stands_by_and_its_successor_goes_on()
    {
        await using var first = await TestServer.Start(Stop, await postgres.NewDatabase(Store.Postgres, Stop));
        var centre = await first.NewCentre(Stop);
        Assert.Null(await Arrive(centre, Guid.NewGuid()));
        await using var second = await TestServer.Start(Stop, first.Connection, first.Folder);
        var heir = second.Centres.Of(centre.Id).Inbox;

        for (var tries = 0; await heir.Send(Arrival(centre, Guid.NewGuid()), Stop) is not null; tries++)
        {
            if (tries % 100 == 0) await CutLead(first.Connection!); // as when the network to the database breaks; the first may be quick and take it again
            await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
        }

        while (await Arrive(centre, Guid.NewGuid()) != FloorLoop.LedElsewhere) await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await HealthOf(first));
        Assert.Equal(2, await heir.Ask(it => it.Floor.Contacts().Count, Stop));
    }

    private static async Task CutLead(string connection)
    {
        await using var database = new Npgsql.NpgsqlConnection(connection);
        await database.OpenAsync(Stop);
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory' AND d.datname = current_database()", database);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task<HttpStatusCode> HealthOf(TestServer server)
    {
        using var client = server.NewClient();
        using var answer = await client.GetAsync("/api/v1/health", Stop);
        return answer.StatusCode;
    }

    internal static Task<Refusal?> Arrive(TestCentre centre, Guid id) => centre.Live.Inbox.Send(Arrival(centre, id), Stop);

    internal static ContactArrived Arrival(TestCentre centre, Guid id) => new(new ContactId(id), new Need(centre.Sales, Channel.Chat));

    private static Task<Refusal?> Rename(TestCentre centre, int rank) => centre.Live.Inbox.Send(
        _ => new Act(new PersonChanged(new PersonRule { Id = centre.Maya, Services = [new Assignment(centre.Sales, Rank: rank)] }), Save: async (db, stop) =>
        {
            var person = await db.People.SingleAsync(it => it.Id == centre.Maya, stop);
            person.Name = $"Maya {rank}";
            return null;
        }),
        Stop, isAlone: true);

    private static Task<Refusal?> Write(TestCentre centre, Guid contact, int number, string text)
    {
        var id = new MessageId(Guid.NewGuid());
        var row = new MessageRow { Id = id, Contact = new ContactId(contact), Number = number, Centre = centre.Id, Commissioner = centre.Commissioner, Text = text };
        return centre.Live.Inbox.Send(
            _ => new Act(Notes: [new MessageWritten(row.Contact, id, number, Author.Citizen, null, text.Length)], Messages: [row]), Stop);
    }

    private static async Task<List<LedgerRow>> Ledger(TestServer server, TestCentre centre)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Ledger.AsNoTracking().Where(it => it.Centre == centre.Id).OrderBy(it => it.Sequence).ToListAsync(Stop);
    }

    /// <summary>The machine's clock, both the one on the wall and the one that never runs back, and it can be moved forward.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private long moved;

        public void Advance(TimeSpan by) => Interlocked.Add(ref moved, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref moved));

        public override long GetTimestamp() => base.GetTimestamp() + (Interlocked.Read(ref moved) * (TimestampFrequency / TimeSpan.TicksPerSecond));
    }

    /// <summary>A list that can be looked at until it is broken.</summary>
    private sealed class Breakable<T>(T item) : IReadOnlyList<T>
    {
        private bool isBroken;

        public int Count => isBroken ? throw new InvalidOperationException("A bug that only time finds.") : 1;

        public T this[int index] => isBroken ? throw new InvalidOperationException("A bug that only time finds.") : item;

        public void Break() => isBroken = true;

        public IEnumerator<T> GetEnumerator()
        {
            yield return item;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>An input of no kind that the floor knows.</summary>
    private sealed record Poison : Input;
}
