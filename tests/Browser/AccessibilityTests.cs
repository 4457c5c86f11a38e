using Deque.AxeCore.Playwright;
using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>axe-core finds nothing to complain of on the desk's pages.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly List<string> barriers = [];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_pages_of_whoever_answers_have_no_barrier(ColorScheme colours)
    {
        await using var server = await ServerProcess.Start(Stop);
        var door = await chromium.NewBrowser("sv");
        await door.EmulateMediaAsync(new() { ColorScheme = colours });
        await door.GotoAsync($"{server.Address}/desk/");
        await Expect(door.GetByRole(AriaRole.Heading)).ToBeVisibleAsync();
        await Look(door, "sign-in");

        var maya = await Agent.SignIn(chromium, server, "maya", "sv");
        await maya.Page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        await maya.BecomeReady();
        await Look(maya.Page, "waiting");
        await Citizen.Begin(chromium, server, "sv", "Anna", "Hej! Vad kostar det?");
        await Expect(maya.Offer).ToBeVisibleAsync();
        await Look(maya.Page, "offer");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Write("Hej!");
        await Look(maya.Page, "conversation");
        await maya.Button("agent.transfer").ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Radiogroup, new() { Name = maya.Say("agent.transferTo.queue") })).ToBeVisibleAsync();
        await Look(maya.Page, "transfer");
        await maya.Page.Keyboard.PressAsync("Escape");
        await maya.Button("agent.end").ClickAsync();
        await Expect(maya.Button("agent.wrapUp.done")).ToBeVisibleAsync();
        await Look(maya.Page, "wrap-up");
        await maya.Button("agent.wrapUp.done").ClickAsync();

        await maya.Page.GotoAsync($"{server.Address}/desk/history");
        var row = maya.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Anna" });
        await Expect(row).ToBeVisibleAsync();
        await Look(maya.Page, "history");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(maya.Page.GetByText("Vad kostar det?")).ToBeVisibleAsync();
        await Look(maya.Page, "story");
        await maya.Page.GotoAsync($"{server.Address}/desk/account");
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Look(maya.Page, "account");
        Assert.True(barriers.Count == 0, string.Join('\n', barriers));
    }

    private async Task Look(IPage page, string name)
    {
        var found = await page.RunAxe();
        barriers.AddRange(found.Violations.SelectMany(it => it.Nodes.Select(node => $"{name}: {it.Id}: {it.Help}: {node.Html}")));
    }
}
