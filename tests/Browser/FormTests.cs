using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>The portal works in a browser without JavaScript.</summary>
public sealed class FormTests(Chromium chromium, Town town) : Journey(chromium)
{
    private static readonly Words Words = new("sv");

    [Fact]
    public async Task A_form_is_sent_answered_and_read_without_JavaScript()
    {
        var site = await town.NewCentre("falun", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();
        var page = await Browsers.New("sv", it => it.JavaScriptEnabled = false);

        await page.GotoAsync(site.Portal());
        await page.GetByRole(AriaRole.Link, new() { Name = "sales", Exact = true }).ClickAsync();
        await Send(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(Words.Portal("error-missing"));
        await page.GetByLabel(Words.Portal("matter")).FillAsync("Sophämtning");
        await page.GetByRole(AriaRole.Textbox, new() { Name = Words.Portal("message"), Exact = true }).FillAsync("Kärlet har inte tömts på två veckor.");
        await page.GetByLabel(Words.Portal("name")).FillAsync("Anna");
        await Send(page).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Words.Portal("receivedTitle"));
        var reference = await page.GetByRole(AriaRole.Definition).First.InnerTextAsync();
        var code = await page.GetByRole(AriaRole.Definition).Last.InnerTextAsync();

        await Expect(maya.Offer).ToContainTextAsync("Anna");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("Kärlet har inte tömts på två veckor.");
        await maya.Write("Vi tömmer det i morgon.");
        await Expect(maya.Messages.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);

        await page.GotoAsync(site.Portal());
        await page.GetByRole(AriaRole.Link, new() { Name = Words.Portal("statusLink") }).ClickAsync();
        await page.GetByLabel(Words.Portal("reference")).FillAsync(reference);
        await page.GetByLabel(Words.Portal("code")).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = Words.Portal("look") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List)).ToContainTextAsync("Vi tömmer det i morgon.");
    }

    private static ILocator Send(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = Words.Portal("send"), Exact = true });
}
