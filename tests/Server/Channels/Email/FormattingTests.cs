using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.World;

namespace Isberg.Channels.Email;

/// <summary>What an agent formats reaches the citizen as a page and as a text that say the same, and never as more than the formatting that there is.</summary>
public sealed class FormattingTests(PostOffice post, ServerInTime time) : IClassFixture<ServerInTime>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_formatted_answer_comes_as_a_page_and_as_a_text_each_with_the_signature_and_what_is_answered()
    {
        var (town, centre, contact, maya) = await Asked("Behövs <bygglov> & i så fall när?");
        using var desk = maya;
        var mail = await maya.Answer(contact, "läses inte", town.Anna, it => it["html"] =
            "<div>Hej <b>Anna</b>!</div><div><br></div><ol><li>Läs <a href=\"https://sund.example/bygglov\">vår sida</a>.</li><li>Ring <i>oss</i>.</li></ol>");
        Assert.Equal("Hej Anna!\n\n1. Läs vår sida <https://sund.example/bygglov>.\n2. Ring oss.", (await PostOffice.Messages(centre, contact, 2, Stop))[1].Text);
        time.PassSecondThoughts();

        var body = MessageBody.Of(Assert.Single(await post.Inbox(town.Anna, 1, Stop)));
        Assert.StartsWith("Hej Anna!\n\n1. Läs vår sida <https://sund.example/bygglov>.\n2. Ring oss.\n\n-- \nSunds kommun & vänner\n", Lines(body.Text!), StringComparison.Ordinal);
        Assert.Contains("\n> Behövs <bygglov> & i så fall när?", Lines(body.Text!), StringComparison.Ordinal);
        Assert.Contains("<div>Hej <b>Anna</b>!</div><div><br></div><ol><li>Läs <a href=\"https://sund.example/bygglov\"", body.Html, StringComparison.Ordinal);
        Assert.Contains("<div>-- <br>Sunds kommun &amp; v", body.Html, StringComparison.Ordinal);
        Assert.Contains("Beh&#246;vs &lt;bygglov&gt; &amp; i s&#229; fall n&#228;r?</blockquote>", body.Html, StringComparison.Ordinal);

        var sent = await PostOffice.Mail(centre, mail, it => it.State == MailState.Sent, Stop);
        Assert.InRange(sent.SentAt!.Value, sent.At, time.Clock.GetUtcNow());
        var page = await maya.Client.GetStringAsync($"/api/v1/contacts/{contact.Value}/mails/{mail.Value}/page", Stop);
        Assert.Contains("<b>Anna</b>", JsonNode.Parse(page)!["html"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_an_answer_holds_besides_its_formatting_is_left_out_before_it_is_kept()
    {
        var (town, centre, contact, maya) = await Asked("Hej");
        using var desk = maya;
        var mail = await maya.Answer(contact, "", town.Anna, it => it["html"] =
            "<div onclick=\"x()\" style=\"background:url(https://spy.example/a)\">Hej<script>alert(1)</script><img src=\"https://spy.example/b.png\" onerror=\"x()\"></div>"
            + "<form action=\"https://spy.example\"><input name=a></form><a href=\"javascript:alert(1)\">tryck</a><iframe src=\"https://spy.example\"></iframe><svg onload=\"x()\"></svg><b>slut</b>");

        var kept = await PostOffice.Mail(centre, mail, it => it.IsOutgoing, Stop);
        Assert.Equal("<div>Hej</div><a>tryck</a><b>slut</b>", kept.Html);
        time.PassSecondThoughts();
        var html = MessageBody.Of(Assert.Single(await post.Inbox(town.Anna, 1, Stop))).Html!;
        foreach (var bad in new[] { "script", "onclick", "onerror", "spy.example", "javascript:" }) Assert.DoesNotContain(bad, html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_answer_without_formatting_is_a_plain_text_however_its_lines_are_written()
    {
        var (town, _, contact, maya) = await Asked("Hej");
        using var desk = maya;
        await maya.Answer(contact, "", town.Anna, it => it["html"] = "<div>Hej!</div><div><br></div><p>Vi öppnar åtta.</p><span style=\"color: red\">Välkommen</span>");
        time.PassSecondThoughts();

        var body = MessageBody.Of(Assert.Single(await post.Inbox(town.Anna, 1, Stop)));
        Assert.Null(body.Html);
        Assert.StartsWith("Hej!\n\nVi öppnar åtta.\n\nVälkommen", Lines(body.Text!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_formatted_answer_that_is_taken_back_keeps_its_formatting_and_one_without_words_is_refused()
    {
        var (town, centre, contact, maya) = await Asked("Hej");
        using var desk = maya;
        var empty = await maya.Try(contact, "text", town.Anna, it => it["html"] = "<div><b> </b></div>");
        Assert.Equal((HttpStatusCode.BadRequest, "message.invalid"), (empty.Status, empty.Body["code"]!.GetValue<string>()));
        var tooLong = await maya.Try(contact, "text", town.Anna, it => it["html"] = $"<b>{new string('x', MailDraft.LongestText + 1)}</b>");
        Assert.Equal("message.too_large", tooLong.Body["code"]!.GetValue<string>());

        var mail = await maya.Answer(contact, "", town.Anna, it => it["html"] = "<b>Hej</b>");
        Assert.Equal(HttpStatusCode.NoContent, (await maya.Withdraw(contact, mail)).Status);
        var all = JsonNode.Parse(await maya.Client.GetStringAsync($"/api/v1/contacts/{contact.Value}/messages", Stop))!;
        var view = (all as JsonArray ?? all["messages"]!.AsArray())[1]!["mail"]!;
        Assert.Equal("<b>Hej</b>", view["html"]!.GetValue<string>());
        Assert.NotNull(view["endedAt"]);
        Assert.True(view["hasPage"]!.GetValue<bool>());

        await maya.Close(contact);
        using var otto = await centre.SignIn("otto", Stop);
        using (var erased = await otto.DeleteAsync($"/api/v1/contacts/{contact.Value}/content", Stop)) Assert.True(erased.IsSuccessStatusCode);
        await PostOffice.Mail(centre, mail, it => it is { Html: null, Subject: null }, Stop);
    }

    [Fact]
    public async Task A_kept_draft_goes_with_the_mail_that_was_made_of_it_unless_its_writer_has_gone_on()
    {
        var (town, centre, contact, maya) = await Asked("Hej");
        using var desk = maya;
        var made = await Kept(maya, contact, "Hej Anna", null);
        await maya.Answer(contact, "Hej Anna", town.Anna, it => it["kept"] = made);
        await using var db = centre.Server.Databases.CreateDbContext();
        Assert.Empty(db.Drafts.Where(it => it.Contact == contact));

        var before = await Kept(maya, contact, "Hej igen", null);
        await Kept(maya, contact, "Och en sak till", before);
        await maya.Answer(contact, "Hej igen", town.Anna, it => it["kept"] = before);
        Assert.Equal("Och en sak till", Assert.Single(db.Drafts.Where(it => it.Contact == contact)).Content.Text);
    }

    private static async Task<Guid> Kept(MailDesk maya, ContactId contact, string text, Guid? seen)
    {
        using var answer = await maya.Client.PutAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/draft", new { content = new { text }, seen }, Stop);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["version"]!.GetValue<Guid>();
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private async Task<(Town Town, TestCentre Centre, ContactId Contact, MailDesk Maya)> Asked(string text)
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop, it => it["signature"] = new JsonObject { ["sv"] = "Sunds kommun & vänner" });
        await post.Write(town.Anna, town.Sales, "Bygglov", text, Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        return (town, centre, contact.Id, maya);
    }
}
