using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Board;

/// <summary>Who is to be called back stands on a list, and can be called at once or not at all.</summary>
public sealed class SteerCallbackTests(OneServer world) : IClassFixture<OneServer>
{
    private const string Reason = "Har fått svar i en annan kanal";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_who_is_to_be_called_stands_on_the_list_by_his_wait_a_page_at_a_time()
    {
        var (centre, _) = await world.NewCentre();
        var (second, first) = (await Asks(centre, centre.Sales, minutesAgo: 5), await Asks(centre, centre.Support, minutesAgo: 9));
        using var maya = await centre.SignIn("maya", Stop);

        var page = (await maya.GetFromJsonAsync<JsonObject>("/api/v1/callbacks?size=1", Stop))!;
        var next = (await maya.GetFromJsonAsync<JsonObject>($"/api/v1/callbacks?size=1&after={page["next"]}", Stop))!;
        Assert.Equal([first.Value.ToString()], Asked(page));
        Assert.Equal([second.Value.ToString()], Asked(next));
        Assert.Null(next["next"]);
        Assert.Equal([second.Value.ToString()], Asked((await maya.GetFromJsonAsync<JsonObject>($"/api/v1/callbacks?service={centre.Sales.Value}", Stop))!));
        Assert.Equal(2, (int)(await maya.GetFromJsonAsync<JsonObject>("/api/v1/callbacks/count", Stop))!["open"]!);

        using var otto = await centre.SignIn("otto", Stop);
        var board = (await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop))!;
        Assert.Equal([1, 1], board["services"]!.AsArray().Select(it => (int)it!["callbacks"]!));
    }

    [Fact]
    public async Task Whoever_may_not_see_the_service_does_not_see_who_is_to_be_called()
    {
        var (centre, _) = await world.NewCentre();
        var asked = await Asks(centre, centre.Sales, minutesAgo: 5);
        var reading = world.Server.Services.GetRequiredService<CallbackReading>();
        var limited = centre.Everybody with { Commissioners = new HashSet<CommissionerId> { new(Guid.NewGuid()) } };
        Assert.Empty(await reading.Open(limited, null, null, 10, Stop));
        Assert.Equal(0, await reading.Count(limited, Stop));
        using var stranger = await (await world.NewCentre()).Centre.SignIn("otto", Stop);
        Assert.Empty(Asked((await stranger.GetFromJsonAsync<JsonObject>("/api/v1/callbacks", Stop))!));
        Assert.Equal(HttpStatusCode.NotFound, await Post(stranger, asked, "now"));
        Assert.Equal(HttpStatusCode.NotFound, await Post(stranger, asked, "discard", new { reason = Reason }));
    }

    [Fact]
    public async Task Whoever_waits_between_two_tries_is_called_at_once_when_a_supervisor_says_so()
    {
        var (centre, _) = await world.NewCentre();
        var asked = await Asks(centre, centre.Sales, minutesAgo: 5);
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);

        Assert.Equal(HttpStatusCode.Forbidden, await Post(maya, asked, "now"));
        Assert.Equal(HttpStatusCode.NoContent, await Post(otto, asked, "now"));

        Assert.True((await Row(asked)).DueAt <= DateTimeOffset.UtcNow, "He is due.");
        var story = (await maya.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{asked.Value}", Stop))!;
        var steered = story["events"]!.AsArray().Single(it => (string)it!["kind"]! == "callback.steered")!;
        Assert.Equal(("Hastened", "Otto"), ((string)steered["cause"]!, (string)steered["personName"]!));
    }

    [Fact]
    public async Task Whoever_is_not_to_be_called_any_more_leaves_the_list_the_queue_and_a_reason()
    {
        var (centre, _) = await world.NewCentre();
        var asked = await Asks(centre, centre.Sales, minutesAgo: 5);
        var waiting = await Waits(centre, asked);
        using var otto = await centre.SignIn("otto", Stop);
        Assert.Equal(HttpStatusCode.Conflict, await Post(otto, asked, "now"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(otto, asked, "discard", new { reason = " " }));

        Assert.Equal(HttpStatusCode.NoContent, await Post(otto, asked, "discard", new { reason = Reason }));

        Assert.Empty(Asked((await otto.GetFromJsonAsync<JsonObject>("/api/v1/callbacks", Stop))!));
        Assert.Null(await centre.Live.Inbox.Ask(state => state.Floor.Contact(waiting), Stop));
        var told = (await otto.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{waiting.Value}", Stop))!["callbacks"]!.AsArray().Single()!;
        Assert.Equal((Reason, "Otto", "Withdrawn"), ((string)told["reason"]!, (string)told["endedByName"]!, (string)told["ending"]!));
        Assert.Equal(HttpStatusCode.NotFound, await Post(otto, asked, "discard", new { reason = Reason }));

        Assert.Null(await world.Server.Services.GetRequiredService<EraseContent>().OfContact(centre.Everybody, asked, Stop));
        Assert.Equal((null, null), ((await Row(asked)).Reason, (await Row(asked)).Phone));
    }

    [Fact]
    public async Task Whoever_somebody_is_calling_just_now_is_not_taken_away()
    {
        var (centre, _) = await world.NewCentre();
        var asked = await Asks(centre, centre.Sales, minutesAgo: 5);
        var waiting = await Waits(centre, asked);
        await centre.Ready(centre.Maya, Stop);
        await centre.Tell(new OfferAccepted(waiting, centre.Maya, 1), Stop);
        using var otto = await centre.SignIn("otto", Stop);

        Assert.Equal(HttpStatusCode.Conflict, await Post(otto, asked, "discard", new { reason = Reason }));

        var now = (await otto.GetFromJsonAsync<JsonObject>("/api/v1/callbacks", Stop))!["items"]!.AsArray().Single()!["now"]!;
        Assert.Equal(("Handled", "Maya"), ((string)now["stage"]!, (string)now["personName"]!));
    }

    /// <summary>Somebody has called, asked to be called back, and is to be called in an hour.</summary>
    private async Task<ContactId> Asks(TestCentre centre, ServiceId service, int minutesAgo)
    {
        var asked = new ContactId(Guid.NewGuid());
        await centre.Tell(new ContactArrived(asked, new Need(service, Channel.Voice)), Stop);
        await centre.Tell(new ContactLeft(asked, LeaveWay.Callback), Stop);
        await Store(db => db.Add(new CallbackRow
        {
            Asked = asked, Centre = centre.Id, Commissioner = centre.Commissioner, Service = service, Language = new Language("sv"), Phone = "+46701234567",
            Since = DateTimeOffset.UtcNow.AddMinutes(-minutesAgo), DueAt = DateTimeOffset.UtcNow.AddHours(1),
        }));
        return asked;
    }

    /// <summary>His try has come into the queue.</summary>
    private async Task<ContactId> Waits(TestCentre centre, ContactId asked)
    {
        var contact = new ContactId(Guid.NewGuid());
        Assert.Null(await centre.Live.Inbox.Send(
            _ => new Act(new ContactArrived(contact, new Need(centre.Sales, Channel.Voice), Earlier: asked), [new CallbackTried(contact, 1)]), Stop));
        await Store(async db =>
        {
            var row = await db.Callbacks.SingleAsync(it => it.Asked == asked, Stop);
            (row.Contact, row.DueAt) = (contact, null);
        });
        return contact;
    }

    private async Task<CallbackRow> Row(ContactId asked)
    {
        await using var db = world.Server.Databases.CreateDbContext();
        return await db.Callbacks.AsNoTracking().SingleAsync(it => it.Asked == asked, Stop);
    }

    private Task Store(Action<Storage.Database> change) => Store(db =>
    {
        change(db);
        return Task.CompletedTask;
    });

    private async Task Store(Func<Storage.Database, Task> change)
    {
        await using var db = world.Server.Databases.CreateDbContext();
        using var alone = await world.Server.Databases.WriteGate(Stop);
        await change(db);
        await db.SaveChangesAsync(Stop);
    }

    private static async Task<HttpStatusCode> Post(HttpClient client, ContactId asked, string act, object? body = null)
    {
        using var answer = await client.PostAsJsonAsync(new Uri($"/api/v1/board/callbacks/{asked.Value}/{act}", UriKind.Relative), body ?? new { }, Stop);
        return answer.StatusCode;
    }

    private static IEnumerable<string> Asked(JsonObject page) => page["items"]!.AsArray().Select(it => (string)it!["asked"]!);
}
