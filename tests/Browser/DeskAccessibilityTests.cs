using Isberg.World;
using Microsoft.Playwright;

namespace Isberg;

/// <summary>axe-core finds nothing to complain of where the centre is steered and set up: each language once, light and dark, wide and narrow.</summary>
public sealed class DeskAccessibilityTests(Chromium chromium, Town town) : Journey(chromium)
{
    /// <summary>The pages that need nothing but to be opened, and a text that shows that they are there.</summary>
    private static readonly (string Page, string Sign)[] Pages =
    [
        ("switchboard", "switchboard.directory.hint"), ("services/reasons", "services.reason.help"), ("services/calendars", "services.calendar.help"),
        ("services/mailboxes", "mailboxes.none"), ("services/flows", "flows.none"), ("services/templates", "services.template.none"), ("services/notices", "services.notice.none"), ("services/blocks", "services.block.none"), ("routing/skills", "routing.skill.none"),
        ("routing/rules", "routing.rule.togetherHelp"), ("people/skills", "people.noSkills"), ("people/presence", "people.presence.help"),
        ("people/new", "people.capacityHelp"), ("figures", "figures.overTime"), ("account", "account.passkeys.help"), ("nowhere", "shell.noPage.text"),
    ];

    private readonly Barriers barriers = new();

    [Theory]
    [InlineData("sv", ColorScheme.Light, 1280)]
    [InlineData("fi", ColorScheme.Dark, 1280)]
    [InlineData("en", ColorScheme.Light, 390)]
    public async Task The_pages_of_whoever_steers_have_no_barrier(string language, ColorScheme colours, int width)
    {
        var site = await town.NewCentre($"steer-{language}", Stop);
        var door = await Browsers.New(language, Looks);
        await door.GotoAsync(site.Desk());
        await barriers.Look(door, "sign-in", door.GetByRole(AriaRole.Heading));
        await Citizen.Begin(Browsers, site, language, "Anna", "Hej!");
        var otto = await Colleague.SignIn(Browsers, site, "otto", language, Looks);

        await LookAtTheBoard(otto, site);
        foreach (var (page, sign) in Pages)
        {
            await otto.Page.GotoAsync(site.Desk(page));
            await barriers.Look(otto.Page, page, otto.Page.GetByText(otto.Say(sign)));
        }

        await LookAtAService(otto, site);
        await LookAtAMailbox(otto, site);
        await LookAtPeople(otto, site);
        barriers.AreNone();

        void Looks(BrowserNewContextOptions it) => (it.ColorScheme, it.ViewportSize) = (colours, new() { Width = width, Height = 800 });
    }

    private async Task LookAtTheBoard(Colleague otto, Site site)
    {
        await otto.Page.GotoAsync(site.Desk("board"));
        await barriers.Look(otto.Page, "board", otto.Waiting);
        await otto.Button("board.notice").ClickAsync();
        await barriers.Look(otto.Page, "new notice", otto.DialogButton("services.notice.putUp"));
        await otto.Page.Keyboard.PressAsync("Escape");
        await otto.Pick(otto.Waiting.GetByRole(AriaRole.Button), otto.Say("board.contact.why"));
        await barriers.Look(otto.Page, "why", otto.Dialog.GetByRole(AriaRole.Row));
    }

    private async Task LookAtAService(Colleague otto, Site site)
    {
        await otto.Page.GotoAsync(site.Desk("services"));
        await barriers.Look(otto.Page, "services", otto.Page.GetByRole(AriaRole.Link, new() { Name = "sales" }));
        await otto.Follow("sales");
        foreach (var tab in (string[])["texts", "channels", "hours", "chat", "form"])
        {
            await otto.OpenTab($"services.tab.{tab}");
            if (tab == "channels") await otto.Page.GetByRole(AriaRole.Button, new() { Name = otto.Say("parts.channel.Chat") }).First.ClickAsync();
            await barriers.Look(otto.Page, $"service, {tab}", otto.Page.GetByRole(AriaRole.Tabpanel));
        }
    }

    private async Task LookAtAMailbox(Colleague otto, Site site)
    {
        await otto.Page.GotoAsync(site.Desk("services/mailboxes/new"));
        await otto.Button("mailboxes.preset.microsoft").ClickAsync();
        await otto.Button("mailboxes.try.action").ClickAsync();
        await barriers.Look(otto.Page, "mailbox, set up", otto.Page.GetByText(otto.Say("mailboxes.wrong.address")));
        foreach (var tab in (string[])["texts", "rules"])
        {
            await otto.OpenTab($"mailboxes.tab.{tab}");
            if (tab == "rules") await otto.Button("services.rule.add").ClickAsync();
            await barriers.Look(otto.Page, $"mailbox, {tab}", otto.Page.GetByRole(AriaRole.Tabpanel));
        }
    }

    private async Task LookAtPeople(Colleague otto, Site site)
    {
        await otto.Page.GotoAsync(site.Desk("people"));
        await barriers.Look(otto.Page, "people", otto.Page.GetByRole(AriaRole.Link, new() { Name = "Maya" }));
        await otto.Follow("Maya");
        await barriers.Look(otto.Page, "person", otto.Field("parts.name"));
        await otto.Page.GotoAsync(site.Desk("routing"));
        await barriers.Look(otto.Page, "roles", otto.Button("routing.role.editOf", "Everything"));
        await otto.Button("routing.role.editOf", "Everything").ClickAsync();
        await barriers.Look(otto.Page, "role", otto.Dialog.GetByRole(AriaRole.Group));
        await otto.Page.GotoAsync(site.Desk("access"));
        foreach (var tab in (string[])["accounts", "roles", "keys", "openId"])
        {
            await otto.OpenTab($"access.tab.{tab}");
            await barriers.Look(otto.Page, $"access, {tab}", otto.Page.GetByRole(AriaRole.Tabpanel));
        }
    }
}
