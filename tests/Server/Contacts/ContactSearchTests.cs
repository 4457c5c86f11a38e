using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Chat;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Contacts;

/// <summary>Old contacts are found by what was said, what they were about and who handled them.</summary>
public sealed class ContactSearchTests(Postgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_contact_is_found_in_small_and_large_letters_by_its_reason_and_by_who_handled_it(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        var (whole, part) = (new ReasonId(Guid.NewGuid()), new ReasonId(Guid.NewGuid()));
        await using (var db = server.Databases.CreateDbContext())
        using (await server.Databases.WriteGate(Stop))
        {
            db.Reasons.Add(new Reason { Id = whole, Centre = centre.Id, Name = Texts.Of(("sv", "Förskola")) });
            db.Reasons.Add(new Reason { Id = part, Centre = centre.Id, Parent = whole, Name = Texts.Of(("sv", "Köplats")) });
            await db.SaveChangesAsync(Stop);
        }

        using var maya = await centre.SignIn("maya", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej från ÄLVSJÖ och Åmål", email: "boris@example.org");
        using var other = await Boris.Begins(server, Stop, message: "Hej från alvsjo");
        await MayaHandles(centre, boris.Contact, part);

        Assert.Equal([boris.Contact.Value], await Found(maya, "text=älvsjö"));
        Assert.Equal([boris.Contact.Value], await Found(maya, "text=åMÅL"));
        Assert.Equal([boris.Contact.Value], await Found(maya, "text=BORIS@example"));
        Assert.Equal([other.Contact.Value], await Found(maya, "text=ALVSJO"));
        Assert.Equal([boris.Contact.Value], await Found(maya, $"reason={part.Value}"));
        Assert.Equal([boris.Contact.Value], await Found(maya, $"reason={whole.Value}"));
        Assert.Empty(await Found(maya, $"reason={Guid.NewGuid()}"));
        Assert.Equal([boris.Contact.Value], await Found(maya, $"person={centre.Maya.Value}"));
        Assert.Empty(await Found(maya, $"person={centre.Noor.Value}"));
        var choices = await maya.GetFromJsonAsync<JsonObject>("/api/v1/contacts/choices", Stop);
        Assert.Equal((3, 2), (choices!["people"]!.AsArray().Count, choices["reasons"]!.AsArray().Count));
    }

    private static async Task<IEnumerable<Guid>> Found(HttpClient by, string query) =>
        (await by.GetFromJsonAsync<JsonObject>($"/api/v1/contacts?{query}", Stop))!["items"]!.AsArray().Select(it => (Guid)it!["contact"]!);

    private static async Task MayaHandles(TestCentre centre, ContactId contact, ReasonId reason)
    {
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);
        await centre.Tell(new ConversationEnded(contact, centre.Maya), Stop);
        await centre.Tell(new WrapUpFinished(contact, centre.Maya, [reason]), Stop);
    }
}
