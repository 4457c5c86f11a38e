using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Board;

/// <summary>A supervisor sees the floor as it is, and what he does takes effect at once.</summary>
public sealed class BoardTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_waiting_contact_stands_on_the_board_and_can_be_moved()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var contact = await Arrive(centre);

        var board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);
        var waiting = Assert.Single(board!["waiting"]!.AsArray())!;
        Assert.Equal(contact.Value.ToString(), (string)waiting["contact"]!);
        Assert.True((bool)waiting["isStranded"]!);
        Assert.Equal(1, (int)board["alarms"]!["stranded"]!);
        Assert.Equal(9, ((string)waiting["reference"]!).Length);

        using var moved = await otto.PostAsJsonAsync($"/api/v1/board/contacts/{contact.Value}/move", new { service = centre.Support.Value }, Stop);
        Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);
        Assert.Equal(centre.Support.Value.ToString(), (string)board!["waiting"]![0]!["service"]!);
    }

    [Fact]
    public async Task A_supervisor_makes_a_colleague_ready_and_the_contact_is_offered_to_her()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        await Arrive(centre);
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);

        using var made = await otto.PutAsJsonAsync($"/api/v1/board/people/{centre.Maya.Value}/presence", new { presence = "Ready" }, Stop);

        Assert.Equal(HttpStatusCode.NoContent, made.StatusCode);
        var board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);
        var maya = board!["people"]!.AsArray().Single(it => (string)it!["name"]! == "Maya")!;
        Assert.Equal("Offered", (string)maya["doing"]![0]!["stage"]!);
    }

    [Fact]
    public async Task Who_forgot_to_sign_out_is_signed_out_and_her_contact_waits_again()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var contact = await Arrive(centre);
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);

        using var left = await otto.PutAsJsonAsync($"/api/v1/board/people/{centre.Maya.Value}/presence", new { presence = "SignedOut" }, Stop);

        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        var board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);
        Assert.Equal(contact.Value.ToString(), (string)Assert.Single(board!["waiting"]!.AsArray())!["contact"]!);
    }

    [Fact]
    public async Task A_discarded_contact_is_gone_and_a_prioritised_one_comes_first()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var (first, second) = (await Arrive(centre), await Arrive(centre));

        using var prioritised = await otto.PutAsJsonAsync($"/api/v1/board/contacts/{second.Value}/priority", new { priorityClass = 1 }, Stop);
        Assert.Equal(HttpStatusCode.NoContent, prioritised.StatusCode);
        var board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);
        Assert.Equal(second.Value.ToString(), (string)board!["waiting"]![0]!["contact"]!);

        using var discarded = await otto.DeleteAsync($"/api/v1/board/contacts/{first.Value}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);
        Assert.Equal(second.Value.ToString(), (string)Assert.Single(board!["waiting"]!.AsArray())!["contact"]!);
    }

    [Fact]
    public async Task The_board_says_why_nobody_takes_a_contact()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var contact = await Arrive(centre);
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);

        var why = await otto.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{contact.Value}/explanation", Stop);

        var maya = why!["people"]!.AsArray().Single(it => (string)it!["name"]! == "Maya")!;
        Assert.Equal("NotReady", (string)maya["verdict"]!);
    }

    [Fact]
    public async Task Another_centres_supervisor_cannot_touch_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var other = await server.NewCentre(Stop, "berg");
        using var otto = await other.SignIn("otto", Stop);
        var contact = await Arrive(centre);

        using var discarded = await otto.DeleteAsync($"/api/v1/board/contacts/{contact.Value}", Stop);
        using var steered = await otto.PutAsJsonAsync($"/api/v1/board/people/{centre.Maya.Value}/presence", new { presence = "Ready" }, Stop);
        var board = await otto.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop);

        Assert.Equal(HttpStatusCode.NotFound, discarded.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, steered.StatusCode);
        Assert.Empty(board!["waiting"]!.AsArray());
    }

    private static async Task<ContactId> Arrive(TestCentre centre)
    {
        var contact = new ContactId(Guid.NewGuid());
        await centre.Tell(new ContactArrived(contact, new Need(centre.Sales, Channel.Chat)), Stop);
        return contact;
    }
}
