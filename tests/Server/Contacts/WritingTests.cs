using System.Text.Json.Nodes;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Contacts;

/// <summary>Whoever has a contact open sees that a colleague writes an answer in it; nobody else does.</summary>
public sealed class WritingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_who_looks_at_a_contact_sees_who_writes_in_it_and_a_stranger_does_not()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var there = await server.NewCentre(Stop, "there");
        var contact = await Handled(centre);
        await using var maya = await LiveScreen.Open(centre, "maya", Stop);
        await using var noor = await LiveScreen.Open(centre, "noor", Stop);
        await using var stranger = await LiveScreen.Open(there, "maya", Stop);
        await stranger.Hears("desk", it => it["presence"]!.GetValue<string>() != "SignedOut", Stop);
        foreach (var screen in new[] { noor, stranger }) await screen.Says("WatchContact", Stop, contact.Value);
        await noor.Says("Writing", Stop, contact.Value); // it is not hers to answer

        var seen = await Seen(maya, noor, contact);
        Assert.Equal((contact.Value, "Maya"), (seen["contact"]!.GetValue<Guid>(), seen["personName"]!.GetValue<string>()));

        await there.Tell(new PresenceChosen(there.Maya, Presence.Ready), Stop);
        Assert.DoesNotContain("writing", await stranger.HeardUntil("desk", it => it["presence"]!.GetValue<string>() == "Ready", Stop));
    }

    /// <summary>Her screen may not be watching yet when he writes first.</summary>
    private static async Task<JsonNode> Seen(LiveScreen writer, LiveScreen watcher, ContactId contact)
    {
        var heard = watcher.Hears("writing", _ => true, Stop);
        while (!heard.IsCompleted)
        {
            await writer.Says("Writing", Stop, contact.Value);
            await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(100), Stop));
        }

        return await heard;
    }

    private static async Task<ContactId> Handled(TestCentre centre)
    {
        var contact = new ContactId(Guid.NewGuid());
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        await centre.Tell(new ContactArrived(contact, new Need(centre.Sales, Channel.Chat)), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);
        return contact;
    }
}
