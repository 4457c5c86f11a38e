using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using Journey = Isberg.World.Journey;

namespace Isberg;

/// <summary>Whoever answers many calls never needs the mouse.</summary>
public sealed class SwitchboardTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task An_attendant_answers_parks_picks_up_finds_and_transfers_by_keys_alone()
    {
        await using var server = await TestServer.Start(Stop, change: it => it.Configuration["Isberg:Web"] = House.Web);
        var centre = await server.NewCentre(Stop, "tierp");
        await Town.Furnish(server, centre, Stop);
        server.Services.GetRequiredService<PhoneStates>().Set(centre.Id, centre.Maya, PhoneState.Ready);
        var maya = await Colleague.SignIn(Browsers, new Site($"http://localhost:{server.Address.Port}", centre.Key), "maya", "sv");
        await maya.BecomeReady();
        await maya.GoTo("switchboard");
        var keys = maya.Page.Keyboard;

        var call = new ContactId(Guid.NewGuid());
        await centre.Tell(new ContactArrived(call, new Need(centre.Sales, Channel.Voice)), Stop);
        await Expect(maya.Offer).ToBeVisibleAsync();
        await Settled(maya);
        await keys.PressAsync("Alt+Enter");
        await Expect(maya.Button("switchboard.park.park")).ToBeVisibleAsync();

        await centre.Ready(centre.Noor, Stop);
        await keys.PressAsync("Alt+k");
        var parked = maya.Page.GetByRole(AriaRole.Region, new() { Name = maya.Say("switchboard.park.title"), Exact = true });
        await Expect(parked).ToContainTextAsync("1");
        await keys.PressAsync("Alt+h");
        await Expect(parked).ToBeHiddenAsync();
        await Expect(maya.Button("switchboard.park.park")).ToBeVisibleAsync();

        await keys.PressAsync("Alt+s");
        await keys.TypeAsync("noo");
        await Expect(maya.Page.GetByRole(AriaRole.Option, new() { Selected = true }).Filter(new() { HasText = "Noor" })).ToContainTextAsync(maya.Say("switchboard.standing.free"));
        await keys.PressAsync("Alt+t");
        await Expect(maya.Button("switchboard.hand.done")).ToBeVisibleAsync();
        var sent = await centre.Live.Inbox.Ask(state => state.Floor.Contact(call)!, Stop);
        Assert.Equal((Stage.Offered, centre.Noor), (sent.Stage, sent.Person!.Value));

        await keys.PressAsync("Alt+j");
        await Expect(maya.Page.GetByText(maya.Say("switchboard.hand.ready"))).ToBeVisibleAsync();
    }

    /// <summary>An offer takes no key in its first half second.</summary>
    private static async Task Settled(Colleague agent)
    {
        var came = await agent.Page.EvaluateAsync<double>("performance.now()");
        await agent.Page.WaitForFunctionAsync("came => performance.now() - came > 600", came);
    }
}
