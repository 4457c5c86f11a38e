using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Chat;
using Isberg.Channels.Email;
using Isberg.Customers;
using Isberg.Routing;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Two contacts about the same thing become one.</summary>
public sealed class MergeTests(ServerInTime time) : IClassFixture<ServerInTime>
{
    private const string Anna = "Anna <anna@sund.example>";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_ends_as_merged_says_into_which_and_is_one_story_with_the_other()
    {
        var (centre, _, desk, first, second) = await Two();
        using var maya = desk;
        Assert.Null(await Merge(maya, second.Id, first.Id));
        Assert.Null(await Merge(maya, second.Id, first.Id));

        var ended = await Row(centre, second.Id);
        Assert.Equal((Stage.Closed, ContactOutcome.Merged, first.Id), (ended.Stage, ended.Outcome, ended.MergedInto));
        Assert.Equal(Stage.Handled, (await Row(centre, first.Id)).Stage);
        var told = (await maya.Client.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{second.Id.Value}", Stop))!["events"]!.AsArray();
        Assert.Equal(first.Reference, Assert.Single(told, it => it!["kind"]!.GetValue<string>() == "contact.merged")!["cause"]!.GetValue<string>());
        told = (await maya.Client.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{first.Id.Value}", Stop))!["events"]!.AsArray();
        Assert.Equal(second.Reference, Assert.Single(told, it => it!["kind"]!.GetValue<string>() == "contact.joined")!["cause"]!.GetValue<string>());
        foreach (var asked in new[] { first.Id, second.Id })
        {
            var parts = (await maya.Client.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{asked.Value}/thread", Stop))!["parts"]!.AsArray();
            Assert.Equal(["Var är vägen?", "Jag glömde: var är vägen?"], parts.SelectMany(it => it!["messages"]!.AsArray()).Select(it => it!["text"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task What_comes_to_the_merged_one_later_stands_in_the_other_and_begins_one_after_it_when_that_is_over()
    {
        var (centre, box, desk, first, second) = await Two();
        using var maya = desk;
        Assert.Null(await Merge(maya, second.Id, first.Id));

        Assert.Equal(first.Id, (await box.Take(Letterbox.Mail(Anna, "Sv: Glömde", "Till det andra", null, "In-Reply-To: <second@sund.example>"))).Contact);
        Assert.Equal(first.Id, (await box.Take(Letterbox.Mail(Anna, $"Till [{second.Reference}]", "Med beteckningen"))).Contact);
        var messages = await PostOffice.Messages(centre, first.Id, 3, Stop);
        Assert.Equal(["Till det andra", "Med beteckningen"], messages.Skip(1).Select(it => it.Text));

        await maya.Close(first.Id);
        var next = await box.Begin(Letterbox.Mail(Anna, "Sv: Glömde", "Tack", null, "In-Reply-To: <second@sund.example>"));
        Assert.Equal(first.Id, next.Earlier);
    }

    [Fact]
    public async Task Somebody_who_was_not_in_it_does_not_get_into_the_other_by_a_merged_ones_reference()
    {
        var (_, box, desk, first, second) = await Two();
        using var maya = desk;
        Assert.Null(await Merge(maya, second.Id, first.Id));

        var own = await box.Begin(Letterbox.Mail("Boris <boris@elsewhere.example>", $"Till [{second.Reference}]", "Skicka allt till mig"));
        Assert.NotEqual(first.Id, own.Id);
    }

    [Fact]
    public async Task Different_customers_are_merged_only_when_that_is_confirmed()
    {
        var (centre, box, desk, first, _) = await Two();
        using var maya = desk;
        var other = await box.Begin(Letterbox.Mail("Boris <boris@elsewhere.example>", "Samma sak", "Var är vägen?"));
        foreach (var contact in new[] { first.Id, other.Id })
        {
            await using var db = centre.Server.Databases.CreateDbContext();
            if ((await Row(centre, contact)).Customer is null) await centre.Live.Inbox.Send(_ => new Act(Notes: [new ContactIdentified(contact, new CustomerId(Guid.NewGuid()), centre.Maya)]), Stop);
        }

        Assert.Equal("merge.other_customer", await Merge(maya, other.Id, first.Id));
        Assert.Null(await Merge(maya, other.Id, first.Id, confirmed: true));
        Assert.Equal(first.Id, (await Row(centre, other.Id)).MergedInto);
    }

    [Fact]
    public async Task Only_what_is_ones_own_or_waits_is_merged_and_into_what_waits_only_by_a_supervisor()
    {
        var (centre, _, desk, first, second) = await Two();
        using var maya = desk;
        using var noor = new MailDesk(centre, await centre.SignIn("noor", Stop));
        using var otto = new MailDesk(centre, await centre.SignIn("otto", Stop));
        var live = await Boris.Begins(time.Server, Stop, message: "Hej", centre: centre.Key);

        Assert.Equal("merge.taken", await Merge(noor, second.Id, first.Id));
        Assert.Equal("merge.not_yours", await Merge(noor, first.Id, second.Id));
        Assert.Equal("merge.same", await Merge(maya, first.Id, first.Id));
        Assert.Equal("merge.live", await Merge(maya, live.Contact, first.Id));
        Assert.Equal("contact.unknown", await Merge(maya, new ContactId(Guid.NewGuid()), first.Id));
        Assert.Equal("merge.taken", await Merge(otto, first.Id, second.Id));
        live.Dispose();
    }

    [Fact]
    public async Task A_mail_that_waits_to_be_sent_from_the_merged_one_is_still_to_be_sent()
    {
        var (centre, box, desk, first, _) = await Two();
        using var maya = desk;
        var waiting = await maya.Answer(first.Id, "Den ligger vid sjön.", "anna@sund.example", it => it["sendAt"] = time.Clock.GetUtcNow().AddDays(2));
        var own = new ContactId(Guid.NewGuid());
        await centre.Tell(new ContactBegun(own, new Need(centre.Sales, Services.Channel.Email), centre.Maya), Stop);
        Assert.Null(await Merge(maya, first.Id, own));

        var kept = await PostOffice.Mail(centre, waiting, _ => true, Stop);
        Assert.Equal((MailState.Queued, first.Id), (kept.State, kept.Contact));
        Assert.Equal(own, (await box.Take(Letterbox.Mail(Anna, $"Till [{first.Reference}]", "Tack"))).Contact);
        Assert.Equal(MailState.Queued, (await PostOffice.Mail(centre, waiting, _ => true, Stop)).State);
    }

    [Fact]
    public async Task A_mail_of_the_merged_one_that_comes_back_says_so_in_the_other()
    {
        var (centre, box, desk, first, second) = await Two();
        using var maya = desk;
        var sent = await Sent(centre, box, second);
        Assert.Null(await Merge(maya, second.Id, first.Id));

        var returned = await box.Take(Returned(sent.HeaderId!));
        Assert.Equal((TakeMail.Taking.Taken, first.Id), (returned.What, returned.Contact));

        Assert.Equal(MailState.Bounced, (await PostOffice.Mail(centre, sent.Id, _ => true, Stop)).State);
        Assert.Equal([Author.Citizen, Author.Automatic], (await PostOffice.Messages(centre, first.Id, 2, Stop)).Select(it => it.Author));
    }

    /// <summary>A mail that was sent from a contact.</summary>
    private static async Task<MailRow> Sent(TestCentre centre, Letterbox box, ContactRow contact)
    {
        var row = new MailRow
        {
            Id = new MailId(Guid.NewGuid()), Centre = centre.Id, Commissioner = centre.Commissioner, Contact = contact.Id, Message = new MessageId(Guid.NewGuid()), Mailbox = box.Mailbox.Id,
            IsOutgoing = true, State = MailState.Sent, At = contact.ArrivedAt, HeaderId = "ours@kontakt.example", Subject = "Sv: Glömde", To = [new MailAddress("anna@sund.example")],
        };
        await using var db = centre.Server.Databases.CreateDbContext();
        using var gate = await centre.Server.Databases.WriteGate(Stop);
        db.Mails.Add(row);
        await db.SaveChangesAsync(Stop);
        return row;
    }

    /// <summary>What a mail server writes when it cannot hand a mail over.</summary>
    private static string Returned(string id) => $"""
        From: Mail Delivery System <mailer-daemon@sund.example>
        To: sales@kontakt.example
        Subject: Mail delivery failed
        Date: Mon, 02 Mar 2026 10:00:00 +0100
        Message-ID: <returned@sund.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        The mail could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.sund.example

        Final-Recipient: rfc822; anna@sund.example
        Action: failed
        Status: 5.1.1

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <{id}>
        Subject: Sv: Glömde

        --b--
        """.ReplaceLineEndings("\r\n");

    /// <summary>Anna has written the same thing twice, and Maya has taken the first.</summary>
    private async Task<(TestCentre Centre, Letterbox Box, MailDesk Maya, ContactRow First, ContactRow Second)> Two()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var first = await box.Begin(Letterbox.Mail(Anna, "Fråga", "Var är vägen?", "first@sund.example"));
        var maya = await MailDesk.Open(centre);
        await maya.Take(first.Id);
        var second = await box.Begin(Letterbox.Mail(Anna, "Glömde", "Jag glömde: var är vägen?", "second@sund.example"));
        return (centre, box, maya, first, second);
    }

    /// <summary>Answers the code of the refusal; null when it was done.</summary>
    private static async Task<string?> Merge(MailDesk desk, ContactId contact, ContactId into, bool confirmed = false)
    {
        var (_, body) = await desk.Post($"/api/v1/desk/contacts/{contact.Value}/merge", JsonContent.Create(new { into = into.Value, confirmed }));
        return body["code"]?.GetValue<string>();
    }

    private static Task<ContactRow> Row(TestCentre centre, ContactId contact) =>
        PostOffice.Until(centre, db => db.Contacts.AsNoTracking().SingleAsync(it => it.Id == contact, Stop), _ => true, Stop);
}
