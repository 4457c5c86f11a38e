using Isberg.World;
using Microsoft.Playwright;

namespace Isberg;

/// <summary>axe-core finds nothing to complain of where citizens ask and agents answer: each language once, light and dark, wide and narrow.</summary>
public sealed class AccessibilityTests(Chromium chromium, Town town) : Journey(chromium)
{
    private readonly Barriers barriers = new();

    [Theory]
    [InlineData("sv", ColorScheme.Light, 1280)]
    [InlineData("fi", ColorScheme.Dark, 390)]
    [InlineData("en", ColorScheme.Dark, 1280)]
    public async Task A_contact_meets_no_barrier_on_either_side(string language, ColorScheme colours, int width)
    {
        var site = await town.NewCentre($"contact-{language}", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", language, it => it.ColorScheme = colours);
        await maya.BecomeReady();
        await barriers.Look(maya.Page, "waiting", maya.Heading("agent.waiting.ready"));
        var anna = await Citizen.Come(Browsers, site.Portal("sales"), language, Looks);
        await barriers.Look(anna.Page, "chat, opened", anna.Field("question"));
        await anna.Ask("Anna", "Vad kostar det?");
        await barriers.Look(anna.Page, "chat, waiting", anna.Messages.GetByText("Vad kostar det?"));
        await barriers.Look(maya.Page, "offer", maya.Offer);

        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Write("Hej!");
        await barriers.Look(maya.Page, "conversation", maya.Messages.GetByText("Hej!"));
        await barriers.Look(anna.Page, "chat, in conversation", anna.Messages.GetByText("Hej!"));
        await maya.Button("agent.transfer").ClickAsync();
        await barriers.Look(maya.Page, "transfer", maya.Dialog.GetByRole(AriaRole.Textbox));
        await maya.Page.Keyboard.PressAsync("Escape");
        await maya.Button("agent.end").ClickAsync();
        await barriers.Look(maya.Page, "wrap-up", maya.Button("agent.wrapUp.done"));
        await barriers.Look(anna.Page, "chat, ended", anna.Button("again"));
        await maya.Button("agent.wrapUp.done").ClickAsync();

        await maya.Page.GotoAsync(site.Desk("history"));
        var row = maya.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Anna" });
        await barriers.Look(maya.Page, "history", row);
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await barriers.Look(maya.Page, "story", maya.Page.GetByText("Vad kostar det?"));
        barriers.AreNone();

        void Looks(BrowserNewContextOptions it) => (it.ColorScheme, it.ViewportSize) = (colours, new() { Width = width, Height = 800 });
    }

    [Theory]
    [InlineData("sv", ColorScheme.Dark, 1280)]
    [InlineData("fi", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Light, 390)]
    public async Task The_public_pages_have_no_barrier(string language, ColorScheme colours, int width)
    {
        var site = await town.NewCentre($"public-{language}", Stop);
        var words = new Words(language);
        var page = await Browsers.New(language, it => (it.ColorScheme, it.ViewportSize) = (colours, new() { Width = width, Height = 800 }));
        var heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        var send = page.GetByRole(AriaRole.Button, new() { Name = words.Portal("send"), Exact = true });

        await page.GotoAsync($"{site.Address}?language={language}");
        await barriers.Look(page, "all centres", heading);
        await page.GotoAsync($"{site.Portal()}?language={language}");
        await barriers.Look(page, "services", page.GetByRole(AriaRole.Link, new() { Name = "sales", Exact = true }));
        await page.GetByRole(AriaRole.Link, new() { Name = "sales", Exact = true }).ClickAsync();
        await barriers.Look(page, "service, chat closed", new Citizen(page, words).Launcher);
        await send.ClickAsync();
        await barriers.Look(page, "form with errors", page.GetByRole(AriaRole.Alert));
        await page.GetByLabel(words.Portal("matter")).FillAsync("Sophämtning");
        await page.GetByRole(AriaRole.Textbox, new() { Name = words.Portal("message"), Exact = true }).FillAsync("Kärlet är fullt.");
        await send.ClickAsync();
        await barriers.Look(page, "receipt", page.GetByRole(AriaRole.Definition));
        await page.GotoAsync($"{site.Address}/status?language={language}");
        await barriers.Look(page, "status", page.GetByLabel(words.Portal("code")));
        await page.GotoAsync($"{site.Portal("nothing")}?language={language}");
        await barriers.Look(page, "no such page", heading);
        barriers.AreNone();
    }
}
