using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.Mail.World;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Answers leave once, or it is said why they did not.</summary>
[Collection("Mail servers that fail")]
public sealed class SendingTests(FrailPost frail, ServerInTime time) : IClassFixture<ServerInTime>
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private readonly PostOffice post = frail.Post;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_waits_visibly_for_a_server_that_is_away_and_is_sent_when_it_is_back()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        await (await post.Smtp()).Kill(Stop);
        var mail = await maya.Answer(contact, "Vi öppnar åtta.", town.Anna);
        time.PassSecondThoughts();
        var first = await PostOffice.Mail(centre, mail, it => it is { State: MailState.Queued, Attempts: 1 }, Stop);
        Assert.NotEmpty(first.Trouble!);
        Assert.False(first.MayBeTwice);
        Assert.True(first.DueAt > time.Clock.GetUtcNow());

        time.Clock.Advance(FirstPause);
        var second = await PostOffice.Mail(centre, mail, it => it is { State: MailState.Queued, Attempts: 2 }, Stop);
        Assert.True(second.DueAt - time.Clock.GetUtcNow() > FirstPause);
        Assert.Equal(2, (await View(maya, contact, mail))["attempts"]!.GetValue<int>());

        await (await post.Smtp()).Restart(Stop);
        time.Clock.Advance(FirstPause * 2);
        await PostOffice.Mail(centre, mail, it => it is { State: MailState.Sent, Trouble: null, DueAt: null }, Stop);
        Assert.Single(await post.Inbox(town.Anna, 1, Stop));
    }

    [Fact]
    public async Task A_mail_that_was_being_sent_when_the_server_died_is_sent_again_and_says_so()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        var mail = await maya.Answer(contact, "Vi öppnar åtta.", town.Anna);
        await using (var db = centre.Server.Databases.CreateDbContext())
        using (await centre.Server.Databases.WriteGate(Stop)) // as a power cut leaves it
            await db.Mails.Where(it => it.Id == mail).ExecuteUpdateAsync(it => it.SetProperty(row => row.State, MailState.Sending).SetProperty(row => row.Attempts, 1), Stop);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, mail, it => it is { State: MailState.Queued, MayBeTwice: true, Trouble: not null }, Stop);

        time.Clock.Advance(FirstPause);
        await PostOffice.Mail(centre, mail, it => it is { State: MailState.Sent, MayBeTwice: true, Attempts: 2 }, Stop);
        Assert.True((await View(maya, contact, mail))["mayBeTwice"]!.GetValue<bool>());
        Assert.Single(await post.Inbox(town.Anna, 1, Stop));
    }

    [Fact]
    public async Task What_a_server_refuses_for_good_has_failed_at_once_and_of_several_recipients_the_others_get_it()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        var without = await maya.Try(contact, "Hallå?", town.Anna, it => it["files"] = new JsonArray((JsonNode?)null));
        Assert.Equal((HttpStatusCode.NotFound, "file.unknown"), (without.Status, without.Body["code"]!.GetValue<string>()));
        var nobody = await maya.Answer(contact, "Hallå?", "nobody@sund.example");
        var later = await maya.Answer(contact, "Hallå?", "anna@later.example");
        var both = await maya.Answer(contact, "Hej båda", town.Anna, it => it["cc"] = new JsonArray("nobody@sund.example"));
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("rad efter rad\n", 150_000)));
        var file = Named(await maya.Attach(contact, "stor.txt", text));
        var large = await maya.Answer(contact, "Stort", town.Anna, it => it["files"] = new JsonArray(file));
        time.PassSecondThoughts();

        Assert.Contains("Nobody of that name", (await PostOffice.Mail(centre, nobody, it => it is { State: MailState.Failed, DueAt: null, Attempts: 1 }, Stop)).Trouble, StringComparison.Ordinal);
        Assert.Contains("Not now", (await PostOffice.Mail(centre, later, it => it is { State: MailState.Queued, Attempts: 1 }, Stop)).Trouble, StringComparison.Ordinal);
        Assert.Contains("nobody@sund.example", (await PostOffice.Mail(centre, both, it => it.State == MailState.Sent, Stop)).Trouble, StringComparison.Ordinal);
        await PostOffice.Mail(centre, large, it => it is { State: MailState.Failed, DueAt: null, Attempts: 1 }, Stop); // 2 MB, where the server takes 1
        Assert.Single(await post.Inbox(town.Anna, 1, Stop));

        time.Clock.Advance(FirstPause);
        await PostOffice.Mail(centre, later, it => it is { State: MailState.Queued, Attempts: 2 }, Stop);
    }

    [Fact]
    public async Task A_mail_is_taken_back_within_ten_seconds_and_not_later()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        var (regretted, kept) = (await maya.Answer(contact, "Ångrar mig", town.Anna), await maya.Answer(contact, "Står för det", town.Anna));
        Assert.Equal(HttpStatusCode.NoContent, (await maya.Withdraw(contact, regretted)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await maya.Withdraw(contact, regretted)).Status);
        time.PassSecondThoughts();

        await PostOffice.Mail(centre, kept, it => it.State == MailState.Sent, Stop);
        Assert.Equal("mail.sent", (await maya.Withdraw(contact, kept)).Body["code"]!.GetValue<string>());
        await PostOffice.Mail(centre, regretted, it => it is { State: MailState.Withdrawn, Attempts: 0, DueAt: null }, Stop);
        Assert.Single(await post.Inbox(town.Anna, 1, Stop));
    }

    [Fact]
    public async Task The_same_key_at_the_same_moment_is_one_mail_and_nobody_else_waits_for_it()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => maya.Try(contact, "En gång", town.Anna, it => it["key"] = "one")));

        Assert.All(answers, it => Assert.Equal(HttpStatusCode.OK, it.Status));
        Assert.Single(answers.Select(it => it.Body["mail"]!.GetValue<Guid>()).Distinct());
        time.PassSecondThoughts();
        Assert.Single(await post.Inbox(town.Anna, 1, Stop));
        await using var db = centre.Server.Databases.CreateDbContext();
        Assert.Equal(1, await db.Mails.CountAsync(it => it.Centre == centre.Id && it.IsOutgoing, Stop));
    }

    [Fact]
    public async Task Files_go_out_and_come_in_by_their_names_and_what_is_not_taken_is_named()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
        var file = await maya.Attach(contact, "Ritning över åäö.png", picture);
        await maya.Answer(contact, "Här är ritningen.", town.Anna, it => it["files"] = new JsonArray(Named(file)));
        time.PassSecondThoughts();
        var sent = Assert.Single(MessageBody.Of((await post.Inbox(town.Anna, 1, Stop))[0]).Attachments);
        Assert.Equal("Ritning över åäö.png", sent.Name);
        Assert.Equal(picture, Bytes(sent));

        var text = Encoding.UTF8.GetBytes("Räksmörgås");
        await post.Write(town.Boris, town.Sales, "Med filer", "Se bilagorna.", Stop, it => it with
        {
            Body = new BodyBuilder
            {
                TextBody = "Se bilagorna.",
                Attachments = [Attachment.Of("Smörgås.txt", new ContentType("text", "plain", Parameters.None), () => new MemoryStream(text)), Attachment.Of("virus.exe", ContentType.Bytes, () => new MemoryStream([0x4D, 0x5A, 0, 1, 2, 0xFF]))],
            },
        });
        var came = (await PostOffice.Contacts(centre, 2, Stop))[1];
        await using var db = centre.Server.Databases.CreateDbContext();
        var taken = Assert.Single((await db.Messages.SingleAsync(it => it.Contact == came.Id, Stop)).Files);
        Assert.Equal("Smörgås.txt", taken.Name);
        Assert.Equal(text, await maya.Client.GetByteArrayAsync($"/api/v1/contacts/{came.Id.Value}/files/{taken.Id}", Stop));
        Assert.Equal(new LeftOutFile("virus.exe", "kind"), Assert.Single((await db.Mails.SingleAsync(it => it.Contact == came.Id, Stop)).LeftOut));
    }

    [Fact]
    public async Task A_mail_of_two_megabytes_comes_in_whole()
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop);
        var mail = Encoding.ASCII.GetBytes(Letterbox.Mail(town.Anna, "Stor", "Hej\r\n" + string.Concat(Enumerable.Repeat("0123456789 0123456789 0123456789 0123456789\r\n", 48_000))));
        (await post.Imap()).Deliver(Town.UserOf(town.Sales), mail);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];

        await using var db = centre.Server.Databases.CreateDbContext();
        var row = await db.Mails.SingleAsync(it => it.Contact == contact.Id, Stop);
        using var maya = await centre.SignIn("maya", Stop);
        Assert.Equal(mail, await maya.GetByteArrayAsync($"/api/v1/contacts/{contact.Id.Value}/mails/{row.Id.Value}/source", Stop));
    }

    [Fact]
    public async Task One_mail_that_cannot_be_put_together_keeps_no_other_from_leaving()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        var broken = await maya.Answer(contact, "Trasigt", town.Anna);
        var whole = await maya.Answer(contact, "Helt", town.Anna);
        await using (var db = centre.Server.Databases.CreateDbContext())
        using (await centre.Server.Databases.WriteGate(Stop)) // an unlucky operator
            await db.Messages.Where(it => it.Id == new MessageId(broken.Value)).ExecuteDeleteAsync(Stop);
        time.PassSecondThoughts();

        await PostOffice.Mail(centre, broken, it => it is { State: MailState.Queued, Attempts: 1, Trouble: not null }, Stop);
        await PostOffice.Mail(centre, whole, it => it.State == MailState.Sent, Stop);
    }

    [Fact]
    public async Task Only_who_handles_a_contact_writes_in_it_and_another_centre_sees_nothing_of_it()
    {
        var (town, centre, contact, maya) = await Asked();
        using var desk = maya;
        await using var db = centre.Server.Databases.CreateDbContext();
        var came = await db.Mails.SingleAsync(it => it.Contact == contact, Stop);
        var written = await maya.Answer(contact, "Hej", town.Anna);
        var there = await time.NewCentre();
        using var noor = new MailDesk(centre, await centre.SignIn("noor", Stop));
        using var stranger = new MailDesk(there, await there.SignIn("maya", Stop));

        Assert.Equal("contact.not_yours", (await noor.Try(contact, "Jag också", town.Anna)).Body["code"]!.GetValue<string>());
        Assert.Equal("contact.not_yours", (await noor.Withdraw(contact, written)).Body["code"]!.GetValue<string>());
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.Try(contact, "Hej", town.Anna)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Withdraw(contact, written)).Status);
        foreach (var path in new[] { "page", "source" })
        {
            using var answer = await stranger.Client.GetAsync($"/api/v1/contacts/{contact.Value}/mails/{came.Id.Value}/{path}", Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var file = await stranger.Client.PostAsync($"/api/v1/desk/contacts/{contact.Value}/attachments?name=x.txt", new ByteArrayContent("x"u8.ToArray()), Stop);
        Assert.False(file.IsSuccessStatusCode);
    }

    /// <summary>Anna has asked sales something, and Maya has taken it.</summary>
    private async Task<(Town Town, TestCentre Centre, ContactId Contact, MailDesk Maya)> Asked()
    {
        var town = post.NewTown();
        var centre = await time.NewCentre();
        await post.SetUp(centre, town.Sales, Stop);
        (await post.Imap()).Deliver(Town.UserOf(town.Sales), Encoding.UTF8.GetBytes(Letterbox.Mail(town.Anna, "Tider", "Nar oppnar ni?")));
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        return (town, centre, contact.Id, maya);
    }

    private static JsonObject Named(JsonNode file) => new() { ["file"] = file["id"]!.GetValue<Guid>(), ["name"] = file["name"]!.GetValue<string>() };

    private static byte[] Bytes(Attachment file)
    {
        using var content = new MemoryStream();
        using var from = file.Open();
        from.CopyTo(content);
        return content.ToArray();
    }

    private static async Task<JsonNode> View(MailDesk maya, ContactId contact, MailId mail)
    {
        var text = await maya.Client.GetStringAsync($"/api/v1/contacts/{contact.Value}/messages", Stop);
        var all = JsonNode.Parse(text)!;
        return (all as JsonArray ?? all["messages"]!.AsArray()).Select(it => it!["mail"]).First(it => it?["mail"]?.GetValue<Guid>() == mail.Value)!;
    }
}
