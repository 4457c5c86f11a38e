using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>A call is parked at one desk, seen at all, and picked up at another.</summary>
public sealed class ParkedCallTests(OneServer one) : IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parked_call_is_seen_with_its_place_and_picked_up_by_whoever_has_a_phone()
    {
        var (centre, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        using var noor = await centre.SignIn("noor", Stop);
        var contact = await Talk(centre);

        var place = await Does(maya, contact, "park");
        Assert.Equal((HttpStatusCode.OK, 1), (place.Status, (int)place.Body!["place"]!));
        var parked = Assert.Single((await noor.GetFromJsonAsync<JsonObject>("/api/v1/desk/parked", Stop))!["calls"]!.AsArray())!;
        Assert.Equal((contact.Value.ToString(), 1, "Maya"), ((string)parked["contact"]!, (int)parked["place"]!, (string)parked["byName"]!));
        Assert.Empty((await maya.GetFromJsonAsync<JsonObject>("/api/v1/desk", Stop))!["contacts"]!.AsArray());

        await centre.Ready(centre.Noor, Stop);
        Assert.Equal("phone.not_ready", (string)(await Does(noor, contact, "pick-up")).Body!["code"]!);
        one.Server.Services.GetRequiredService<PhoneStates>().Set(centre.Id, centre.Noor, PhoneState.Ready);
        Assert.Equal(HttpStatusCode.NoContent, (await Does(noor, contact, "pick-up")).Status);
        Assert.Equal("contact.not_parked", (string)(await Does(noor, contact, "pick-up")).Body!["code"]!);
        Assert.Equal("Handled", (string)Assert.Single((await noor.GetFromJsonAsync<JsonObject>("/api/v1/desk", Stop))!["contacts"]!.AsArray())!["stage"]!);
    }

    [Fact]
    public async Task The_story_tells_who_parked_a_call_and_who_picked_it_up_and_each_has_a_segment()
    {
        var (centre, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        var contact = await Talk(centre);
        await centre.Tell(new ContactParked(contact, centre.Maya), Stop);
        await centre.Tell(new PersonSignedIn(centre.Noor), Stop);
        await centre.Tell(new ContactPickedUp(contact, centre.Noor), Stop);
        await centre.Tell(new ConversationEnded(contact, centre.Noor), Stop);

        var story = (await maya.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{contact.Value}", Stop))!;
        var told = story["events"]!.AsArray().Where(it => (string)it!["kind"]! is "contact.parked" or "contact.picked.up");
        Assert.Equal(["Maya", "Noor"], told.Select(it => (string)it!["personName"]!));
        await using var db = one.Server.Databases.CreateDbContext();
        var segments = await db.Segments.Where(it => it.Contact == contact).OrderBy(it => it.Number).ToListAsync(Stop);
        Assert.Equal([(centre.Maya, true), (centre.Noor, true)], segments.Select(it => (it.Person!.Value, it.EndedAt is not null)));
    }

    [Fact]
    public async Task A_call_of_another_centre_is_neither_seen_nor_picked_up()
    {
        var (centre, _) = await one.NewCentre();
        var (elsewhere, _) = await one.NewCentre();
        var contact = await Talk(elsewhere);
        await elsewhere.Tell(new ContactParked(contact, elsewhere.Maya), Stop);
        using var noor = await centre.SignIn("noor", Stop);

        Assert.Empty((await noor.GetFromJsonAsync<JsonObject>("/api/v1/desk/parked", Stop))!["calls"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await Does(noor, contact, "pick-up")).Status);
    }

    /// <summary>Maya has a call.</summary>
    private static async Task<ContactId> Talk(TestCentre centre)
    {
        var contact = new ContactId(Guid.NewGuid());
        await centre.Ready(centre.Maya, Stop);
        await centre.Tell(new ContactArrived(contact, new Need(centre.Sales, Channel.Voice)), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);
        return contact;
    }

    private static async Task<(HttpStatusCode Status, JsonObject? Body)> Does(HttpClient desk, ContactId contact, string act)
    {
        using var answer = await desk.PostAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/{act}", new { }, Stop);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.NoContent ? null : await answer.Content.ReadFromJsonAsync<JsonObject>(Stop));
    }
}
