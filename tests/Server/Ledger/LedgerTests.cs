using System.Net;
using System.Net.Http.Json;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Isberg.Ledger.LedgerEndpoints;

namespace Isberg.Ledger;

/// <summary>The ledger as it is read: by auditors, at a start, and decided again.</summary>
public sealed class LedgerTests(Postgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_snapshot_and_the_events_since_give_the_same_floor_as_all_events(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        await HandleSome(centre, 12);
        await Snapshots.Save(server.Databases, centre.Id, await Head(server, centre), Stop);
        await HandleSome(centre, 12);
        var before = await State(centre);

        await server.Restart(Stop);
        Assert.Equal(before, await State(centre));

        await using (var db = server.Databases.CreateDbContext()) await db.Snapshots.ExecuteUpdateAsync(it => it.SetProperty(row => row.Body, new byte[] { 1, 2, 3 }), Stop);
        await server.Restart(Stop);
        Assert.Equal(before, await State(centre));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Only_the_newest_snapshots_are_kept(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        var made = new List<long>();
        for (var it = 0; it < Snapshots.Kept + 2; it++)
        {
            await centre.Tell(new ContactArrived(new ContactId(Guid.NewGuid()), new Need(centre.Sales, Channel.Form)), Stop);
            made.Add(await Head(server, centre));
            await Snapshots.Save(server.Databases, centre.Id, made[^1], Stop);
        }

        await using var db = server.Databases.CreateDbContext();
        Assert.Equal(made.TakeLast(Snapshots.Kept), await db.Snapshots.Select(it => it.Sequence).Order().ToListAsync(Stop));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_recorded_day_is_decided_the_same_again(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        await HandleSome(centre, 30);
        await server.Restart(Stop);
        await HandleSome(centre, 5);

        var report = await server.Services.GetRequiredService<Replay>().Run(centre.Id, null, null, Stop);

        Assert.Empty(report.Differences);
        Assert.True(report.Inputs > 100);
        Assert.Equal([Floor.RuleVersion], report.Rules);
    }

    [Fact]
    public async Task A_decision_that_was_not_the_rules_is_found_by_replay()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await HandleSome(centre, 3);
        await using (var db = server.Databases.CreateDbContext())
        {
            var offer = await db.Ledger.Where(it => it.Kind == "contact.offered").OrderBy(it => it.Sequence).FirstAsync(Stop);
            var forged = offer.Body.Replace(centre.Maya.Value.ToString(), centre.Noor.Value.ToString(), StringComparison.Ordinal);
            await db.Ledger.Where(it => it.Sequence == offer.Sequence).ExecuteUpdateAsync(it => it.SetProperty(row => row.Body, forged), Stop);
        }

        var until = await FirstOffer(server);
        var report = await server.Services.GetRequiredService<Replay>().Run(centre.Id, null, until.At.AddTicks(1), Stop);

        Assert.Equal(until.Sequence, Assert.Single(report.Differences).Sequence);
    }

    [Fact]
    public async Task An_auditor_reads_the_ledger_by_contact_person_and_time_and_an_agent_does_not()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var contacts = await HandleSome(centre, 4);
        using var otto = await centre.SignIn("otto", Stop);

        var all = (await otto.GetFromJsonAsync<LedgerPage>("/api/v1/ledger?limit=500", Json, Stop))!;
        Assert.Null(all.Next);
        Assert.Equal(Enumerable.Range(1, all.Items.Count).Select(it => (long)it), all.Items.Select(it => it.Sequence));

        var one = (await otto.GetFromJsonAsync<LedgerPage>($"/api/v1/ledger?contact={contacts[1]}", Json, Stop))!;
        Assert.Equal(all.Items.Where(it => it.Contact?.Value == contacts[1]).Select(it => it.Sequence), one.Items.Select(it => it.Sequence));
        Assert.Equal("contact.arrived", one.Items[0].Kind);

        var (from, until) = (all.Items[10].At, all.Items[20].At);
        var span = (await otto.GetFromJsonAsync<LedgerPage>($"/api/v1/ledger?from={Uri.EscapeDataString(from.ToString("O"))}&until={Uri.EscapeDataString(until.ToString("O"))}&limit=500", Json, Stop))!;
        Assert.Equal(all.Items.Where(it => it.At >= from && it.At < until).Select(it => it.Sequence), span.Items.Select(it => it.Sequence));

        var paged = (await otto.GetFromJsonAsync<LedgerPage>("/api/v1/ledger?limit=7", Json, Stop))!;
        Assert.Equal(7, paged.Next);

        using var maya = await centre.SignIn("maya", Stop);
        using var refused = await maya.GetAsync("/api/v1/ledger", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task The_stream_gives_what_was_and_what_comes_without_a_gap()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        await using var stream = await otto.GetStreamAsync("/api/v1/ledger/stream?after=2", Stop);
        var events = System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync(Stop);

        var more = HandleSome(centre, 3);
        var seen = new List<string?>();
        await foreach (var it in events)
        {
            seen.Add(it.EventId ?? it.Data);
            if (it.Data.Contains("\"wrap.up.finished\"", StringComparison.Ordinal) && seen.Count > 25) break;
        }

        await more;
        Assert.Equal(Enumerable.Range(3, seen.Count).Select(it => (string?)it.ToString()), seen);
    }

    [Fact]
    public async Task A_past_decision_explains_itself()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await HandleSome(centre, 2);
        var offer = await FirstOffer(server);
        using var otto = await centre.SignIn("otto", Stop);

        var why = (await otto.GetFromJsonAsync<Board.ExplainContact.ExplanationView>($"/api/v1/contacts/{offer.Contact!.Value.Value}/explanation?offer=1", Json, Stop))!;

        Assert.Equal(offer.Person, Assert.Single(why.People, it => it.Verdict == Verdict.Chosen).Person);
        using var none = await otto.GetAsync($"/api/v1/contacts/{offer.Contact.Value.Value}/explanation?offer=99", Stop);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private static System.Text.Json.JsonSerializerOptions Json { get; } = ApiOptions();

    private static System.Text.Json.JsonSerializerOptions ApiOptions()
    {
        var options = new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web);
        Api.ApiJson.Configure(options);
        return options;
    }

    /// <summary>Maya and Noor take every contact that comes, one after the other, and finish it.</summary>
    internal static async Task<IReadOnlyList<Guid>> HandleSome(TestCentre centre, int count)
    {
        foreach (var person in new[] { centre.Maya, centre.Noor }) await centre.Ready(person, Stop);
        var contacts = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in contacts.Select(it => new ContactId(it)))
        {
            await centre.Tell(new ContactArrived(id, new Need(centre.Sales, Channel.Chat)), Stop);
            var offered = (await centre.Live.Inbox.Ask(it => it.Floor.Contact(id), Stop))!;
            var person = offered.Person!.Value;
            await centre.Tell(new OfferAccepted(id, person, offered.Offer), Stop);
            await centre.Tell(new ConversationEnded(id, person), Stop);
            await centre.Tell(new WrapUpFinished(id, person, []), Stop);
        }

        return contacts;
    }

    private static async Task<LedgerRow> FirstOffer(TestServer server)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Ledger.AsNoTracking().Where(it => it.Kind == "contact.offered").OrderBy(it => it.Sequence).FirstAsync(Stop);
    }

    private static async Task<long> Head(TestServer server, TestCentre centre)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Heads.Where(it => it.Centre == centre.Id).Select(it => it.Sequence).SingleAsync(Stop);
    }

    /// <summary>All that the floor knows, but for the time of its last event.</summary>
    private static Task<string> State(TestCentre centre) =>
        centre.Live.Inbox.Ask(it => System.Text.Json.JsonSerializer.Serialize(it.Floor.Snapshot() with { At = default }, EventKinds.Options), Stop);
}
