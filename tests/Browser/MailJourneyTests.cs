using System.Diagnostics;
using System.Text.RegularExpressions;
using Isberg.Channels.Email;
using Isberg.Mail;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>A citizen and an agent write to each other by mail: real mail servers at one end, a real desk at the other.</summary>
public sealed partial class MailJourneyTests(Chromium chromium, PostOffice post) : Journey(chromium), IAsyncLifetime
{
    private readonly Barriers barriers = new();
    private readonly SetClock clock = new(DateTimeOffset.UtcNow);
    private readonly Channels.Email.Town town = post.NewTown();
    private TestServer server = null!;

    public async ValueTask InitializeAsync() =>
        server = await TestServer.Start(Stop, clock: clock, change: it => it.Configuration["Isberg:Web"] = House.Web);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("sv", ColorScheme.Light)]
    [InlineData("fi", ColorScheme.Dark)]
    public async Task A_mail_is_answered_at_the_desk_and_what_comes_back_stands_in_the_same_contact(string language, ColorScheme colours)
    {
        var (centre, site) = await Open();
        var maya = await Colleague.SignIn(Browsers, site, "maya", language, it => it.ColorScheme = colours);
        await maya.BecomeReady();
        await Expect(maya.Heading("agent.waiting.ready")).ToBeVisibleAsync();

        var asked = await post.Write(town.Anna, town.Sales, "Öppettider i påsk?", "Hej! När öppnar ni?", Stop);
        await Comes(maya);
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("När öppnar ni?");
        await Expect(maya.About).ToContainTextAsync("Anna Ånöstedt");
        await Expect(maya.About).ToContainTextAsync(town.Anna);
        await LookAtTheEditor(maya);

        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        await maya.AnswerByMail("Vi öppnar klockan åtta.");
        var answer = await Arrives(centre, contact.Id, messages: 2);
        Assert.Equal($"Re: Öppettider i påsk? [{contact.Reference}]", answer.Subject);
        Assert.Equal([asked], answer.InReplyTo);
        Assert.Equal([asked], answer.References);
        Assert.Contains("Vi öppnar klockan åtta.", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        await Expect(maya.Messages.GetByRole(AriaRole.Status).Filter(new() { HasText = maya.Say("email.state.sent") })).ToBeVisibleAsync();

        await Reply(answer, asked, "Tack, och på annandagen?");
        await maya.Sees("Tack, och på annandagen?");
        await Expect(maya.Messages.GetByRole(AriaRole.Article)).ToHaveCountAsync(3);
        await barriers.Look(maya.Page, "mails to and fro", maya.MailAnswer);
        await Close(maya);

        await Reply(answer, asked, "En sak till: kostar det något?");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("En sak till: kostar det något?");
        var both = await PostOffice.Contacts(centre, 2, Stop);
        Assert.Equal(contact.Id, both[1].Earlier);
        await maya.Sees("Tack, och på annandagen?");
        await barriers.Look(maya.Page, "mails of an earlier contact", maya.Messages.GetByText("En sak till: kostar det något?"));
        await maya.About.Locator($"a[href$='/history/{contact.Id.Value}']").First.ClickAsync();
        var line = maya.Page.GetByRole(AriaRole.Region, new() { Name = maya.Say("history.story.line"), Exact = true });
        await barriers.Look(maya.Page, "story of mails", line.GetByText("En sak till: kostar det något?"));
        barriers.AreNone();
    }

    [Fact]
    public async Task A_chat_goes_on_by_mail_and_what_comes_back_stands_below_it()
    {
        var (centre, site) = await Open();
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();
        var anna = await Citizen.Come(Browsers, site.Portal("sales"), "sv");
        await anna.Ask("Anna Ånöstedt", "Kan jag få ritningen på papper?", town.Anna);
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("Kan jag få ritningen på papper?");

        await maya.Page.GetByRole(AriaRole.Radiogroup, new() { Name = maya.Say("agent.kind") }).GetByText(maya.Say("agent.byMail"), new() { Exact = true }).ClickAsync();
        await maya.Page.GetByRole(AriaRole.Checkbox, new() { Name = maya.Say("email.editor.goesOn") }).CheckAsync();
        await maya.AnswerByMail("Här kommer ritningen.");
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var answer = await Arrives(centre, contact.Id, messages: 2);
        await Expect(maya.Messages).ToContainTextAsync(maya.Say("parts.channel.Email"));

        await Reply(answer, answer.MessageId!, "Tack, den kom fram!");
        await maya.Sees("Tack, den kom fram!");
        await barriers.Look(maya.Page, "chat that went on by mail", maya.MailAnswer);
        barriers.AreNone();
    }

    [Fact]
    public async Task A_mail_invites_to_the_chat_and_whoever_opens_its_link_goes_on_there_in_the_same_contact()
    {
        var (centre, site) = await Open();
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();
        await post.Write(town.Anna, town.Sales, "Bygglov", "Behöver jag bygglov?", Stop);
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("Behöver jag bygglov?");
        await maya.Page.GetByRole(AriaRole.Checkbox, new() { Name = maya.Say("email.editor.invites") }).CheckAsync();
        await maya.AnswerByMail("Vi tar det i chatten.");
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var mail = await Arrives(centre, contact.Id, messages: 2);

        var anna = new Citizen(await Browsers.New("sv"), new Words("sv"));
        await anna.Page.GotoAsync(Link().Match(MessageBody.Of(mail).Text ?? "").Value);
        await barriers.Look(anna.Page, "invited", anna.Button("start"));
        Assert.Equal(site.Portal("sales"), anna.Page.Url);
        await anna.Button("start").ClickAsync();
        await anna.Sees("Vi tar det i chatten.");
        await anna.Write("Här är jag!");
        await maya.Sees("Här är jag!");
        await Expect(maya.Page.GetByText(maya.Say("agent.sendHint"))).ToBeVisibleAsync();
        await maya.Write("Ja, det behöver du.");
        await anna.Sees("Ja, det behöver du.");
        await Expect(anna.Messages).Not.ToContainTextAsync("Behöver jag bygglov?");
        await barriers.Look(maya.Page, "mail that went on in the chat", maya.Messages.GetByText("Ja, det behöver du."));
        barriers.AreNone();
    }

    private async Task<(TestCentre Centre, Site Site)> Open()
    {
        var centre = await server.NewCentre(Stop);
        await World.Town.Furnish(server, centre, Stop);
        await Listen(centre, town.Sales);
        return (centre, new Site($"http://localhost:{server.Address.Port}", centre.Key));
    }

    /// <summary>The mailbox is set up, and the server has heard that nothing is in it yet.</summary>
    private async Task Listen(TestCentre centre, string address)
    {
        var mailbox = await post.SetUp(centre, address, Stop);
        var (id, states) = (new MailboxId(mailbox["id"]!.GetValue<Guid>()), centre.Server.Services.GetRequiredService<MailboxStates>());
        await PostOffice.Until(centre, _ => Task.FromResult(states.Of(id)), it => it is { IsReadable: true }, Stop);
    }

    /// <summary>How soon is told, not judged: how fast the machine is tells a benchmark.</summary>
    private static async Task Comes(Colleague maya)
    {
        var accepted = Stopwatch.GetTimestamp();
        await maya.Offer.WaitForAsync();
        TestContext.Current.SendDiagnosticMessage($"From the mail server's acceptance to the offer on the screen: {Stopwatch.GetElapsedTime(accepted).TotalMilliseconds:N0} ms");
        await Expect(maya.Offer).ToContainTextAsync("Anna Ånöstedt");
    }

    private async Task LookAtTheEditor(Colleague maya)
    {
        await maya.Button("email.editor.copies").ClickAsync();
        await barriers.Look(maya.Page, "mail", maya.Page.GetByLabel(maya.Say("email.field.bcc"), new() { Exact = true }));
        await maya.MailAnswer.FillAsync("Hej Anna!");
        await maya.Button("email.later.open").ClickAsync();
        await barriers.Look(maya.Page, "mail for later", maya.Dialog.GetByText(maya.Say("email.later.yields")));
        await maya.Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Waits for the answer in the citizen's mailbox.</summary>
    private async Task<MimeMessage> Arrives(TestCentre centre, ContactId contact, int messages)
    {
        await PostOffice.Messages(centre, contact, messages, Stop);
        clock.Advance(WriteMail.SecondThoughts);
        return (await post.Inbox(town.Anna, 1, Stop))[0];
    }

    private Task<string> Reply(MimeMessage answer, string asked, string text) => post.Write(
        town.Anna, town.Sales, $"Sv: {answer.Subject}", text, Stop, it => it with { InReplyTo = [answer.MessageId!], References = [asked, answer.MessageId!] });

    private static async Task Close(Colleague maya)
    {
        await maya.Button("agent.end").ClickAsync();
        await maya.Button("agent.wrapUp.done").ClickAsync();
        await Expect(maya.Heading("agent.waiting.ready")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"http://\S+#isberg-chat=\S+", RegexOptions.None, 1_000)]
    private static partial Regex Link();
}
