using System.Text;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Reports;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Machines that write to machines: who is answered by a receipt, what comes back, and that it ends.</summary>
public sealed class MachineMailTests(ServerInTime time, PostOffice post) : IClassFixture<ServerInTime>
{
    private const string Receipt = "Tack! Ditt ärende heter {reference}. Svar senast {due}.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_people_get_a_receipt_once_in_a_conversation_and_five_times_a_day()
    {
        var (town, centre) = (post.NewTown(), await time.NewCentre());
        await post.SetUp(centre, town.Sales, Stop, it => it["receipt"] = new System.Text.Json.Nodes.JsonObject { ["sv"] = Receipt });
        string[] machines =
        [
            Letterbox.Mail(town.Boris, "Frånvaro: Semester", "Jag är på semester", null, "Auto-Submitted: auto-replied"),
            Letterbox.Mail(town.Boris, "Automatic reply: hello", "I am out of the office"), Letterbox.Mail(town.Boris, "[lista] Hej", "Till alla", null, "List-Id: <lista.sund.example>"),
            Letterbox.Mail(town.Boris, "Nyhetsbrev", "Läs mer", null, "Precedence: bulk"), Letterbox.Mail("noreply@sund.example", "Kvitto", "Din order"),
            Letterbox.Mail(town.Boris, "Studsat", "Hej", null, "Return-Path: <>"), Letterbox.Mail("", "Ingen", "Utan avsändare"),
        ];
        var imap = await post.Imap();
        foreach (var it in machines) imap.Deliver(Town.UserOf(town.Sales), Encoding.UTF8.GetBytes(it));
        var asked = await post.Write(town.Anna, town.Sales, "Fråga 1", "Hej, när får jag svar på min fråga?", Stop);
        var first = (await post.Inbox(town.Anna, 1, Stop))[0];
        var contact = (await PostOffice.Contacts(centre, machines.Length + 1, Stop)).Single(it => MessageBody.Of(first).Text!.Contains(it.Reference, StringComparison.Ordinal));
        var due = TimeZoneInfo.ConvertTime(contact.DueAt!.Value, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
        Assert.Contains($"klockan {due:HH:mm}", MessageBody.Of(first).Text, StringComparison.Ordinal);
        Assert.Equal("auto-replied", first.Headers["Auto-Submitted"]!.Trim());

        await post.Write(town.Anna, town.Sales, "Sv: Fråga 1", "En sak till", Stop, it => it with { InReplyTo = [asked] });
        await PostOffice.Messages(centre, contact.Id, 3, Stop);
        foreach (var number in Enumerable.Range(2, 6)) await post.Write(town.Anna, town.Sales, $"Fråga {number}", "Hej, när får jag svar på min fråga?", Stop);
        await post.Write(town.Boris, town.Sales, "Sist", "Hej, jag är Boris och vill veta när ni öppnar.", Stop);
        await post.Inbox(town.Boris, 1, Stop); // he wrote last, and got one
        await PostOffice.Contacts(centre, machines.Length + 8, Stop);
        await PostOffice.Until(centre, db => db.Mails.CountAsync(it => it.Centre == centre.Id && it.IsOutgoing && it.State == MailState.Sent, Stop), it => it == 6, Stop);
        Assert.Equal(5, (await post.Inbox(town.Anna, 5, Stop)).Count);

        time.Clock.Advance(TimeSpan.FromDays(1));
        await post.Write(town.Anna, town.Sales, "Dagen efter", "Hej, när får jag svar på min fråga?", Stop);
        await post.Inbox(town.Anna, 6, Stop);
    }

    [Fact]
    public async Task Two_centres_that_send_receipts_to_each_other_stop_after_a_handful()
    {
        var (town, here, there) = (post.NewTown(), await time.NewCentre(), await time.NewCentre());
        foreach (var (centre, address) in new[] { (here, town.Sales), (there, town.Support) })
            await post.SetUp(centre, address, Stop, it => it["receipt"] = new System.Text.Json.Nodes.JsonObject { ["sv"] = Receipt });
        await post.Write(town.Anna, town.Sales, "Vem svarar?", "Hej, vem av er svarar på detta?", Stop);
        var asked = (await PostOffice.Contacts(here, 1, Stop))[0];
        using var maya = await MailDesk.Open(here);
        await maya.Take(asked.Id);
        await maya.Answer(asked.Id, "Hej kollegor, kan ni svara på Annas fråga?", town.Support);
        time.PassSecondThoughts();

        var (sent, begun) = (await PostOffice.Messages(here, asked.Id, 4, Stop), (await PostOffice.Contacts(there, 1, Stop))[0]);
        Assert.Equal([Author.Citizen, Author.Automatic, Author.Staff, Author.Automatic], sent.Select(it => it.Author)); // Anna, her receipt, Maya, their receipt
        await PostOffice.Messages(there, begun.Id, 2, Stop);
        await post.Until(here, town.Sales, "Taken", 2, Stop);
        await post.Until(there, town.Support, "Taken", 1, Stop);

        // A mail that comes after all of it, and nothing before it or behind it.
        await post.Write(town.Boris, town.Sales, "Sist", "Hej", Stop);
        await PostOffice.Contacts(here, 2, Stop);
        await PostOffice.Messages(here, asked.Id, 4, Stop);
        await post.Until(here, town.Sales, "Taken", 3, Stop);
        await post.Until(there, town.Support, "Taken", 1, Stop);
    }

    [Fact]
    public async Task A_mail_of_our_own_that_comes_back_is_put_aside()
    {
        var (town, centre) = (post.NewTown(), await time.NewCentre());
        await post.SetUp(centre, town.Sales, Stop);
        await post.Write(town.Anna, town.Sales, "Rundgång", "Hej", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        await maya.Answer(contact.Id, "Till mig själv", town.Sales);
        time.PassSecondThoughts();

        await post.Until(centre, town.Sales, "Isberg-aside", 1, Stop);
        await PostOffice.Contacts(centre, 1, Stop);
        await PostOffice.Messages(centre, contact.Id, 2, Stop);
    }

    [Fact]
    public async Task Spam_and_blocked_senders_and_circles_are_put_aside()
    {
        var box = await Letterbox.Open(await time.NewCentre());
        Assert.Equal(new TakeMail.Result(TakeMail.Taking.Aside, Why: "spam"), await box.Take(Letterbox.Mail("Anna <anna@sund.example>", "Vinn", "Klicka", null, "X-Spam-Flag: YES")));
        var round = Enumerable.Repeat("Received: from a.example by b.example; Mon, 2 Mar 2026 09:00:00 +0100", TakeMail.MostHops + 1).ToArray();
        Assert.Equal(new TakeMail.Result(TakeMail.Taking.Aside, Why: "loop"), await box.Take(Letterbox.Mail("Anna <anna@sund.example>", "Runt", "Hej", null, round)));
    }

    [Fact]
    public async Task A_mail_that_comes_back_says_so_in_its_conversation_and_calls_the_staff_when_that_is_over()
    {
        var (town, centre) = (post.NewTown(), await time.NewCentre());
        await post.SetUp(centre, town.Sales, Stop);
        await post.Write(town.Anna, town.Sales, "Adress", "Hej", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        var open = await maya.Answer(contact.Id, "Hej", "nobody-here@kontakt.example"); // taken by Exim, refused behind it
        time.PassSecondThoughts();

        var bounced = await PostOffice.Mail(centre, open, it => it.State == MailState.Bounced, Stop);
        Assert.NotEmpty(bounced.Trouble!);
        Assert.Equal(Author.Automatic, (await PostOffice.Messages(centre, contact.Id, 3, Stop))[2].Author);

        var late = await maya.Answer(contact.Id, "Hej igen", "nobody-else@kontakt.example");
        await maya.Close(contact.Id);
        time.PassSecondThoughts();
        await PostOffice.Mail(centre, late, it => it.State == MailState.Bounced, Stop);
        Assert.Equal(contact.Id, (await PostOffice.Contacts(centre, 2, Stop))[1].Earlier);
    }

    [Fact]
    public async Task Every_known_kind_of_bounce_finds_the_mail_that_it_is_about()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var contact = await box.Begin(Letterbox.Mail("Anna <anna@sund.example>", "Fråga", "Hej"));
        var (all, found) = (0, 0);
        foreach (var path in Corpus.Files("bounces", ".eml"))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Stop));
            var report = DeliveryReport.Of(MimeMessage.Load(Encoding.Latin1.GetBytes(text)));
            if (report is not { Kind: ReportKind.Delivery, OriginalMessageId: { Length: > 0 } original } || !text.Contains(original, StringComparison.Ordinal)) continue;

            all++;
            var sent = await Sent(centre, box.Mailbox, contact, $"ours-{all}@kontakt.example");
            var result = await box.Take(Encoding.Latin1.GetBytes(text.Replace(original, sent.HeaderId!, StringComparison.Ordinal)));
            await using var db = centre.Server.Databases.CreateDbContext();
            var became = (await db.Mails.AsNoTracking().SingleAsync(it => it.Id == sent.Id, Stop)).State;
            var hasFailed = report.Recipients.Any(it => it.Action == DeliveryAction.Failed);
            Assert.True(result is { What: TakeMail.Taking.Taken, IsNew: false } && result.Contact == contact.Id, $"{path}: {result}");
            Assert.Equal((path, hasFailed), (path, became == MailState.Bounced));
            found++;
        }

        TestContext.Current.SendDiagnosticMessage($"bounces with the id of their mail: {found} of {all}");
        Assert.True(all > 50);
    }

    private static async Task<MailRow> Sent(TestCentre centre, Mailbox mailbox, ContactRow contact, string id)
    {
        var row = new MailRow
        {
            Id = new MailId(Guid.NewGuid()), Centre = centre.Id, Commissioner = centre.Commissioner, Contact = contact.Id, Message = new MessageId(Guid.NewGuid()), Mailbox = mailbox.Id,
            IsOutgoing = true, State = MailState.Sent, At = contact.ArrivedAt, HeaderId = id, Subject = "Sv: Fråga", To = [new MailAddress("anna@sund.example")],
        };
        await using var db = centre.Server.Databases.CreateDbContext();
        using var gate = await centre.Server.Databases.WriteGate(Stop);
        db.Mails.Add(row);
        await db.SaveChangesAsync(Stop);
        return row;
    }
}
