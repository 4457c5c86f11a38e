using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Access;
using Isberg.Routing;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>Changes take effect for the next contact, stand in the ledger, and overwrite nobody's.</summary>
public sealed class AdministrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_service_is_on_the_floor_when_the_answer_comes()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        var made = await Create(otto, "/api/v1/services", Draft(centre, "parks"));

        var id = new ServiceId(Guid.Parse((string)made["id"]!));
        var queues = await centre.Live.Inbox.Ask(it => it.Floor.Queues(it.Now), Stop);
        Assert.True(Assert.Single(queues, it => it.Service == id).IsOpen);
        await using var db = server.Databases.CreateDbContext();
        Assert.Contains(await db.Ledger.Select(it => it.Kind).ToListAsync(Stop), it => it == "setting.changed");
    }

    [Fact]
    public async Task The_same_call_twice_creates_one_service()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        var first = await Create(otto, "/api/v1/services", Draft(centre, "parks"), "one");
        var second = await Create(otto, "/api/v1/services", Draft(centre, "parks"), "one");

        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        using var other = await Send(otto, HttpMethod.Post, "/api/v1/services", Draft(centre, "parks"));
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("service.key_taken", await CodeOf(other));
    }

    [Fact]
    public async Task A_change_upon_an_old_version_is_refused()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var address = $"/api/v1/services/{centre.Sales.Value}";
        var seen = (string)(await otto.GetFromJsonAsync<JsonObject>(address, Stop))!["version"]!;

        using var first = await Send(otto, HttpMethod.Put, address, Draft(centre, "sales-and-more"), seen);
        using var second = await Send(otto, HttpMethod.Put, address, Draft(centre, "sales"), seen);
        using var blind = await Send(otto, HttpMethod.Put, address, Draft(centre, "sales"));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_is_told_field_by_field()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var draft = Draft(centre, "No Blanks!");
        draft["name"] = new JsonObject();
        draft["allowedOrigins"] = new JsonArray("https://example.org/path");

        using var answer = await Send(otto, HttpMethod.Post, "/api/v1/services", draft);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!.AsObject();
        Assert.Equal(["allowedOrigins", "key", "name"], errors.Select(it => it.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_supervisor_closes_a_channel_until_a_time_and_opens_it_again()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var address = $"/api/v1/services/{centre.Sales.Value}/channels/Chat/opening";

        using var closed = await Send(otto, HttpMethod.Put, address, new JsonObject { ["isOpen"] = false, ["until"] = DateTimeOffset.UtcNow.AddHours(1).ToString("O") });
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.False(await IsOpen(centre, centre.Sales, Channel.Chat));
        Assert.True(await IsOpen(centre, centre.Sales, Channel.Form));

        using var again = await Send(otto, HttpMethod.Put, address, new JsonObject());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.True(await IsOpen(centre, centre.Sales, Channel.Chat));
    }

    [Fact]
    public async Task Emergency_closing_closes_every_service_and_tells_the_citizens_why()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var closed = await Send(otto, HttpMethod.Put, "/api/v1/centre/closing", new JsonObject
        {
            ["message"] = new JsonObject { ["sv"] = "Brandövning" }, ["sendsAway"] = true,
        });
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.False(await IsOpen(centre, centre.Sales, Channel.Chat));
        Assert.False(await IsOpen(centre, centre.Support, Channel.Voice));
        using var citizen = server.NewClient();
        var told = await citizen.GetFromJsonAsync<JsonArray>("/api/v1/public/centres/sund/notices?service=sales", Stop);
        Assert.Equal("Brandövning", (string)told![0]!["text"]!["sv"]!);

        using var open = await otto.DeleteAsync("/api/v1/centre/closing", Stop);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        Assert.True(await IsOpen(centre, centre.Sales, Channel.Chat));
    }

    [Fact]
    public async Task A_holiday_in_a_calendar_closes_the_services_that_follow_it()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 12, 24, 9, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var calendar = await Create(otto, "/api/v1/calendars", new JsonObject { ["name"] = "Helgdagar", ["holidays"] = new JsonArray(), ["days"] = new JsonArray() });
        var draft = Draft(centre, "parks");
        draft["channels"] = new JsonArray(new JsonObject
        {
            ["rule"] = new JsonObject { ["channel"] = "Chat" },
            ["week"] = new JsonArray(new JsonObject { ["day"] = "Thursday", ["from"] = "08:00:00", ["until"] = "16:00:00" }),
            ["calendars"] = new JsonArray((string)calendar["id"]!),
        });
        var id = new ServiceId(Guid.Parse((string)(await Create(otto, "/api/v1/services", draft))["id"]!));
        Assert.True(await IsOpen(centre, id, Channel.Chat));

        using var changed = await Send(otto, HttpMethod.Put, $"/api/v1/calendars/{calendar["id"]}", new JsonObject
        {
            ["name"] = "Helgdagar", ["days"] = new JsonArray(),
            ["holidays"] = new JsonArray(new JsonObject { ["holiday"] = "se.christmas_eve", ["hours"] = new JsonArray() }),
        }, (string)calendar["version"]!);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.False(await IsOpen(centre, id, Channel.Chat));
    }

    [Fact]
    public async Task A_role_change_reaches_everybody_who_is_in_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        foreach (var person in new[] { centre.Maya, centre.Noor })
        {
            await centre.Tell(new PersonSignedIn(person), Stop);
            await centre.Tell(new PresenceChosen(person, People.Presence.Ready), Stop);
        }

        var address = $"/api/v1/roles/{centre.Everything.Value}";
        var seen = (string)(await otto.GetFromJsonAsync<JsonObject>(address, Stop))!["version"]!;
        using var answer = await Send(otto, HttpMethod.Put, address, new JsonObject
        {
            ["name"] = "Support only", ["services"] = new JsonArray(new JsonObject { ["service"] = centre.Support.Value.ToString(), ["channels"] = new JsonArray("Chat") }),
        }, seen);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var queues = await centre.Live.Inbox.Ask(it => it.Floor.Queues(it.Now), Stop);
        Assert.Equal(0, queues.Single(it => it.Service == centre.Sales && it.Channel == Channel.Chat).Able);
        Assert.Equal(2, queues.Single(it => it.Service == centre.Support && it.Channel == Channel.Chat).Able);
        Assert.Equal(0, queues.Single(it => it.Service == centre.Support && it.Channel == Channel.Voice).Able);
    }

    [Fact]
    public async Task Who_is_blocked_is_known_however_he_writes_his_address_and_only_until_it_is_lifted()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var list = (BlockList)server.Services.GetService(typeof(BlockList))!;

        var block = await Create(otto, "/api/v1/blocks", new JsonObject
        {
            ["kind"] = "Phone", ["address"] = "+46 70-123 45 67", ["until"] = DateTimeOffset.UtcNow.AddDays(1).ToString("O"),
        });

        Assert.True(await list.Holds(centre.Id, [new Sender(BlockKind.Phone, "0046701234567")], Stop));
        Assert.False(await list.Holds(centre.Id, [new Sender(BlockKind.Phone, "+46 70 123 45 68")], Stop));
        await using (var db = server.Databases.CreateDbContext())
        {
            var row = await db.Blocks.SingleAsync(Stop);
            Assert.DoesNotContain("1234567", row.Hash + row.Hint, StringComparison.Ordinal);
        }

        using var lifted = await otto.DeleteAsync($"/api/v1/blocks/{block["id"]}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        Assert.False(await list.Holds(centre.Id, [new Sender(BlockKind.Phone, "+46 70-123 45 67")], Stop));
    }

    [Fact]
    public async Task A_block_that_has_run_out_forgets_whom_it_meant()
    {
        var clock = new SetClock(DateTimeOffset.UtcNow);
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        foreach (var (address, days) in new[] { ("boris@example.org", 1), ("anna@example.org", 3) })
        {
            await Create(otto, "/api/v1/blocks", new JsonObject
            {
                ["kind"] = "Email", ["address"] = address, ["cause"] = "Hot", ["until"] = clock.GetUtcNow().AddDays(days).ToString("O"),
            });
        }

        clock.Advance(TimeSpan.FromDays(2));
        var erased = await ((LapsedBlocks)server.Services.GetService(typeof(LapsedBlocks))!).Erase(Stop);

        Assert.Equal(1, erased);
        await using var db = server.Databases.CreateDbContext();
        var rows = await db.Blocks.OrderBy(it => it.Until).ToListAsync(Stop);
        Assert.Equal(["", ""], [rows[0].Hash + rows[0].Hint, rows[0].Cause]);
        Assert.Equal("Hot", rows[1].Cause);
        Assert.NotEqual("", rows[1].Hash);
    }

    [Fact]
    public async Task Another_centre_neither_sees_nor_changes_a_service()
    {
        await using var server = await TestServer.Start(Stop);
        var ours = await server.NewCentre(Stop);
        var theirs = await server.NewCentre(Stop, "berg");
        using var otto = await theirs.SignIn("otto", Stop);

        using var shown = await otto.GetAsync($"/api/v1/services/{ours.Sales.Value}", Stop);
        using var changed = await Send(otto, HttpMethod.Put, $"/api/v1/services/{ours.Sales.Value}", Draft(theirs, "sales-2"), "*");

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
    }

    [Fact]
    public async Task An_agent_chooses_only_the_roles_that_he_may_take()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);

        using var answer = await Send(maya, HttpMethod.Put, "/api/v1/desk/role", new JsonObject { ["role"] = centre.Everything.Value.ToString() });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<bool> IsOpen(TestCentre centre, ServiceId service, Channel channel) =>
        (await centre.Live.Inbox.Ask(it => it.Floor.Queues(it.Now), Stop)).Single(it => it.Service == service && it.Channel == channel).IsOpen;

    private static JsonObject Draft(TestCentre centre, string key) => new()
    {
        ["key"] = key, ["commissioner"] = centre.Commissioner.Value.ToString(), ["name"] = new JsonObject { ["sv"] = key },
        ["channels"] = new JsonArray(new JsonObject { ["rule"] = new JsonObject { ["channel"] = "Chat" }, ["isAlwaysOpen"] = true }),
        ["allowedOrigins"] = new JsonArray(),
    };

    private static async Task<JsonObject> Create(HttpClient client, string address, JsonObject body, string? key = null)
    {
        using var answer = await Send(client, HttpMethod.Post, address, body, key: key);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string address, JsonObject body, string? seen = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        if (seen is not null) request.Headers.IfMatch.Add(seen == "*" ? EntityTagHeaderValue.Any : new EntityTagHeaderValue(seen));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Stop);
    }

    private static async Task<string> CodeOf(HttpResponseMessage answer) => (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["code"]!;
}
