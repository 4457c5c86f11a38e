using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.World;

namespace Isberg.Channels.Email;

/// <summary>A citizen and an agent write to each other, over real mail servers, on both databases.</summary>
public sealed class ExchangeTests(PostOffice post, Postgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_mail_is_answered_and_the_answer_to_that_comes_back_to_the_same_contact(Store store)
    {
        var (clock, town) = (new SetClock(DateTimeOffset.UtcNow), post.NewTown());
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop), clock: clock);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop);
        var asked = await post.Write(town.Anna, town.Sales, "Öppettider i påsk?", "Hej! När öppnar ni?\n\nHälsningar\nAnna", Stop);

        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        Assert.Equal((centre.Sales, Services.Channel.Email), (contact.Service, contact.Channel));

        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        var written = await maya.Answer(contact.Id, "Vi öppnar klockan åtta.", town.Anna);
        Assert.Empty((await post.Smtp()).Mails(town.Anna));
        clock.Advance(WriteMail.SecondThoughts);

        var answer = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        Assert.Equal($"Re: Öppettider i påsk? [{contact.Reference}]", answer.Subject);
        Assert.Equal([asked], answer.InReplyTo);
        Assert.Contains("Vi öppnar klockan åtta.", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        Assert.Contains("> Hej! När öppnar ni?", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        await PostOffice.Mail(centre, written, it => it is { State: MailState.Sent, DueAt: null, Trouble: null, Attempts: 1 }, Stop);

        await post.Write(town.Anna, town.Sales, $"Sv: {answer.Subject}", "Tack!", Stop, it => it with { InReplyTo = [answer.MessageId!], References = [asked, answer.MessageId!] });
        var told = await PostOffice.Messages(centre, contact.Id, 3, Stop);
        Assert.Equal(["Hej! När öppnar ni?", "Vi öppnar klockan åtta.", "Tack!"], told.Select(it => it.Text!.Split('\n')[0]));
        Assert.Single(await PostOffice.Contacts(centre, 1, Stop));
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task An_answer_to_what_is_closed_opens_a_contact_that_goes_on_from_it(Store store)
    {
        var (clock, town) = (new SetClock(DateTimeOffset.UtcNow), post.NewTown());
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop), clock: clock);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Support, Stop);
        await post.Write(town.Boris, town.Support, "Faktura", "Hej, fakturan är fel.", Stop);
        var first = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(first.Id);
        await maya.Answer(first.Id, "Den är rättad.", town.Boris);
        clock.Advance(WriteMail.SecondThoughts);
        var answer = (await post.Inbox(town.Boris, 1, Stop))[^1];
        await maya.Close(first.Id);

        await post.Write(town.Boris, town.Support, $"SV: {answer.Subject}", "Nej, den är fel igen.", Stop, it => it with { InReplyTo = [answer.MessageId!] });
        var both = await PostOffice.Contacts(centre, 2, Stop);
        Assert.Equal(first.Id, both[1].Earlier);
        Assert.Equal(first.Customer, both[1].Customer);
    }

    [Fact]
    public async Task An_answer_without_a_trace_comes_home_by_the_address_that_it_goes_to_and_only_for_who_is_in_the_conversation()
    {
        var (clock, town) = (new SetClock(DateTimeOffset.UtcNow), post.NewTown());
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop, it => it["takesPlusAddresses"] = true);
        await post.Write(town.Anna, town.Sales, "Bygglov", "Behövs bygglov?", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        await maya.Answer(contact.Id, "Nej.", town.Anna);
        clock.Advance(WriteMail.SecondThoughts);
        var home = Assert.Single((await post.Inbox(town.Anna, 1, Stop))[0].ReplyTo.Mailboxes).Address;
        Assert.StartsWith($"{Town.UserOf(town.Sales)}+", home, StringComparison.Ordinal);

        await post.Write(town.Anna, home, "en helt annan rubrik", "Tack, då bygger vi.", Stop);
        await PostOffice.Messages(centre, contact.Id, 3, Stop);

        await post.Write(town.Boris, home, "Re: Bygglov", "Jag är inte Anna.", Stop);
        var begun = (await PostOffice.Contacts(centre, 2, Stop))[1];
        Assert.Equal(contact.Id, begun.Earlier);

        var guessed = home.Replace(home[(home.IndexOf('@', StringComparison.Ordinal) - 10)..home.IndexOf('@', StringComparison.Ordinal)], "0123456789", StringComparison.Ordinal);
        await post.Write(town.Anna, guessed, "gissat", "Hur gick det?", Stop);
        Assert.Null((await PostOffice.Contacts(centre, 3, Stop))[2].Earlier);
        await PostOffice.Messages(centre, contact.Id, 3, Stop);
    }

    [Fact]
    public async Task A_mail_that_was_taken_back_reaches_nobody_and_the_next_one_does_not_refer_to_it()
    {
        var (clock, town) = (new SetClock(DateTimeOffset.UtcNow), post.NewTown());
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop);
        var asked = await post.Write(town.Anna, town.Sales, "Bygglov", "När får jag besked?", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);

        var hasty = await maya.Answer(contact.Id, "Aldrig.", town.Anna);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await maya.Withdraw(contact.Id, hasty)).Status);
        await maya.Answer(contact.Id, "Om två veckor.", town.Anna);
        clock.Advance(WriteMail.SecondThoughts);

        var answer = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        Assert.Contains("Om två veckor.", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        Assert.Equal([asked], answer.References);
    }

    [Fact]
    public async Task A_mail_for_later_leaves_at_its_time_and_bears_that_date()
    {
        var (clock, town) = (new SetClock(DateTimeOffset.UtcNow), post.NewTown());
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop);
        await post.Write(town.Anna, town.Sales, "Bygglov", "När får jag besked?", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);

        var sendAt = clock.GetUtcNow().AddMinutes(30);
        await maya.Answer(contact.Id, "Om två veckor.", town.Anna, it => it["sendAt"] = sendAt);
        clock.Advance(TimeSpan.FromMinutes(30));

        var answer = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        Assert.InRange(answer.Date!.Value, sendAt.AddSeconds(-1), sendAt.AddSeconds(1));
    }
}
