using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>A mail with two questions becomes two contacts.</summary>
public sealed class SplitTests(PostOffice post, ServerInTime time) : IClassFixture<ServerInTime>
{
    private static readonly byte[] Map = Encoding.UTF8.GetBytes("Karta");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_contact_has_all_of_the_mail_is_due_by_when_it_was_written_and_the_first_keeps_it()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        var first = Assert.Single(await PostOffice.Messages(centre, asked.Id, 1, Stop));
        time.Clock.Advance(TimeSpan.FromHours(1));
        var second = await Split(maya, asked.Id, first.Id, centre.Support);

        Assert.Equal((asked.Id, asked.Customer, centre.Support, Services.Channel.Email), (second.Earlier, second.Customer, second.Service, second.Channel));
        Assert.Equal(first.At + (asked.DueAt - asked.ArrivedAt), second.DueAt);
        var copy = Assert.Single(await PostOffice.Messages(centre, second.Id, 1, Stop));
        Assert.Equal((first.Text, first.At, Author.Citizen), (copy.Text, copy.At, copy.Author));
        Assert.NotEqual(first.Files[0].Id, Assert.Single(copy.Files).Id);
        var kept = Assert.Single(await PostOffice.Messages(centre, asked.Id, 1, Stop));
        Assert.Equal((first.Text, first.Files[0].Id), (kept.Text, kept.Files[0].Id));
        var story = JsonNode.Parse(await maya.Client.GetStringAsync($"/api/v1/contacts/{asked.Id.Value}", Stop))!["events"]!.AsArray();
        Assert.Equal(second.Reference, Assert.Single(story, it => it!["kind"]!.GetValue<string>() == "contact.split")!["cause"]!.GetValue<string>());

        await maya.Close(asked.Id);
        Assert.Null(await ((EraseContent)centre.Server.Services.GetService(typeof(EraseContent))!).OfContact(centre.Everybody, asked.Id, Stop));
        Assert.Equal(Map, await maya.Client.GetByteArrayAsync($"/api/v1/contacts/{second.Id.Value}/files/{copy.Files[0].Id}", Stop));
        await using var db = centre.Server.Databases.CreateDbContext();
        var mail = await db.Mails.AsNoTracking().SingleAsync(it => it.Contact == second.Id, Stop);
        Assert.NotEmpty(await maya.Client.GetByteArrayAsync($"/api/v1/contacts/{second.Id.Value}/mails/{mail.Id.Value}/source", Stop));
        Assert.Equal(town.Anna, mail.From!.Address);
    }

    [Fact]
    public async Task Each_is_answered_by_itself_and_answers_come_back_to_their_own()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        var first = Assert.Single(await PostOffice.Messages(centre, asked.Id, 1, Stop));
        var second = await Split(maya, asked.Id, first.Id, centre.Sales);
        await maya.Answer(asked.Id, "Svar på den första.", town.Anna);
        time.PassSecondThoughts();
        var one = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        await maya.Close(asked.Id);
        await maya.Take(second.Id);
        await maya.Answer(second.Id, "Svar på den andra.", town.Anna);
        time.PassSecondThoughts();
        var other = (await post.Inbox(town.Anna, 2, Stop)).Single(it => it.MessageId != one.MessageId);

        await post.Write(town.Anna, town.Sales, $"Sv: {other.Subject}", "Tack för det andra.", Stop, it => it with { InReplyTo = [other.MessageId!], References = [.. other.References, other.MessageId!] });
        Assert.Equal("Tack för det andra.", (await PostOffice.Messages(centre, second.Id, 3, Stop))[2].Text);
    }

    [Fact]
    public async Task The_same_mail_becomes_one_contact_in_a_service_however_often_it_is_asked_for()
    {
        var (_, centre, asked, maya) = await Asked();
        using var desk = maya;
        var first = Assert.Single(await PostOffice.Messages(centre, asked.Id, 1, Stop));
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Try(maya, asked.Id, first.Id, centre.Support)));

        Assert.Single(tries.Select(it => it.Body["contact"]!.GetValue<Guid>()).Distinct());
        await PostOffice.Contacts(centre, 2, Stop);
    }

    [Fact]
    public async Task Only_what_the_citizen_wrote_in_a_contact_of_ones_own_is_split()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        using var noor = new MailDesk(centre, await centre.SignIn("noor", Stop));
        var first = Assert.Single(await PostOffice.Messages(centre, asked.Id, 1, Stop));
        var answer = await maya.Answer(asked.Id, "Hej", town.Anna);

        Assert.Equal("split.invalid", await Refused(maya, asked.Id, new MessageId(answer.Value), centre.Support));
        Assert.Equal("contact.not_yours", await Refused(noor, asked.Id, first.Id, centre.Support));
        Assert.Equal("service.unknown", await Refused(maya, asked.Id, first.Id, new ServiceId(Guid.NewGuid())));
        Assert.Equal("mail.unknown", await Refused(maya, asked.Id, new MessageId(Guid.NewGuid()), centre.Support));
        Assert.Single(await PostOffice.Contacts(centre, 1, Stop));
    }

    /// <summary>Anna has asked sales two things, with a file, and Maya has taken it.</summary>
    private async Task<(Town Town, TestCentre Centre, ContactRow Contact, MailDesk Maya)> Asked()
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop);
        await post.Write(town.Anna, town.Sales, "Två saker", "Var är vägen? Och vad kostar badet?", Stop, it => it with
        {
            Body = new BodyBuilder
            {
                TextBody = "Var är vägen? Och vad kostar badet?", Attachments = [Attachment.Of("karta.txt", new ContentType("text", "plain", Parameters.None), () => new MemoryStream(Map))],
            },
        });
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        return (town, centre, contact, maya);
    }

    private static async Task<ContactRow> Split(MailDesk desk, ContactId contact, MessageId message, ServiceId service)
    {
        var (status, body) = await Try(desk, contact, message, service);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return await PostOffice.Until(desk.Centre, db => db.Contacts.AsNoTracking().SingleAsync(it => it.Id == new ContactId(body["contact"]!.GetValue<Guid>()), Stop), it => it.DueAt is not null, Stop);
    }

    private static async Task<string> Refused(MailDesk desk, ContactId contact, MessageId message, ServiceId service) =>
        (await Try(desk, contact, message, service)).Body["code"]!.GetValue<string>();

    private static Task<(HttpStatusCode Status, JsonNode Body)> Try(MailDesk desk, ContactId contact, MessageId message, ServiceId service) =>
        desk.Post($"/api/v1/desk/contacts/{contact.Value}/messages/{message.Value}/split", JsonContent.Create(new { service = service.Value }));
}
