using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Routing;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>An agent writes to somebody first.</summary>
public sealed class FirstMailTests(PostOffice post, ServerInTime time) : IClassFixture<ServerInTime>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_mail_is_a_contact_of_its_writers_and_its_answer_comes_back_into_it()
    {
        var (town, centre, maya) = await Open();
        using var desk = maya;
        var file = await Attach(maya, "karta.txt", "Här är kartan"u8.ToArray());
        var begun = await Write(centre, maya, town.Anna, it => it["files"] = new JsonArray(new JsonObject { ["file"] = file["id"]!.GetValue<Guid>(), ["name"] = "karta.txt" }));
        var contact = Assert.Single(await PostOffice.Contacts(centre, 1, Stop));
        Assert.Equal((begun.Contact, centre.Sales, centre.Maya, centre.Maya, Stage.Handled), (contact.Id, contact.Service, contact.BegunBy!.Value, contact.Person!.Value, contact.Stage));
        Assert.Null(contact.DueAt);
        time.PassSecondThoughts();

        var sent = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        Assert.Equal($"Din ansökan [{contact.Reference}]", sent.Subject);
        Assert.Single(MessageBody.Of(sent).Attachments);
        await post.Write(town.Anna, town.Sales, $"Sv: {sent.Subject}", "Tack!", Stop, it => it with { InReplyTo = [sent.MessageId!] });
        var told = await PostOffice.Messages(centre, contact.Id, 2, Stop);
        Assert.Equal([Author.Staff, Author.Citizen], told.Select(it => it.Author));
        Assert.Single(await PostOffice.Contacts(centre, 1, Stop));

        await maya.Close(contact.Id);
        var closed = Assert.Single(await PostOffice.Until(centre, db => db.Contacts.AsNoTracking().Where(it => it.Centre == centre.Id).ToListAsync(Stop), it => it[0].ClosedAt is not null, Stop));
        Assert.Equal(ContactOutcome.Handled, closed.Outcome);
    }

    [Fact]
    public async Task A_first_mail_keeps_its_formatting_and_is_found_among_what_the_staff_began()
    {
        var (town, centre, maya) = await Open();
        using var desk = maya;
        await post.Write(town.Boris, town.Sales, "Fråga", "Hej", Stop);
        var asked = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var begun = await Write(centre, maya, town.Anna, it => it["html"] = "<div onclick=\"x()\">Vi saknar <b>en</b> bilaga.</div>");

        Assert.Equal([begun.Contact.Value], await Found(maya, "isOutgoing=true"));
        Assert.Equal([asked.Id.Value], await Found(maya, "isOutgoing=false"));
        Assert.Equal(2, (await Found(maya, "")).Length);
        time.PassSecondThoughts();
        var body = MessageBody.Of(Assert.Single(await post.Inbox(town.Anna, 1, Stop)));
        Assert.StartsWith("Vi saknar en bilaga.", body.Text, StringComparison.Ordinal);
        Assert.Contains("<div>Vi saknar <b>en</b> bilaga.</div>", body.Html, StringComparison.Ordinal);
    }

    private static async Task<Guid[]> Found(MailDesk desk, string query) =>
        [.. JsonNode.Parse(await desk.Client.GetStringAsync($"/api/v1/contacts?{query}", Stop))!["items"]!.AsArray().Select(it => it!["contact"]!.GetValue<Guid>())];

    [Fact]
    public async Task It_is_the_contact_of_the_customer_whose_address_it_goes_to_or_of_a_new_one()
    {
        var (town, centre, maya) = await Open();
        using var desk = maya;
        await post.Write(town.Anna, town.Sales, "Fråga", "Hej", Stop);
        var asked = (await PostOffice.Contacts(centre, 1, Stop))[0];
        await maya.Take(asked.Id);

        var (known, other) = (await Write(centre, maya, town.Anna.ToUpperInvariant()), await Write(centre, maya, town.Boris));
        var named = await Write(centre, maya, town.Boris, it => it["customer"] = asked.Customer!.Value.Value);
        var rows = (await PostOffice.Contacts(centre, 4, Stop)).ToDictionary(it => it.Id);
        Assert.Equal(asked.Customer, rows[known.Contact].Customer);
        Assert.NotNull(rows[other.Contact].Customer);
        Assert.NotEqual(asked.Customer, rows[other.Contact].Customer);
        Assert.Equal(asked.Customer, rows[named.Contact].Customer);
        await using var db = centre.Server.Databases.CreateDbContext();
        Assert.Equal(town.Boris, await db.Customers.Where(it => it.Id == rows[other.Contact].Customer).Select(it => it.Email).SingleAsync(Stop));
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_is_one_contact()
    {
        var (town, centre, maya) = await Open();
        using var desk = maya;
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Try(centre, maya, town.Anna, it => it["key"] = "one")));

        Assert.All(tries, it => Assert.Equal(HttpStatusCode.OK, it.Status));
        Assert.Single(tries.Select(it => it.Body["contact"]!.GetValue<Guid>()).Distinct());
        await PostOffice.Contacts(centre, 1, Stop);
        time.PassSecondThoughts();
        Assert.Single(await post.Inbox(town.Anna, 1, Stop));
    }

    [Fact]
    public async Task It_is_sent_for_a_service_that_one_answers_and_that_has_a_mailbox()
    {
        var (town, centre, maya) = await Open();
        using var desk = maya;
        var choices = JsonNode.Parse(await maya.Client.GetStringAsync("/api/v1/desk/mails/services", Stop))!.AsArray();
        Assert.Equal((centre.Sales.Value, town.Sales), (Assert.Single(choices)!["service"]!.GetValue<Guid>(), choices[0]!["from"]!.GetValue<string>()));

        Assert.Equal("mail.no_mailbox", await Refused(centre, maya, town.Anna, it => it["service"] = centre.Support.Value));
        Assert.Equal("service.unknown", await Refused(centre, maya, town.Anna, it => it["service"] = Guid.NewGuid()));
        Assert.Equal("customer.unknown", await Refused(centre, maya, town.Anna, it => it["customer"] = Guid.NewGuid()));
        Assert.Equal("mail.no_subject", await Refused(centre, maya, town.Anna, it => it["subject"] = " "));
        Assert.Equal("mail.recipient_invalid", await Refused(centre, maya, "anna", _ => { }));
        using var otto = new MailDesk(centre, await centre.SignIn("otto", Stop));
        Assert.Equal((HttpStatusCode.Conflict, "person.signed_out"), await Try(centre, otto, town.Anna) is var (status, body) ? (status, body["code"]!.GetValue<string>()) : default);
        Assert.Empty(await PostOffice.Contacts(centre, 0, Stop));
    }

    [Fact]
    public async Task It_is_outgoing_in_the_figures_and_nothing_else()
    {
        var (town, centre, maya) = await Open();
        using var desk = maya;
        var begun = await Write(centre, maya, town.Anna);
        await maya.Close(begun.Contact);

        using var otto = await centre.SignIn("otto", Stop);
        var total = await PostOffice.Until(centre, _ => Total(otto), it => it["counts"]!["begun"]!.GetValue<long>() == 1, Stop);
        foreach (var (name, count) in total["counts"]!.AsObject()) Assert.Equal((name, name == "begun" ? 1 : 0), (name, count!.GetValue<long>()));
        Assert.Null(total["serviceLevel"]!["value"]);
        Assert.Null(total["handling"]!["mean"]);
    }

    private async Task<(Town Town, TestCentre Centre, MailDesk Maya)> Open()
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop);
        return (town, centre, await MailDesk.Open(centre));
    }

    private async Task<JsonNode> Total(HttpClient otto)
    {
        var (from, to) = (time.Clock.GetUtcNow().AddDays(-1), time.Clock.GetUtcNow().AddDays(1));
        var answer = await otto.GetStringAsync($"/api/v1/figures?from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}", Stop);
        return JsonNode.Parse(answer)!["total"]!;
    }

    private static async Task<(ContactId Contact, MailId Mail)> Write(TestCentre centre, MailDesk maya, string to, Action<JsonObject>? change = null)
    {
        var (status, body) = await Try(centre, maya, to, change);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return (new ContactId(body["contact"]!.GetValue<Guid>()), new MailId(body["mail"]!.GetValue<Guid>()));
    }

    private static async Task<string> Refused(TestCentre centre, MailDesk maya, string to, Action<JsonObject> change) =>
        (await Try(centre, maya, to, change)).Body["code"]!.GetValue<string>();

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Try(TestCentre centre, MailDesk maya, string to, Action<JsonObject>? change = null)
    {
        var draft = new JsonObject
        {
            ["key"] = Guid.NewGuid().ToString(), ["service"] = centre.Sales.Value, ["to"] = new JsonArray(to), ["subject"] = "Din ansökan", ["text"] = "Vi saknar en bilaga.",
        };
        change?.Invoke(draft);
        return await maya.Post("/api/v1/desk/mails", JsonContent.Create(draft));
    }

    private static async Task<JsonNode> Attach(MailDesk maya, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } };
        var (status, answer) = await maya.Post($"/api/v1/desk/attachments?name={Uri.EscapeDataString(name)}", body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }
}
