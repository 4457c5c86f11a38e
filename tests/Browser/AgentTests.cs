using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>What else an agent does with a contact.</summary>
public sealed class AgentTests(Chromium chromium, Town town) : Journey(chromium)
{
    [Fact]
    public async Task A_whole_contact_is_handled_by_keyboard_alone()
    {
        var site = await town.NewCentre("knivsta", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = maya.Say("agent.waiting.notReady") })).ToBeVisibleAsync();
        var keys = maya.Page.Keyboard;

        await keys.PressAsync("Alt+r");
        var anna = await Citizen.Begin(Browsers, site, "sv", "Anna", "Hej!");
        await Expect(maya.Offer).ToBeFocusedAsync();
        await Settled(maya);
        await keys.PressAsync("Enter");
        await Expect(maya.Answer).ToBeFocusedAsync();
        await keys.TypeAsync("Hej Anna!");
        await keys.PressAsync("Enter");
        await anna.Sees("Hej Anna!");
        await keys.PressAsync("Alt+p");
        await Expect(maya.Button("agent.resume")).ToBeVisibleAsync();
        await keys.PressAsync("Alt+p");
        await Expect(maya.Button("agent.hold")).ToBeVisibleAsync();
        await keys.PressAsync("Alt+e");
        await Expect(maya.Button("agent.wrapUp.done")).ToBeVisibleAsync();
        await keys.PressAsync("Control+Enter");
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = maya.Say("agent.waiting.ready") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_contact_goes_on_to_a_colleague_with_a_note()
    {
        var site = await town.NewCentre("alunda", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "en");
        await maya.BecomeReady();
        var anna = await Citizen.Begin(Browsers, site, "en", "Anna", "A hard question");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("A hard question");
        var noor = await Colleague.SignIn(Browsers, site, "noor", "en");
        await noor.BecomeReady();

        await maya.Button("agent.transfer").ClickAsync();
        var dialog = maya.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(maya.Say("agent.transferTo.colleague")).ClickAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Noor" }).CheckAsync();
        await dialog.GetByLabel(maya.Say("agent.transferTo.note")).FillAsync("She has the drawings already");
        await dialog.GetByRole(AriaRole.Button, new() { Name = maya.Say("agent.transfer"), Exact = true }).ClickAsync();

        await noor.Button("agent.offer.accept").ClickAsync();
        await noor.Sees("She has the drawings already");
        await noor.Write("Hello, Noor here");
        await anna.Sees("Hello, Noor here");
        await Expect(anna.Messages).Not.ToContainTextAsync("drawings");
    }

    /// <summary>An offer takes no key in its first half second, so that one who writes does not answer it by accident.</summary>
    private static async Task Settled(Colleague agent)
    {
        var came = await agent.Page.EvaluateAsync<double>("performance.now()");
        await agent.Page.WaitForFunctionAsync("came => performance.now() - came > 600", came);
    }
}
