using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Chat;

/// <summary>A citizen closes the lid without a word: who waits loses the place, who talks is shown as away until back.</summary>
public sealed class AwayTests : IAsyncLifetime
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private TestServer server = null!;
    private TestCentre centre = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop, clock: clock);
        centre = await server.NewCentre(Stop);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Who_has_gone_from_a_conversation_is_shown_as_away_and_as_back_when_back()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await using var maya = await LiveScreen.Open(centre, "maya", Stop);
        await MayaTakes(boris.Contact);
        await maya.Hears("desk", it => IsAway(it, boris.Contact) == false, Stop);

        clock.Advance(CitizenPresence.Away + Moment);
        await Look();
        await maya.Hears("desk", it => IsAway(it, boris.Contact) == true, Stop);

        using (await boris.Writes("Nu är jag tillbaka", Stop)) await maya.Hears("desk", it => IsAway(it, boris.Contact) == false, Stop);
    }

    [Fact]
    public async Task Who_is_away_from_a_conversation_for_long_still_has_it()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await MayaTakes(boris.Contact);

        clock.Advance(CitizenPresence.Grace + Moment);
        await Look();

        Assert.Equal(ConversationState.Talking, (await boris.Looks(Stop)).State);
    }

    [Fact]
    public async Task Who_has_gone_from_the_queue_loses_the_place_after_the_grace_and_not_before()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");

        clock.Advance(CitizenPresence.Grace / 2);
        await Look();
        Assert.Equal(Stage.Queued, await StageOf(boris.Contact));

        clock.Advance(CitizenPresence.Grace);
        await Look();
        Assert.Null(await StageOf(boris.Contact));
        Assert.Equal(ConversationState.Left, (await boris.Looks(Stop)).State);
    }

    [Fact]
    public async Task Whose_page_is_open_keeps_the_place_however_long_it_takes()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await using var page = boris.Follows(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await page.MoveNextAsync());

        clock.Advance(CitizenPresence.Grace * 3);
        await Look();

        Assert.Equal(Stage.Queued, await StageOf(boris.Contact));
    }

    private Task Look() => server.Services.GetRequiredService<LostCitizens>().Look(Stop);

    private Task<Stage?> StageOf(ContactId contact) => centre.Live.Inbox.Ask(state => state.Contacts.Find(contact)?.Stage, Stop);

    private async Task MayaTakes(ContactId contact)
    {
        await centre.Ready(centre.Maya, Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, (await centre.Live.Inbox.Ask(state => state.Floor.Contact(contact), Stop))!.Offer), Stop);
    }

    private static bool? IsAway(System.Text.Json.Nodes.JsonNode desk, ContactId contact) =>
        (bool?)desk["contacts"]!.AsArray().FirstOrDefault(it => (string?)it!["contact"] == contact.Value.ToString())?["isCitizenAway"];
}
