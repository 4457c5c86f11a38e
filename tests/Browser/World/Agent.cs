using Microsoft.Playwright;

namespace Isberg.World;

/// <summary>Somebody at a desk, doing what people do there.</summary>
public sealed class Agent(IPage page, Words words)
{
    public IPage Page => page;

    public static async Task<Agent> SignIn(Chromium chromium, ServerProcess server, string name, string language)
    {
        var agent = new Agent(await chromium.NewBrowser(language), new Words(language));
        await agent.Page.GotoAsync($"{server.Address}/desk/");
        await agent.Page.GetByLabel(agent.Say("session.email")).FillAsync(TestCentre.EmailOf(name));
        await agent.Page.GetByLabel(agent.Say("session.password"), new() { Exact = true }).FillAsync(TestCentre.Password);
        await agent.Button("session.signIn").ClickAsync();
        return agent;
    }

    public string Say(string key) => words.Desk(key);

    public ILocator Button(string key) => page.GetByRole(AriaRole.Button, new() { Name = Say(key), Exact = true });

    public Task BecomeReady() => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = Say("agent.presence.becomeReady"), Exact = true }).ClickAsync();

    public ILocator Offer => page.GetByRole(AriaRole.Alertdialog);

    public ILocator Messages => page.GetByRole(AriaRole.Log, new() { Name = Say("agent.messages") });

    public ILocator Answer => page.GetByLabel(Say("agent.writeAnswer"), new() { Exact = true });

    public ILocator Lost => page.GetByText(Say("shell.reconnecting"));

    public async Task Write(string text)
    {
        await Answer.FillAsync(text);
        await Answer.PressAsync("Enter");
    }

    public async Task Sees(string text) => await Assertions.Expect(Messages).ToContainTextAsync(text);
}
