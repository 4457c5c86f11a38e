using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg.World;

/// <summary>A citizen on a service's page, with the chat that is embedded there.</summary>
public sealed class Citizen(IPage page, Words words)
{
    public IPage Page => page;

    /// <summary>Comes to a page with a chat and opens it.</summary>
    public static async Task<Citizen> Come(Browsers browsers, string address, string language, Action<BrowserNewContextOptions>? set = null)
    {
        var citizen = new Citizen(await browsers.New(language, set), new Words(language));
        await citizen.Page.GotoAsync($"{address}?language={language}");
        await citizen.Launcher.ClickAsync();
        return citizen;
    }

    /// <summary>Asks the sales service, and waits in its queue.</summary>
    public static async Task<Citizen> Begin(Browsers browsers, Site site, string language, string name, string question, string service = "sales")
    {
        var citizen = await Come(browsers, site.Portal(service), language);
        await citizen.Ask(name, question);
        await citizen.Sees(question);
        return citizen;
    }

    public string Say(string key) => words.Widget(key);

    public ILocator Launcher => page.GetByRole(AriaRole.Button, new() { Name = Say("open"), Exact = true });

    /// <summary>The page has a form too.</summary>
    public ILocator Chat => page.GetByRole(AriaRole.Dialog);

    public ILocator Button(string key) => Chat.GetByRole(AriaRole.Button, new() { Name = Say(key), Exact = true });

    public ILocator Field(string key) => Chat.GetByRole(AriaRole.Textbox, new() { Name = Say(key) });

    public ILocator Messages => Chat.GetByRole(AriaRole.Log);

    public async Task Ask(string name, string question, string? email = null)
    {
        await Field("name").FillAsync(name);
        if (email is not null) await Field("email").FillAsync(email);
        await Field("question").FillAsync(question);
        await Button("start").ClickAsync();
    }

    public async Task Write(string text)
    {
        await Field("write").FillAsync(text);
        await Button("send").ClickAsync();
    }

    public async Task Sees(string text) => await Expect(Messages).ToContainTextAsync(text);
}
