using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg.World;

/// <summary>Somebody at a desk, doing what people do there.</summary>
public sealed class Colleague(IPage page, Words words)
{
    public IPage Page => page;

    public static async Task<Colleague> SignIn(
        Browsers browsers, Site site, string name, string language, Action<BrowserNewContextOptions>? set = null)
    {
        var colleague = new Colleague(await browsers.New(language, set), new Words(language));
        await colleague.Page.GotoAsync(site.Desk());
        await colleague.Page.GetByLabel(colleague.Say("session.email")).FillAsync(TestCentre.EmailOf(name, site.Key));
        await colleague.Page.GetByLabel(colleague.Say("session.password"), new() { Exact = true }).FillAsync(TestCentre.Password);
        await colleague.Button("session.signIn").ClickAsync();
        await Expect(colleague.Button("session.signIn")).ToBeHiddenAsync();
        return colleague;
    }

    public string Say(string key, params object[] values) => words.Desk(key, values);

    /// <summary>A sentence, whatever stands in its places.</summary>
    public Regex Any(string key) => words.AnyDesk(key);

    public ILocator Button(string key, params object[] values) => page.GetByRole(AriaRole.Button, new() { Name = Say(key, values), Exact = true });

    public ILocator Heading(string key) => page.GetByRole(AriaRole.Heading, new() { Name = Say(key), Exact = true });

    public ILocator Field(string key, params object[] values) => page.GetByRole(AriaRole.Textbox, new() { Name = Say(key, values), Exact = true });

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public ILocator DialogButton(string key) => Dialog.GetByRole(AriaRole.Button, new() { Name = Say(key), Exact = true });

    /// <summary>Goes to a section by the menu.</summary>
    public Task GoTo(string section) => page.GetByRole(AriaRole.Navigation, new() { Name = Say("shell.menu"), Exact = true })
        .GetByRole(AriaRole.Link, new() { Name = Say($"shell.section.{section}"), Exact = true }).ClickAsync();

    /// <summary>Follows a link on the page.</summary>
    public Task Follow(string name) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    public Task OpenTab(string key) => page.GetByRole(AriaRole.Tab, new() { Name = Say(key), Exact = true }).ClickAsync();

    /// <summary>Opens a menu and takes one of what it offers.</summary>
    public async Task Pick(ILocator menu, string item)
    {
        await menu.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item, Exact = true }).ClickAsync();
    }

    /// <summary>Chooses in a list that drops down.</summary>
    public async Task Choose(string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    public async Task Save()
    {
        var button = Dialog.Or(page.GetByRole(AriaRole.Region, new() { Name = Say("parts.unsaved") })).GetByRole(AriaRole.Button, new() { Name = Say("parts.save"), Exact = true });
        await button.ClickAsync();
        await Expect(button).ToBeHiddenAsync();
    }

    /// <summary>A text in all three languages.</summary>
    public async Task Fill(string label, string text)
    {
        foreach (var language in (string[])["sv", "fi", "en"])
            await page.GetByRole(AriaRole.Textbox, new() { Name = $"{label}, {Say($"parts.spoken.{language}")}", Exact = true }).FillAsync(text);
    }

    /// <summary>Once the opened desk has signed its person in: before that nobody becomes ready.</summary>
    public async Task BecomeReady()
    {
        var presence = page.GetByRole(AriaRole.Group, new() { Name = Say("agent.presence.title"), Exact = true });
        await Expect(presence).Not.ToContainTextAsync(Say("agent.presence.SignedOut"));
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = Say("agent.presence.becomeReady"), Exact = true }).ClickAsync();
    }

    public ILocator Offer => page.GetByRole(AriaRole.Alertdialog);

    public ILocator Messages => page.GetByRole(AriaRole.Log, new() { Name = Say("agent.messages") });

    public ILocator Answer => page.GetByLabel(Say("agent.writeAnswer"), new() { Exact = true });

    /// <summary>Where an answer by mail is written.</summary>
    public ILocator MailAnswer => page.GetByRole(AriaRole.Textbox, new() { Name = Say("email.editor.write"), Exact = true });

    /// <summary>Everything that is known of who writes.</summary>
    public ILocator About => page.GetByRole(AriaRole.Complementary, new() { Name = Say("agent.about"), Exact = true });

    public ILocator Lost => page.GetByText(Say("shell.reconnecting"));

    /// <summary>Those who wait, as the board lists them.</summary>
    public ILocator Waiting => page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { NameRegex = words.AnyDesk("board.contact.menu") }) });

    /// <summary>A colleague's card on the board.</summary>
    public ILocator Card(string name) => page.GetByRole(AriaRole.Article, new() { Name = name, Exact = true });

    public async Task Write(string text)
    {
        await Answer.FillAsync(text);
        await Answer.PressAsync("Enter");
    }

    public async Task AnswerByMail(string text)
    {
        await MailAnswer.FillAsync(text);
        await MailAnswer.PressAsync("Control+Enter");
    }

    public async Task Sees(string text) => await Expect(Messages).ToContainTextAsync(text);
}
