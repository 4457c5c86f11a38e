using System.Text.RegularExpressions;
using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>What callers go through is drawn by somebody who is no technician.</summary>
public sealed partial class FlowTests(Chromium chromium, Town town) : Journey(chromium)
{
    private readonly Barriers barriers = new();

    [GeneratedRegex(@"^1\.", RegexOptions.None, 1000)]
    private static partial Regex FirstStep { get; }

    [Fact]
    public async Task A_menu_is_drawn_and_tried_and_published()
    {
        var otto = await Begin("arvika", "sv");

        var welcome = otto.Page.GetByRole(AriaRole.Group, new() { NameRegex = FirstStep });
        await Expect(welcome).ToBeVisibleAsync();
        await welcome.FocusAsync();
        await otto.Page.Keyboard.PressAsync("Enter");
        await otto.Choose(otto.Say("flows.exit.next"), otto.Say("flows.newStep", otto.Say("flows.kind.menu.name")));
        await otto.Page.GetByRole(AriaRole.Textbox, new() { Name = Said(otto, "svenska") }).FillAsync("För bygglov, tryck 1. För annat, tryck 2.");
        await Mean(otto, "1", "Bygglov", null);
        await Mean(otto, "2", "Annat", "sales");

        await otto.Button("flows.test.start").ClickAsync();
        await otto.Page.GetByRole(AriaRole.Button, new() { Name = "2", Exact = true }).ClickAsync();
        await Expect(otto.Page.GetByRole(AriaRole.Log, new() { Name = otto.Say("flows.test.heard") })).ToContainTextAsync(otto.Say("flows.test.end.queue", "sales"));
        await otto.Button("flows.test.close").ClickAsync();

        await Publish(otto);
        await otto.Page.ReloadAsync();
        await Expect(otto.Page.GetByText(otto.Any("flows.state.published"))).ToBeVisibleAsync();
        await Expect(otto.Page.GetByRole(AriaRole.Group, new() { Name = "För bygglov, tryck 1." })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("sv", ColorScheme.Light, 1280)]
    [InlineData("fi", ColorScheme.Dark, 390)]
    public async Task A_flow_has_no_barrier_as_a_picture_or_as_a_list(string language, ColorScheme colours, int width)
    {
        var otto = await Begin($"flow-{language}", language, it => (it.ColorScheme, it.ViewportSize) = (colours, new() { Width = width, Height = 800 }));

        await otto.Page.GetByText(otto.Say("flows.view.picture"), new() { Exact = true }).ClickAsync();
        await barriers.Look(otto.Page, "picture", otto.Page.GetByRole(AriaRole.Group, new() { NameRegex = FirstStep }));
        await otto.Page.GetByText(otto.Say("flows.view.list"), new() { Exact = true }).ClickAsync();
        await otto.Page.GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button, new() { Expanded = false }).First.ClickAsync();
        await otto.Choose(otto.Say("flows.exit.next"), otto.Say("flows.newStep", otto.Say("flows.kind.lookUp.name")));
        await barriers.Look(otto.Page, "list", otto.Page.GetByText(otto.Say("flows.field.urlHelp")));
        await otto.Button("flows.test.start").ClickAsync();
        await barriers.Look(otto.Page, "test call", otto.Button("flows.test.answers"));
        barriers.AreNone();
    }

    private async Task<Colleague> Begin(string centre, string language, Action<BrowserNewContextOptions>? looks = null)
    {
        var site = await town.NewCentre(centre, Stop);
        var otto = await Colleague.SignIn(Browsers, site, "otto", language, looks);
        await otto.Page.GotoAsync(site.Desk("services/flows"));
        await otto.Button("flows.new").ClickAsync();
        await otto.Dialog.GetByRole(AriaRole.Textbox, new() { Name = otto.Say("parts.name") }).FillAsync("Huvudnumret");
        await otto.Choose(otto.Say("flows.person"), "sales");
        await otto.DialogButton("flows.create").ClickAsync();
        await Expect(otto.Page.GetByRole(AriaRole.Heading, new() { Name = "Huvudnumret" })).ToBeVisibleAsync();
        return otto;
    }

    private static async Task Mean(Colleague otto, string key, string meaning, string? next)
    {
        var row = otto.Page.GetByRole(AriaRole.Group, new() { Name = otto.Say("flows.key.name", key) });
        await row.GetByRole(AriaRole.Textbox, new() { Name = otto.Say("flows.key.label") }).FillAsync(meaning);
        if (next is null) return;

        await row.GetByRole(AriaRole.Combobox, new() { Name = otto.Say("flows.key.next") }).ClickAsync();
        await otto.Page.GetByRole(AriaRole.Option, new() { Name = next }).ClickAsync();
    }

    private static async Task Publish(Colleague otto)
    {
        await otto.Button("flows.publish.title").ClickAsync();
        await otto.DialogButton("flows.publish.action").ClickAsync();
        await Expect(otto.Dialog).ToBeHiddenAsync();
    }

    private static string Said(Colleague otto, string language) => otto.Say("flows.field.text", language);
}
