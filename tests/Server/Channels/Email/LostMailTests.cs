using System.Text;
using Isberg.Contacts;
using Isberg.Mail.World;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>A mail that cannot be sent is seen by somebody, whenever that turns out.</summary>
[Collection("Mail servers that fail")]
public sealed class LostMailTests(FrailPost frail, ServerInTime time) : IClassFixture<ServerInTime>
{
    private const string Nobody = "nobody@sund.example";

    private readonly PostOffice post = frail.Post;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_an_open_conversation_it_stands_there_and_in_one_that_is_over_it_begins_a_contact()
    {
        var (centre, asked, maya) = await Asked();
        using var desk = maya;
        var open = await maya.Answer(asked.Id, "Hallå?", Nobody);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, open, it => it.State == MailState.Failed, Stop);
        Assert.Single(await PostOffice.Contacts(centre, 1, Stop));

        var late = await maya.Answer(asked.Id, "Vi öppnar åtta.", Nobody);
        await maya.Close(asked.Id);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, late, it => it is { State: MailState.Failed, DueAt: null }, Stop);
        var called = (await PostOffice.Contacts(centre, 2, Stop))[1];
        Assert.Equal((asked.Id, asked.Customer, asked.Service), (called.Earlier, called.Customer, called.Service));
        var told = Assert.Single(await PostOffice.Messages(centre, called.Id, 1, Stop));
        Assert.Equal((Author.Automatic, (PersonId?)null), (told.Author, told.Person));
        Assert.Contains(Nobody, told.Text, StringComparison.Ordinal);
        Assert.EndsWith("Vi öppnar åtta.", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_calls_once_whatever_stops_the_server_in_between()
    {
        var (centre, asked, maya) = await Asked();
        using var desk = maya;
        var late = await maya.Answer(asked.Id, "Vi öppnar åtta.", Nobody);
        await maya.Close(asked.Id);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, late, it => it.State == MailState.Failed, Stop);
        var now = time.Clock.GetUtcNow();
        await using (var db = centre.Server.Databases.CreateDbContext())
        using (await centre.Server.Databases.WriteGate(Stop)) // as a power cut leaves it: somebody is called, and nothing is noted
            await db.Mails.Where(it => it.Id == late).ExecuteUpdateAsync(it => it.SetProperty(row => row.State, MailState.Sending).SetProperty(row => row.DueAt, now), Stop);

        time.Clock.Advance(TimeSpan.FromSeconds(1));
        await PostOffice.Mail(centre, late, it => it is { State: MailState.Queued, MayBeTwice: true }, Stop);
        time.Clock.Advance(TimeSpan.FromMinutes(5));
        await PostOffice.Mail(centre, late, it => it is { State: MailState.Failed, Attempts: 2 }, Stop);
        Assert.Single(await PostOffice.Contacts(centre, 2, Stop), it => it.Earlier == asked.Id);
    }

    [Fact]
    public async Task Whoever_is_called_for_it_can_write_again_from_the_same_mailbox()
    {
        var (centre, asked, maya) = await Asked();
        using var desk = maya;
        var late = await maya.Answer(asked.Id, "Vi öppnar åtta.", Nobody);
        await maya.Close(asked.Id);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, late, it => it.State == MailState.Failed, Stop);
        var called = (await PostOffice.Contacts(centre, 2, Stop))[1];
        await maya.Take(called.Id);

        var again = await maya.Answer(called.Id, "Vi öppnar åtta.", (await Given(centre, asked.Id))!);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, again, it => it.State == MailState.Sent, Stop);
    }

    private static async Task<string?> Given(TestCentre centre, ContactId contact)
    {
        await using var db = centre.Server.Databases.CreateDbContext();
        return await db.Conversations.Where(it => it.Contact == contact).Select(it => it.GivenEmail).SingleAsync(Stop);
    }

    /// <summary>Anna has asked sales something, and Maya has taken it.</summary>
    private async Task<(TestCentre Centre, ContactRow Contact, MailDesk Maya)> Asked()
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop);
        (await post.Imap()).Deliver(Town.UserOf(town.Sales), Encoding.UTF8.GetBytes(Letterbox.Mail(town.Anna, "Tider", "Nar oppnar ni?")));
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        return (centre, contact, maya);
    }
}
