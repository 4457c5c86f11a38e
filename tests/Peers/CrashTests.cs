using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers;

/// <summary>The real server is killed at random moments under load. What it acknowledged is there, once; and nothing else is.</summary>
public sealed class CrashTests(Postgres postgres)
{
    private const int Kills = 10, KillsInLongRun = 500, Citizens = 5;
    /// <summary>A life ends after 1 to this many acknowledged acts, and then at any moment of the ones that follow.</summary>
    private const int MostActs = 150;
    private static readonly TimeSpan AfterThat = TimeSpan.FromMilliseconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(Store store)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"The moments follow from seed {seed}.");
        var folder = Directory.CreateTempSubdirectory("isberg-crash-").FullName;
        try
        {
            var connection = await postgres.NewDatabase(store, Stop);
            var centre = await SetUp(folder, connection);
            var crowd = await LiveThroughKills(folder, connection, new Random(seed));
            Assert.True(crowd.Written.Count > Kills, $"Only {crowd.Written.Count} messages were written; that proves nothing.");
            Assert.NotEmpty(crowd.Done);
            await Compare(crowd, new StorageOptions { Folder = folder, Connection = connection }, centre);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<CentreId> SetUp(string folder, string? connection)
    {
        await using var server = await TestServer.Start(Stop, connection, folder);
        var centre = await server.NewCentre(Stop);
        foreach (var person in new[] { centre.Maya, centre.Noor }) await centre.Tell(new PersonSignedIn(person), Stop); // as opening the desk does
        return centre.Id;
    }

    private static async Task<Crowd> LiveThroughKills(string folder, string? connection, Random chance)
    {
        await using var server = new ServerProcess(folder, connection);
        await server.Start(Stop);
        var crowd = new Crowd(server.Address, "sund");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var work = crowd.Work(Citizens, enough.Token, Stop);
        var kills = Environment.GetEnvironmentVariable("ISBERG_TEST_LONG") == "1" ? KillsInLongRun : Kills;
        for (var it = 0; it < kills && !work.IsCompleted; it++)
        {
            await Task.WhenAny(crowd.After(chance.Next(1, MostActs)), work);
            await Task.Delay(AfterThat * chance.NextDouble(), Stop); // the moment of the kill is what this test is about
            await server.Kill(Stop);
            await server.Start(Stop);
        }

        await enough.CancelAsync();
        await work;
        await server.Kill(Stop);
        return crowd;
    }

    private static async Task Compare(Crowd crowd, StorageOptions storage, CentreId centre)
    {
        await using var databases = new Databases(storage);
        await using var db = databases.CreateDbContext();
        var ledger = await db.Ledger.AsNoTracking().Where(it => it.Centre == centre).OrderBy(it => it.Sequence).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, ledger.Count).Select(it => (long)it), ledger.Select(it => it.Sequence));
        Assert.Equal(ledger.Count, (await db.Heads.SingleAsync(it => it.Centre == centre, Stop)).Sequence);

        // Contacts: each acknowledged one arrived once, and no other did, for whoever got no answer asked again until he had one.
        var arrived = ledger.Where(it => it.Kind == "contact.arrived").Select(it => it.Contact!.Value.Value).Order().ToList();
        Assert.Equal(crowd.Begun.Keys.Order(), arrived);
        Assert.Equal(arrived, (await db.Contacts.Where(it => it.Centre == centre).Select(it => it.Id).ToListAsync(Stop)).Select(it => it.Value).Order());

        // Messages: the same texts under the same numbers, each with one event.
        var messages = await db.Messages.AsNoTracking().Where(it => it.Centre == centre && it.Author == Author.Citizen).ToListAsync(Stop);
        var stored = messages.ToDictionary(it => (it.Contact.Value, it.Number), it => it.Text!);
        Assert.DoesNotContain(crowd.Written, it => stored.GetValueOrDefault(it.Key) != it.Value);
        Assert.DoesNotContain(stored, it => !crowd.Written.ContainsKey(it.Key) && !crowd.Unsure.ContainsKey(it.Value));
        var told = ledger.Where(it => it.Kind == "message.written").Select(it => (MessageWritten)EventKinds.Read(it)).Where(it => it.Author == Author.Citizen);
        Assert.Equal(stored.Keys.Order(), told.Select(it => (it.Contact.Value, it.Number)).Order());

        // What agents did.
        AssertDone(crowd, ledger, "accept", "offer.accepted");
        AssertDone(crowd, ledger, "end", "conversation.ended");
        AssertDone(crowd, ledger, "wrap-up", "wrap.up.finished");

        // And all that the floor decided in all those lives is what it decides again.
        var report = await new Replay(databases).Run(centre, null, null, Stop);
        Assert.Empty(report.Differences);
    }

    private static void AssertDone(Crowd crowd, List<LedgerRow> ledger, string step, string kind)
    {
        var recorded = ledger.Where(it => it.Kind == kind).Select(it => it.Contact!.Value.Value).ToHashSet();
        Assert.DoesNotContain(crowd.Done.Keys, it => it.Step == step && !recorded.Contains(it.Contact));
    }
}
