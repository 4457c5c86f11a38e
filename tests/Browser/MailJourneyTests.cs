using System.Diagnostics;
using Isberg.Channels.Email;
using Isberg.Mail;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>A citizen and an agent write to each other by mail: real mail servers at one end, a real desk at the other.</summary>
public sealed class MailJourneyTests(Chromium chromium, PostOffice post) : Journey(chromium)
{
    private readonly Barriers barriers = new();
    private readonly SetClock clock = new(DateTimeOffset.UtcNow);

    [Theory]
    [InlineData("sv", ColorScheme.Light)]
    [InlineData("fi", ColorScheme.Dark)]
    public async Task A_mail_is_answered_at_the_desk_and_what_comes_back_stands_in_the_same_contact(string language, ColorScheme colours)
    {
        var town = post.NewTown();
        await using var server = await TestServer.Start(Stop, clock: clock, change: it => it.Configuration["Isberg:Web"] = House.Web);
        var centre = await server.NewCentre(Stop, $"post-{language}");
        await World.Town.Furnish(server, centre, Stop);
        await Listen(centre, town.Sales);
        var maya = await Colleague.SignIn(Browsers, new Site($"http://localhost:{server.Address.Port}", centre.Key), "maya", language, it => it.ColorScheme = colours);
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
        var answer = await Answer(maya, centre, contact.Id, town.Anna, "Vi öppnar klockan åtta.");
        Assert.Equal($"Re: Öppettider i påsk? [{contact.Reference}]", answer.Subject);
        Assert.Equal([asked], answer.InReplyTo);
        Assert.Equal([asked], answer.References);
        Assert.Contains("Vi öppnar klockan åtta.", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        await Expect(maya.Messages.GetByText(maya.Say("email.state.sent"), new() { Exact = true })).ToBeVisibleAsync();

        await Reply(town, answer, asked, "Tack, och på annandagen?");
        await maya.Sees("Tack, och på annandagen?");
        await Expect(maya.Messages.GetByRole(AriaRole.Article)).ToHaveCountAsync(3);
        await barriers.Look(maya.Page, "mails to and fro", maya.MailAnswer);
        await Close(maya);

        await Reply(town, answer, asked, "En sak till: kostar det något?");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("En sak till: kostar det något?");
        var both = await PostOffice.Contacts(centre, 2, Stop);
        Assert.Equal(contact.Id, both[1].Earlier);
        await maya.About.Locator($"a[href$='/history/{contact.Id.Value}']").First.ClickAsync();
        await barriers.Look(maya.Page, "story of mails", maya.Page.GetByText("Tack, och på annandagen?"));
        barriers.AreNone();
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

    /// <summary>Answers, and waits for the answer in the citizen's mailbox.</summary>
    private async Task<MimeMessage> Answer(Colleague maya, TestCentre centre, ContactId contact, string citizen, string text)
    {
        await maya.AnswerByMail(text);
        await PostOffice.Messages(centre, contact, 2, Stop);
        clock.Advance(WriteMail.SecondThoughts);
        return (await post.Inbox(citizen, 1, Stop))[0];
    }

    private Task<string> Reply(Channels.Email.Town town, MimeMessage answer, string asked, string text) => post.Write(
        town.Anna, town.Sales, $"Sv: {answer.Subject}", text, Stop, it => it with { InReplyTo = [answer.MessageId!], References = [asked, answer.MessageId!] });

    private static async Task Close(Colleague maya)
    {
        await maya.Button("agent.end").ClickAsync();
        await maya.Button("agent.wrapUp.done").ClickAsync();
        await Expect(maya.Heading("agent.waiting.ready")).ToBeVisibleAsync();
    }
}
