using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>What a supervisor does with the floor as it runs.</summary>
public sealed class SupervisorTests(Chromium chromium, Town town) : Journey(chromium)
{
    [Fact]
    public async Task A_supervisor_says_who_goes_first_where_to_and_who_is_ready()
    {
        var site = await town.NewCentre("lund", Stop);
        var otto = await Colleague.SignIn(Browsers, site, "otto", "en");
        await otto.GoTo("board");
        var maya = await Colleague.SignIn(Browsers, site, "maya", "en");
        await Citizen.Begin(Browsers, site, "en", "Anna", "The first question");
        await Expect(otto.Waiting).ToHaveCountAsync(1);
        await Citizen.Begin(Browsers, site, "en", "Boris", "The second question");
        await Expect(otto.Waiting).ToHaveCountAsync(2);

        await otto.Pick(otto.Waiting.Nth(1).GetByRole(AriaRole.Button), otto.Say("board.contact.makeFirst"));
        await Expect(otto.Waiting.First).ToContainTextAsync(otto.Say("board.contact.first"));
        await otto.Pick(otto.Waiting.Nth(1).GetByRole(AriaRole.Button), otto.Say("board.contact.move"));
        await otto.Choose(otto.Say("board.move.service"), "support");
        await otto.DialogButton("board.contact.move").ClickAsync();
        await Expect(otto.Waiting.Nth(1)).ToContainTextAsync("support");
        await otto.Pick(otto.Waiting.Nth(1).GetByRole(AriaRole.Button), otto.Say("board.contact.why"));
        await Expect(otto.Dialog.GetByRole(AriaRole.Row).Filter(new() { HasText = "Maya" })).ToContainTextAsync(otto.Say("board.verdict.NotReady"));
        await otto.Page.Keyboard.PressAsync("Escape");

        await otto.Pick(otto.Card("Maya").GetByRole(AriaRole.Button), otto.Say("board.person.makeReady"));
        await Expect(maya.Offer).ToContainTextAsync("Boris");
        await Expect(otto.Waiting.First).ToContainTextAsync(otto.Say("board.contact.offered", "Maya"));
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("The second question");
        await Expect(maya.Offer).ToContainTextAsync("Anna");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("The first question");
        await Expect(otto.Page.GetByText(otto.Say("board.contact.none"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_notice_reaches_those_who_write_and_a_closed_chat_takes_nobody_in()
    {
        var site = await town.NewCentre("turku", Stop);
        var otto = await Colleague.SignIn(Browsers, site, "otto", "fi");
        await otto.GoTo("board");
        var anna = await Citizen.Begin(Browsers, site, "fi", "Anna", "Miksi vettä ei tule?");

        await otto.Button("board.notice").ClickAsync();
        await otto.Dialog.GetByText(otto.Say("services.notice.kinds.Outage"), new() { Exact = true }).ClickAsync();
        await otto.Fill(otto.Say("services.notice.text"), "Vesi on poikki keskustassa.");
        await otto.DialogButton("services.notice.putUp").ClickAsync();
        await Expect(anna.Chat).ToContainTextAsync("Vesi on poikki keskustassa.");
        var boris = await Citizen.Come(Browsers, site.Portal("sales"), "fi");
        await Expect(boris.Chat).ToContainTextAsync("Vesi on poikki keskustassa.");
        await Expect(boris.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Vesi on poikki keskustassa.");

        var menu = otto.Button("board.opening.menu", $"sales, {otto.Say("parts.channel.Chat")}");
        var row = otto.Page.GetByRole(AriaRole.Row).Filter(new() { Has = menu });
        await otto.Pick(menu, otto.Say("board.opening.close"));
        await otto.DialogButton("board.opening.close").ClickAsync();
        await Expect(row).ToContainTextAsync(otto.Say("board.queue.closedByHand"));
        await boris.Page.ReloadAsync();
        await Expect(boris.Chat.GetByRole(AriaRole.Heading, new() { Name = boris.Say("closed") })).ToBeVisibleAsync();

        await otto.Pick(menu, otto.Say("board.opening.byHours"));
        await Expect(row).Not.ToContainTextAsync(otto.Say("board.queue.closedByHand"));
        await boris.Page.ReloadAsync();
        await boris.Ask("Boris", "Onko vettä jo?");
        await boris.Sees("Onko vettä jo?");
        await Expect(otto.Waiting).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_blocked_sender_is_told_so_until_the_block_is_lifted()
    {
        var site = await town.NewCentre("boden", Stop);
        var otto = await Colleague.SignIn(Browsers, site, "otto", "sv");
        await otto.GoTo("board");
        var anna = await Citizen.Come(Browsers, site.Portal("sales"), "sv");
        await anna.Ask("Anna", "Otrevligheter", "anna@example.com");
        await anna.Sees("Otrevligheter");
        await otto.Pick(otto.Waiting.GetByRole(AriaRole.Button), otto.Say("board.contact.block"));
        await otto.Field("board.block.cause").FillAsync("Hot mot personalen");
        await otto.DialogButton("board.contact.block").ClickAsync();
        await Expect(otto.Dialog).ToBeHiddenAsync();

        var again = await Citizen.Come(Browsers, site.Portal("sales"), "sv");
        await again.Ask("Anna", "Mer otrevligheter", "anna@example.com");
        await Expect(again.Chat.GetByRole(AriaRole.Alert)).ToHaveTextAsync(again.Say("refused_sender_forbidden"));

        await otto.GoTo("services");
        await otto.Follow(otto.Say("services.place.blocks"));
        var lifts = otto.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Hot mot personalen" }).GetByRole(AriaRole.Button);
        await Expect(lifts).ToHaveCountAsync(2); // her address, and the conversation
        await lifts.First.ClickAsync();
        await Expect(lifts).ToHaveCountAsync(1);
        await lifts.ClickAsync();
        await Expect(otto.Page.GetByText(otto.Say("services.block.none"))).ToBeVisibleAsync();
        await again.Button("start").ClickAsync();
        await again.Sees("Mer otrevligheter");
    }
}
