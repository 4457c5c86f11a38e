using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Reporting;

/// <summary>Whoever shows figures is told when they change; whoever answers sees his own day and nobody else's.</summary>
public sealed class OwnFiguresTests : IAsyncLifetime
{
    private TestServer server = null!;
    private TestCentre centre = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop);
        centre = await server.NewCentre(Stop);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Maya_sees_what_she_answered_and_Noor_does_not_see_it()
    {
        using var maya = await centre.SignIn("maya", Stop);
        using var noor = await centre.SignIn("noor", Stop);
        await MayaAnswers();
        await MayaAnswers();

        JsonElement own;
        do own = await maya.GetFromJsonAsync<JsonElement>("/api/v1/figures/own", Stop);
        while (Finished(own) < 2);

        Assert.Equal(2, own.GetProperty("counts").GetProperty("answered").GetInt64());
        Assert.True(own.GetProperty("handling").GetProperty("mean").GetDouble() >= 0);
        Assert.True(own.GetProperty("time").GetProperty("occupancy").GetProperty("whole").GetInt64() >= 0);
        Assert.Equal(0, Finished(await noor.GetFromJsonAsync<JsonElement>("/api/v1/figures/own", Stop)));
        using var others = await noor.GetAsync($"/api/v1/figures?from=2026-01-01&to=2026-12-31&person={centre.Maya.Value}", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
    }

    [Fact]
    public async Task A_screen_that_shows_figures_is_told_that_they_changed_and_one_without_the_permission_is_not()
    {
        await using var otto = await LiveScreen.Open(centre, "otto", Stop);
        await using var maya = await LiveScreen.Open(centre, "maya", Stop);
        await otto.Hears("board", _ => true, Stop);
        await maya.Hears("desk", _ => true, Stop);
        await otto.Says("WatchFigures", Stop);
        await maya.Says("WatchFigures", Stop);

        // Joining and telling race with each other, as they do on a real screen: something happens until it is heard.
        var heard = otto.Hears("figures", _ => true, Stop);
        while (!heard.IsCompleted) await MayaAnswers();

        Assert.NotNull((string?)(await heard)["at"]);
        Assert.DoesNotContain("figures", await maya.HeardUntil("desk", it => it["contacts"]!.AsArray().Count == 0, Stop));
    }

    private async Task MayaAnswers()
    {
        await centre.Ready(centre.Maya, Stop);
        var contact = new ContactId(Guid.CreateVersion7());
        await centre.Tell(new ContactArrived(contact, new(centre.Sales, Channel.Chat)), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);
        await centre.Tell(new ConversationEnded(contact, centre.Maya), Stop);
        await centre.Tell(new WrapUpFinished(contact, centre.Maya, []), Stop);
    }

    private static long Finished(JsonElement own) => own.GetProperty("counts").GetProperty("finished").GetInt64();
}
