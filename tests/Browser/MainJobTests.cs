using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>The main job: a citizen writes, the right person answers, and it stands in the history; a killed server in the middle is no more than a pause.</summary>
public sealed class MainJobTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sv")]
    [InlineData("fi")]
    [InlineData("en")]
    public async Task A_citizen_is_answered_though_the_server_is_killed_in_the_middle(string language)
    {
        await using var server = await ServerProcess.Start(Stop);
        var maya = await Agent.SignIn(chromium, server, "maya", language);
        await maya.BecomeReady();
        var anna = await Citizen.Begin(chromium, server, language, "Anna Ånöstedt", "När öppnar ni? Ääkköset 你好 مرحبا");

        await Expect(maya.Offer).ToContainTextAsync("Anna Ånöstedt");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("Ääkköset 你好 مرحبا");
        await maya.Write("Vi öppnar klockan åtta.");
        await anna.Sees("Vi öppnar klockan åtta.");
        await anna.Write("Tack!");
        await maya.Sees("Tack!");

        await maya.Answer.FillAsync("Halvskriven mening som ska finnas kvar");
        await server.Kill();
        await Expect(maya.Lost).ToBeVisibleAsync();
        await anna.Write("Skrivet medan servern var nere");
        await server.Run(Stop);

        await Expect(maya.Lost).ToBeHiddenAsync();
        await maya.Sees("Skrivet medan servern var nere");
        await Expect(maya.Answer).ToHaveValueAsync("Halvskriven mening som ska finnas kvar");
        await maya.Answer.PressAsync("Enter");
        await anna.Sees("Halvskriven mening som ska finnas kvar");
        await Expect(maya.Messages.GetByRole(AriaRole.Article)).ToHaveCountAsync(5);

        await maya.Button("agent.end").ClickAsync();
        await maya.Page.GetByRole(AriaRole.Checkbox, new() { Name = Reason(language) }).CheckAsync();
        await maya.Page.GetByLabel(maya.Say("agent.wrapUp.note")).FillAsync("Frågade om öppettider");
        await maya.Button("agent.wrapUp.done").ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = maya.Say("agent.waiting.ready") })).ToBeVisibleAsync();

        await StandsInTheHistory(maya, language);
    }

    [Fact]
    public async Task A_whole_contact_is_handled_by_keyboard_alone()
    {
        await using var server = await ServerProcess.Start(Stop);
        var maya = await Agent.SignIn(chromium, server, "maya", "sv");
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = maya.Say("agent.waiting.notReady") })).ToBeVisibleAsync();
        var keys = maya.Page.Keyboard;

        await keys.PressAsync("Alt+r");
        var anna = await Citizen.Begin(chromium, server, "sv", "Anna", "Hej!");
        await Expect(maya.Offer).ToBeFocusedAsync();
        await Settled(maya);
        await keys.PressAsync("Enter");
        await Expect(maya.Answer).ToBeFocusedAsync();
        await keys.TypeAsync("Hej Anna!");
        await keys.PressAsync("Enter");
        await anna.Sees("Hej Anna!");
        await keys.PressAsync("Alt+p");
        await Expect(maya.Button("agent.resume")).ToBeVisibleAsync();
        await keys.PressAsync("Alt+p");
        await Expect(maya.Button("agent.hold")).ToBeVisibleAsync();
        await keys.PressAsync("Alt+e");
        await Expect(maya.Button("agent.wrapUp.done")).ToBeVisibleAsync();
        await keys.PressAsync("Control+Enter");
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = maya.Say("agent.waiting.ready") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_contact_goes_on_to_a_colleague_with_a_note()
    {
        await using var server = await ServerProcess.Start(Stop);
        var maya = await Agent.SignIn(chromium, server, "maya", "en");
        await maya.BecomeReady();
        var anna = await Citizen.Begin(chromium, server, "en", "Anna", "A hard question");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("A hard question");
        var noor = await Agent.SignIn(chromium, server, "noor", "en");
        await noor.BecomeReady();

        await maya.Button("agent.transfer").ClickAsync();
        var dialog = maya.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText(maya.Say("agent.transferTo.colleague")).ClickAsync();
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Noor" }).CheckAsync();
        await dialog.GetByLabel(maya.Say("agent.transferTo.note")).FillAsync("She has the drawings already");
        await dialog.GetByRole(AriaRole.Button, new() { Name = maya.Say("agent.transfer"), Exact = true }).ClickAsync();

        await noor.Button("agent.offer.accept").ClickAsync();
        await noor.Sees("She has the drawings already");
        await noor.Write("Hello, Noor here");
        await anna.Sees("Hello, Noor here");
        await Expect(anna.Messages).Not.ToContainTextAsync("drawings");
    }

    private static async Task StandsInTheHistory(Agent maya, string language)
    {
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = maya.Say("shell.section.history") }).ClickAsync();
        var row = maya.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Anna Ånöstedt" });
        await Expect(row).ToContainTextAsync(Reason(language));
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Skrivet medan servern var nere" })).ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("Frågade om öppettider")).ToBeVisibleAsync();
    }

    /// <summary>An offer takes no key in its first half second, so that one who writes does not answer it by accident.</summary>
    private static async Task Settled(Agent agent)
    {
        var came = await agent.Page.EvaluateAsync<double>("performance.now()");
        await agent.Page.WaitForFunctionAsync("came => performance.now() - came > 600", came);
    }

    private static string Reason(string language) => language switch { "sv" => "Öppettider", "fi" => "Aukioloajat", _ => "Opening hours" };
}
