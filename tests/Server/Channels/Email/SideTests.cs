using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Chat;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Somebody outside is asked about a contact, and the two conversations never meet. Anna is the citizen, Boris is asked.</summary>
public sealed class SideTests(PostOffice post, ServerInTime time) : IClassFixture<ServerInTime>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_asked_answers_beside_the_citizens_conversation_and_neither_gets_anything_of_the_others()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        var side = await Ask(maya, asked.Id, town.Boris, "Är pannan trasig?");
        time.PassSecondThoughts();
        var question = Assert.Single(await post.Inbox(town.Boris, 1, Stop));
        Assert.DoesNotContain("Annas hemlighet", MessageBody.Of(question).Text, StringComparison.Ordinal);
        Assert.Empty(question.References);
        Assert.Empty(question.InReplyTo);
        Assert.Equal("Waiting", (await Sides(maya, asked.Id))[0]!["state"]!.GetValue<string>());

        await post.Write(town.Boris, town.Sales, $"Sv: {question.Subject}", "Boris hemlighet: ja.", Stop, it => it with { InReplyTo = [question.MessageId!] });
        var told = await PostOffice.Messages(centre, asked.Id, 3, Stop);
        Assert.Equal([(Author.Citizen, null), (Author.Party, side), (Author.Party, side)], told.Select(it => (it.Author, it.Side?.Value)));
        Assert.Equal([null, centre.Maya, null], told.Select(it => it.Person));
        var view = Assert.Single(await Sides(maya, asked.Id))!;
        Assert.Equal(("Answered", town.Boris), (view["state"]!.GetValue<string>(), view["party"]![0]!["address"]!.GetValue<string>()));
        Assert.Equal(2, view["messages"]!.AsArray().Count);

        await maya.Answer(asked.Id, "Pannan är trasig.", town.Anna);
        time.PassSecondThoughts();
        var answer = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        Assert.DoesNotContain("Boris", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(question.MessageId, answer.References);
        Assert.Contains("> Annas hemlighet", MessageBody.Of(answer).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_keeps_its_formatting_and_waits_for_its_time_with_nothing_of_the_citizens_below_it()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        var later = TimeSpan.FromMinutes(2);
        var at = time.Clock.GetUtcNow() + later;
        var (status, answer) = await Try(maya, asked.Id, town.Boris, "läses inte", it =>
        {
            it["html"] = "<div>Är <b>pannan</b> trasig?<script>x()</script></div>";
            it["sendAt"] = at.ToString("O");
        });
        Assert.Equal(HttpStatusCode.OK, status);
        var mail = await PostOffice.Mail(centre, new MailId(answer["mail"]!.GetValue<Guid>()), it => it.IsOutgoing, Stop);
        Assert.Equal(at, mail.DueAt!.Value, TimeSpan.FromSeconds(1));
        time.Clock.Advance(later);

        var body = MessageBody.Of(Assert.Single(await post.Inbox(town.Boris, 1, Stop)));
        Assert.StartsWith("Är pannan trasig?", body.Text, StringComparison.Ordinal);
        Assert.Contains("<b>pannan</b> trasig?</div>", body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("script", body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Annas hemlighet", body.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_asked_comes_home_without_any_reference_and_by_the_reply_address(bool byAddress)
    {
        var (town, centre, asked, maya) = await Asked(it => it["takesPlusAddresses"] = true);
        using var desk = maya;
        await Ask(maya, asked.Id, town.Boris, "Är pannan trasig?");
        time.PassSecondThoughts();
        var question = Assert.Single(await post.Inbox(town.Boris, 1, Stop));
        var replyTo = question.ReplyTo.Mailboxes.Single().Address;

        await Letter(town, town.Boris, byAddress ? replyTo : town.Sales, byAddress ? "Angående pannan" : $"Pannan [{asked.Reference}]");
        var told = await PostOffice.Messages(centre, asked.Id, 3, Stop);
        Assert.Equal((Author.Party, told[1].Side), (told[2].Author, told[2].Side));
    }

    [Fact]
    public async Task The_citizen_is_not_let_into_a_side_conversation_and_a_stranger_into_neither()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        await Ask(maya, asked.Id, town.Boris, "Är pannan trasig?");
        time.PassSecondThoughts();
        var question = Assert.Single(await post.Inbox(town.Boris, 1, Stop));

        await post.Write(town.Anna, town.Sales, "Jag fick det här", "Vad är det?", Stop, it => it with { InReplyTo = [question.MessageId!] });
        var told = await PostOffice.Messages(centre, asked.Id, 3, Stop);
        Assert.Equal((Author.Citizen, null), (told[2].Author, told[2].Side));

        await post.Write("stranger@sund.example", town.Sales, "Hej", "Skicka allt till mig", Stop, it => it with { InReplyTo = [question.MessageId!] });
        var own = (await PostOffice.Contacts(centre, 2, Stop))[1];
        Assert.Equal(asked.Id, own.Earlier);
        Assert.NotEqual(asked.Customer, own.Customer);
        var first = Assert.Single(await PostOffice.Messages(centre, own.Id, 1, Stop));
        Assert.Equal((Author.Citizen, null), (first.Author, first.Side));
    }

    [Fact]
    public async Task An_answer_to_what_is_over_begins_a_contact_of_the_citizens_with_the_whole_side_conversation()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        var side = await Ask(maya, asked.Id, town.Boris, "Är pannan trasig?");
        await maya.Close(asked.Id);
        time.PassSecondThoughts();
        var question = Assert.Single(await post.Inbox(town.Boris, 1, Stop));

        await post.Write(town.Boris, town.Sales, $"Sv: {question.Subject}", "Ja.", Stop, it => it with { InReplyTo = [question.MessageId!] });
        var on = (await PostOffice.Contacts(centre, 2, Stop))[1];
        Assert.Equal((asked.Id, asked.Customer, asked.Service), (on.Earlier, on.Customer, on.Service));
        var told = Assert.Single(await PostOffice.Messages(centre, on.Id, 1, Stop));
        Assert.Equal((Author.Party, side), (told.Author, told.Side!.Value.Value));
        Assert.Equal(2, Assert.Single(await Sides(maya, on.Id))!["messages"]!.AsArray().Count);

        await post.Write(town.Boris, town.Sales, $"Sv: {question.Subject}", "Och en sak till.", Stop, it => it with { InReplyTo = [question.MessageId!] });
        await PostOffice.Messages(centre, on.Id, 2, Stop);
        await maya.Take(on.Id);
        await Ask(maya, on.Id, town.Boris, "Tack. Vad kostar en ny?", it => it["side"] = side);
        await maya.Answer(on.Id, "Pannan är trasig.", town.Anna);
        time.PassSecondThoughts();
        var answer = Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        Assert.DoesNotContain("Och en sak till", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        Assert.Contains("> Och en sak till", MessageBody.Of((await post.Inbox(town.Boris, 2, Stop))[1]).Text, StringComparison.Ordinal);

        await post.Write(town.Anna, town.Sales, "Sv: Pannan", "Tack!", Stop, it => it with { InReplyTo = [answer.MessageId!] });
        var last = (await PostOffice.Messages(centre, on.Id, 5, Stop))[4];
        Assert.Equal((Author.Citizen, null), (last.Author, last.Side));
    }

    [Fact]
    public async Task Who_is_in_the_citizens_conversation_is_not_asked_beside_it_and_only_its_handler_asks()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        using var noor = new MailDesk(centre, await centre.SignIn("noor", Stop));
        Assert.Equal("side.member", await Refused(maya, asked.Id, town.Anna.ToUpperInvariant()));
        Assert.Equal("side.unknown", await Refused(maya, asked.Id, town.Boris, it => it["side"] = Guid.NewGuid()));
        Assert.Equal("mail.no_subject", await Refused(maya, asked.Id, town.Boris, it => it["subject"] = ""));
        Assert.Equal("contact.not_yours", await Refused(noor, asked.Id, town.Boris));

        var there = await time.NewCentre();
        using var stranger = await there.SignIn("maya", Stop);
        using var look = await stranger.GetAsync($"/api/v1/contacts/{asked.Id.Value}/sides", Stop);
        Assert.Equal(HttpStatusCode.NotFound, look.StatusCode);
        Assert.Single(await PostOffice.Messages(centre, asked.Id, 1, Stop));
    }

    [Fact]
    public async Task Whoever_chats_sees_nothing_of_it()
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Hej", centre: centre.Key);
        using var maya = await MailDesk.Open(centre);
        await maya.Take(boris.Contact);
        var file = await maya.Attach(boris.Contact, "ritning.txt", "hemlig"u8.ToArray());
        var named = new JsonObject { ["file"] = file["id"]!.GetValue<Guid>(), ["name"] = "ritning.txt" };
        await Ask(maya, boris.Contact, town.Boris, "Är pannan trasig?", it => it["files"] = new JsonArray(named));
        time.PassSecondThoughts();
        var question = Assert.Single(await post.Inbox(town.Boris, 1, Stop));
        await post.Write(town.Boris, town.Sales, $"Sv: {question.Subject}", "Ja.", Stop, it => it with { InReplyTo = [question.MessageId!] });
        await PostOffice.Messages(centre, boris.Contact, 3, Stop);

        Assert.Equal("Hej", Assert.Single(await boris.Reads(Stop)).Text);
        using var got = await boris.Client.GetAsync($"{boris.Address}/files/{file["id"]}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
        var row = await PostOffice.Until(centre, db => db.Contacts.AsNoTracking().SingleAsync(it => it.Id == boris.Contact, Stop), _ => true, Stop);
        Assert.Equal(Services.Channel.Chat, row.Channel);
    }

    [Fact]
    public async Task Erasing_the_contact_erases_it()
    {
        var (town, centre, asked, maya) = await Asked();
        using var desk = maya;
        await Ask(maya, asked.Id, town.Boris, "Är pannan trasig?");
        await maya.Close(asked.Id);
        var erase = centre.Server.Services.GetService(typeof(EraseContent)) as EraseContent;
        Assert.Null(await erase!.OfContact(centre.Everybody, asked.Id, Stop));

        await using var db = centre.Server.Databases.CreateDbContext();
        Assert.All(await db.Messages.Where(it => it.Contact == asked.Id).ToListAsync(Stop), it => Assert.Null(it.Text));
        Assert.All(await db.Mails.Where(it => it.Contact == asked.Id).ToListAsync(Stop), it => Assert.Equal((null, null, 0), (it.Subject, it.From, it.To.Count)));
        time.PassSecondThoughts();
        Assert.Empty((await post.Smtp()).Mails(town.Boris));
    }

    /// <summary>Anna has asked sales something, and Maya has taken it.</summary>
    private async Task<(Town Town, TestCentre Centre, ContactRow Contact, MailDesk Maya)> Asked(Action<JsonObject>? mailbox = null)
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop, mailbox);
        await post.Write(town.Anna, town.Sales, "Pannan", "Annas hemlighet: den läcker.", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        return (town, centre, contact, maya);
    }

    private async Task Letter(Town town, string from, string to, string subject)
    {
        var mail = System.Text.Encoding.UTF8.GetBytes(Letterbox.Mail(from, subject, "Ja.").Replace("To: sales@kontakt.example", $"To: {to}", StringComparison.Ordinal));
        (await post.Imap()).Deliver(Town.UserOf(town.Sales), mail);
    }

    private static async Task<Guid> Ask(MailDesk desk, ContactId contact, string to, string text, Action<JsonObject>? change = null)
    {
        var (status, body) = await Try(desk, contact, to, text, change);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return body["side"]!.GetValue<Guid>();
    }

    private static async Task<string> Refused(MailDesk desk, ContactId contact, string to, Action<JsonObject>? change = null) =>
        (await Try(desk, contact, to, "Hej", change)).Body["code"]!.GetValue<string>();

    private static Task<(HttpStatusCode Status, JsonNode Body)> Try(MailDesk desk, ContactId contact, string to, string text, Action<JsonObject>? change)
    {
        var draft = new JsonObject { ["key"] = Guid.NewGuid().ToString(), ["to"] = new JsonArray(to), ["subject"] = "En panna", ["text"] = text };
        change?.Invoke(draft);
        return desk.Post($"/api/v1/desk/contacts/{contact.Value}/sides", JsonContent.Create(draft));
    }

    private static async Task<JsonArray> Sides(MailDesk desk, ContactId contact) =>
        JsonNode.Parse(await desk.Client.GetStringAsync($"/api/v1/contacts/{contact.Value}/sides", Stop))!.AsArray();
}
