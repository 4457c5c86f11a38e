using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.Mail.World;
using Isberg.Routing;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>A citizen and an agent write to each other, over real mail servers.</summary>
public sealed class ExchangeTests(PostOffice post) : IClassFixture<PostOffice>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_is_answered_and_the_answer_to_that_comes_back_to_the_same_contact()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, Stop);
        var asked = await post.Write(PostOffice.Anna, PostOffice.Sales, "Öppettider i påsk?", "Hej! När öppnar ni?\n\nHälsningar\nAnna", Stop);

        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        Assert.Equal((centre.Sales, Services.Channel.Email), (contact.Service, contact.Channel));

        using var maya = await centre.SignIn("maya", Stop);
        await Take(centre, maya, contact.Id);
        var written = await Answer(maya, contact.Id, "Vi öppnar klockan åtta.", PostOffice.Anna);
        Assert.Equal(System.Net.HttpStatusCode.OK, written.Status);

        var answer = Assert.Single(await post.Inbox(PostOffice.Anna, 1, Stop));
        Assert.Equal($"Re: Öppettider i påsk? [{contact.Reference}]", answer.Subject);
        Assert.Equal([asked], answer.InReplyTo);
        Assert.Contains("Vi öppnar klockan åtta.", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        Assert.Contains("> Hej! När öppnar ni?", MessageBody.Of(answer).Text, StringComparison.Ordinal);

        await post.Write(PostOffice.Anna, PostOffice.Sales, $"Sv: {answer.Subject}", "Tack!", Stop, it => it with { InReplyTo = [answer.MessageId!], References = [asked, answer.MessageId!] });
        var told = await PostOffice.Until(centre, db => db.Messages.AsNoTracking().Where(it => it.Contact == contact.Id).OrderBy(it => it.Number).ToListAsync(Stop), it => it.Count == 3, Stop);
        Assert.Equal(["Hej! När öppnar ni?", "Vi öppnar klockan åtta.", "Tack!"], told.Select(it => it.Text!.Split('\n')[0]));
        Assert.Single(await PostOffice.Contacts(centre, 1, Stop));
    }

    [Fact]
    public async Task An_answer_to_what_is_closed_opens_a_contact_that_goes_on_from_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, Stop, "support");
        await post.Write(PostOffice.Boris, PostOffice.Support, "Faktura", "Hej, fakturan är fel.", Stop);
        var first = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await centre.SignIn("maya", Stop);
        await Take(centre, maya, first.Id);
        await Answer(maya, first.Id, "Den är rättad.", PostOffice.Boris);
        var answer = (await post.Inbox(PostOffice.Boris, 1, Stop))[^1];
        await centre.Tell(new ConversationEnded(first.Id, centre.Maya), Stop);
        await centre.Tell(new WrapUpFinished(first.Id, centre.Maya, []), Stop);

        await post.Write(PostOffice.Boris, PostOffice.Support, $"SV: {answer.Subject}", "Nej, den är fel igen.", Stop, it => it with { InReplyTo = [answer.MessageId!] });
        var both = await PostOffice.Contacts(centre, 2, Stop);
        Assert.Equal(first.Id, both[1].Earlier);
        Assert.Equal(first.Customer, both[1].Customer);
    }

    [Fact]
    public async Task A_mail_that_was_taken_back_reaches_nobody_and_the_next_one_does_not_refer_to_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, Stop, "noor");
        var asked = await post.Write(SmtpServer.UserName, "noor@kontakt.example", "Bygglov", "När får jag besked?", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await centre.SignIn("maya", Stop);
        await Take(centre, maya, contact.Id);

        var hasty = await Answer(maya, contact.Id, "Aldrig.", SmtpServer.UserName);
        using (var taken = await maya.PostAsync($"/api/v1/desk/contacts/{contact.Id.Value}/mails/{(string)hasty.Body!["mail"]!}/withdraw", null, Stop)) Assert.Equal(System.Net.HttpStatusCode.NoContent, taken.StatusCode);
        await Answer(maya, contact.Id, "Om två veckor.", SmtpServer.UserName);

        var answer = Assert.Single(await post.Inbox(SmtpServer.UserName, 1, Stop));
        Assert.Contains("Om två veckor.", MessageBody.Of(answer).Text, StringComparison.Ordinal);
        Assert.Equal([asked], answer.References);
    }

    [Fact]
    public async Task A_mail_for_later_leaves_at_its_time_and_bears_that_date()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, Stop, "maya");
        await post.Write("later@sund.example", "maya@kontakt.example", "Bygglov", "När får jag besked?", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await centre.SignIn("maya", Stop);
        await Take(centre, maya, contact.Id);
        await post.Smtp.AddMailbox("later@sund.example", Stop);

        var sendAt = DateTimeOffset.UtcNow.AddSeconds(15);
        using var taken = await maya.PostAsJsonAsync(
            $"/api/v1/desk/contacts/{contact.Id.Value}/mails", new { key = "later", to = new[] { "later@sund.example" }, text = "Om två veckor.", sendAt }, Stop);
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync(Stop));

        var answer = Assert.Single(await post.Inbox("later@sund.example", 1, Stop));
        Assert.InRange(answer.Date!.Value, sendAt.AddSeconds(-1), sendAt.AddSeconds(1));
    }

    private static async Task Take(TestCentre centre, HttpClient agent, ContactId contact)
    {
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        using (var ready = await agent.PostAsJsonAsync("/api/v1/desk/presence", new { presence = "Ready" }, Stop)) ready.EnsureSuccessStatusCode();
        var offer = await PostOffice.Until(centre, _ => centre.Live.Inbox.Ask(it => it.Floor.Contact(contact), Stop), it => it is { Stage: Stage.Offered }, Stop);
        using var accepted = await agent.PostAsJsonAsync($"/api/v1/desk/offers/{contact.Value}/accept", new { offer = offer!.Offer }, Stop);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<(System.Net.HttpStatusCode Status, JsonNode? Body)> Answer(HttpClient agent, ContactId contact, string text, string to)
    {
        using var answer = await agent.PostAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/mails", new { key = Guid.NewGuid().ToString(), to = new[] { to }, text }, Stop);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop)));
    }
}
