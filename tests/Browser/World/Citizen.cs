using Microsoft.Playwright;

namespace Isberg.World;

/// <summary>A citizen on a service's page, with the chat that is embedded there.</summary>
public sealed class Citizen(IPage page, Words words)
{
    public IPage Page => page;

    public static async Task<Citizen> Begin(Chromium chromium, ServerProcess server, string language, string name, string question)
    {
        var citizen = new Citizen(await chromium.NewBrowser(language), new Words(language));
        await citizen.Page.GotoAsync($"{server.Address}/sund/sales?language={language}");
        await citizen.Page.GetByRole(AriaRole.Button, new() { Name = citizen.Say("open"), Exact = true }).ClickAsync();
        await citizen.Chat.GetByLabel(citizen.Say("name")).FillAsync(name);
        await citizen.Chat.GetByLabel(citizen.Say("question")).FillAsync(question);
        await citizen.Button("start").ClickAsync();
        await Assertions.Expect(citizen.Messages).ToContainTextAsync(question);
        return citizen;
    }

    public string Say(string key) => words.Widget(key);

    /// <summary>The page has a form too.</summary>
    public ILocator Chat => page.GetByRole(AriaRole.Dialog);

    public ILocator Button(string key) => Chat.GetByRole(AriaRole.Button, new() { Name = Say(key), Exact = true });

    public ILocator Messages => Chat.GetByRole(AriaRole.Log);

    public async Task Write(string text)
    {
        await Chat.GetByLabel(Say("write")).FillAsync(text);
        await Button("send").ClickAsync();
    }

    public async Task Sees(string text) => await Assertions.Expect(Messages).ToContainTextAsync(text);
}
