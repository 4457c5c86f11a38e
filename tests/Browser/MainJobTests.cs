using System.Text.RegularExpressions;
using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>The main job: a citizen writes, the right person answers, and it stands in the history; a killed server in the middle is no more than a pause.</summary>
public sealed class MainJobTests(Chromium chromium, ServerProcess server) : Journey(chromium), IClassFixture<ServerProcess>
{
    [Theory]
    [InlineData("sv")]
    [InlineData("fi")]
    [InlineData("en")]
    public async Task A_citizen_is_answered_though_the_server_is_killed_in_the_middle(string language)
    {
        var site = await server.Centre($"sund-{language}", Stop);
        var otto = await Colleague.SignIn(Browsers, site, "otto", language);
        await otto.GoTo("board");
        var maya = await Colleague.SignIn(Browsers, site, "maya", language);
        var anna = await Citizen.Begin(Browsers, site, language, "Anna Ånöstedt", "När öppnar ni? Ääkköset 你好 مرحبا");
        await Expect(otto.Waiting).ToHaveCountAsync(1);
        await Expect(otto.Waiting.GetByText(otto.Any("board.due.in"))).ToBeVisibleAsync();

        await maya.BecomeReady();
        await Expect(maya.Offer).ToContainTextAsync("Anna Ånöstedt");
        await maya.Button("agent.offer.accept").ClickAsync();
        await Expect(otto.Waiting).ToHaveCountAsync(0);
        await Expect(otto.Card("Maya")).ToContainTextAsync(otto.Say("board.person.stage.Handled"));
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

        await Expect(otto.Card("Maya").GetByRole(AriaRole.List)).ToBeHiddenAsync();
        await StandsInTheHistory(maya, language);
        await StandsInTheFigures(otto);
    }

    private static async Task StandsInTheHistory(Colleague maya, string language)
    {
        await maya.Page.GetByRole(AriaRole.Link, new() { Name = maya.Say("shell.section.history") }).ClickAsync();
        var row = maya.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Anna Ånöstedt" });
        await Expect(row).ToContainTextAsync(Reason(language));
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Skrivet medan servern var nere" })).ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("Frågade om öppettider")).ToBeVisibleAsync();
    }

    private static async Task StandsInTheFigures(Colleague otto)
    {
        await otto.GoTo("figures");
        await otto.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"1.*{otto.Say("figures.opens", otto.Say("figures.count.answered"))}$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(otto.Dialog.GetByRole(AriaRole.Link)).ToHaveCountAsync(1);
    }

    private static string Reason(string language) => language switch { "sv" => "Öppettider", "fi" => "Aukioloajat", _ => "Opening hours" };
}
