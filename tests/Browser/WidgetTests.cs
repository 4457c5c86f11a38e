using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>The chat on other people's pages, by keyboard, and enlarged.</summary>
public sealed class WidgetTests(Chromium chromium, Town town) : Journey(chromium)
{
    [Fact]
    public async Task A_site_that_was_allowed_shows_the_chat_and_a_reload_keeps_the_conversation()
    {
        var site = await town.NewCentre("mora", Stop);
        await using var allowed = await ForeignSite.Start(site, "sv", Stop);
        await using var other = await ForeignSite.Start(site, "sv", Stop);
        var otto = await Colleague.SignIn(Browsers, site, "otto", "sv");
        await Allow(otto, allowed.Address);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();

        var anna = await Citizen.Come(Browsers, allowed.Address, "sv");
        await anna.Ask("Anna", "Hej från grannkommunen");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Write("Välkommen!");
        await anna.Sees("Välkommen!");
        await anna.Page.ReloadAsync();
        await anna.Sees("Hej från grannkommunen");
        await anna.Sees("Välkommen!");
        await anna.Write("Jag är kvar.");
        await maya.Sees("Jag är kvar.");

        var boris = await Citizen.Come(Browsers, other.Address, "sv");
        await Expect(boris.Chat.GetByText(boris.Say("notHere"))).ToBeVisibleAsync();
        await Expect(boris.Field("question")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_whole_conversation_is_held_by_keyboard_alone()
    {
        var site = await town.NewCentre("visby", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "fi");
        await maya.BecomeReady();
        var page = await Browsers.New("fi");
        var (anna, keys) = (new Citizen(page, new Words("fi")), page.Keyboard);
        await page.GotoAsync($"{site.Portal("sales")}?language=fi");

        await Reach(anna.Launcher, keys);
        await keys.PressAsync("Enter");
        await Expect(anna.Field("question")).ToBeFocusedAsync();
        await keys.TypeAsync("Näppäimistöllä");
        await Reach(anna.Button("start"), keys);
        await keys.PressAsync("Enter");
        await Expect(anna.Field("write")).ToBeFocusedAsync();
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Write("Hei!");
        await anna.Sees("Hei!");
        await keys.TypeAsync("Kiitos!");
        await keys.PressAsync("Enter");
        await maya.Sees("Kiitos!");

        await keys.PressAsync("Escape");
        await Expect(anna.Chat).ToBeHiddenAsync();
        await Expect(anna.Launcher).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Reach(anna.Button("end"), keys);
        await keys.PressAsync("Enter");
        await Expect(anna.Button("endYes")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(anna.Chat).ToContainTextAsync(anna.Say("ended"));
        await Reach(anna.Button("again"), keys);
    }

    [Theory]
    [InlineData(640, 400)]
    [InlineData(320, 256)]
    public async Task Enlarged_two_and_four_times_nothing_of_the_chat_is_lost(int width, int height)
    {
        var site = await town.NewCentre($"sala-{width}", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();
        var anna = await Citizen.Come(Browsers, site.Portal("sales"), "sv", it => it.ViewportSize = new() { Width = width, Height = height });
        await IsNoWiderThanTheScreen(anna);
        await anna.Ask("Anna", "Syns allt?");
        await anna.Sees("Syns allt?");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Write("Ja, allt.");
        await Expect(anna.Messages.GetByText("Ja, allt.")).ToBeInViewportAsync();
        await anna.Write("Fint!");
        await maya.Sees("Fint!");
        await IsWholeInView(anna.Field("write"));
        await IsNoWiderThanTheScreen(anna);
        await anna.Button("end").ClickAsync();
        await anna.Button("endYes").ClickAsync();
        await IsWholeInView(anna.Chat.GetByText(anna.Say("ended")));
        await anna.Button("again").ClickAsync();
        await Expect(anna.Field("question")).ToBeVisibleAsync();
    }

    private static async Task Allow(Colleague otto, string origin)
    {
        await otto.GoTo("services");
        await otto.Follow("sales");
        await otto.OpenTab("services.tab.chat");
        await otto.Field("services.chat.origins").FillAsync(origin);
        await otto.Save();
    }

    /// <summary>Tabs on until the control has the focus, as long as a person would.</summary>
    private static async Task Reach(ILocator control, IKeyboard keys)
    {
        const int mostSteps = 40;
        await Expect(control).ToBeVisibleAsync();
        for (var step = 0; step < mostSteps; step++)
        {
            if (await control.EvaluateAsync<bool>("it => it.getRootNode().activeElement === it")) return;
            await keys.PressAsync("Tab");
        }

        Assert.Fail("The control is not reached by the tab key.");
    }

    private static async Task IsWholeInView(ILocator part)
    {
        await part.ScrollIntoViewIfNeededAsync();
        await Expect(part).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    private static async Task IsNoWiderThanTheScreen(Citizen citizen) =>
        Assert.Equal(0, await citizen.Chat.EvaluateAsync<int>("it => Math.max(it.scrollWidth - it.clientWidth, document.documentElement.scrollWidth - innerWidth)"));
}
