using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Email;

/// <summary>Whatever is in a mail, it is taken, and does nothing.</summary>
public sealed class HostileMailTests(ServerInTime time, PostOffice post) : IClassFixture<ServerInTime>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_odd_mail_becomes_a_contact_or_is_put_aside()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre, it => it.TrustedServer = "mx.example.org");
        var counts = new Dictionary<TakeMail.Taking, int>();
        var taken = new Dictionary<ContactId, List<byte[]>>();
        List<string> lost = [];
        foreach (var path in Corpus.Files("odd"))
        {
            var mail = await File.ReadAllBytesAsync(path, Stop);
            var result = await box.Take(mail);
            Assert.True(result is { What: TakeMail.Taking.Aside, Why: not null } or { Contact: not null }, path);
            if (result.What == TakeMail.Taking.Known && !taken[result.Contact!.Value].Exists(it => IsSame(it, mail))) lost.Add(path);
            if (result.Contact is { } contact) (taken.TryGetValue(contact, out var inIt) ? inIt : taken[contact] = []).Add(mail);
            counts[result.What] = counts.GetValueOrDefault(result.What) + 1;
        }

        Assert.True(lost.Count == 0, $"Taken for another mail:\n{string.Join('\n', lost)}");
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", counts.Select(it => $"{it.Key}: {it.Value}")));
        await using var db = centre.Server.Databases.CreateDbContext();
        Assert.Equal(counts[TakeMail.Taking.Taken], await db.Mails.CountAsync(it => it.Centre == centre.Id, Stop));
        await ReadEveryPage(centre, db);
    }

    [Fact]
    public async Task A_mails_page_runs_nothing_and_loads_nothing()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        const string Page = """
            <html><head><script>alert(1)</script><meta http-equiv=refresh content="0;url=https://evil.example"><link rel=stylesheet href=https://evil.example/x.css></head>
            <body onload=alert(2) background=https://evil.example/bg.png><p style="background:url(https://evil.example/b.png)">Hej</p><img src=https://evil.example/pixel.gif onerror=alert(3)>
            <svg><script>alert(4)</script></svg><a href="javascript:alert(5)">klicka</a><iframe src=https://evil.example></iframe><form action=https://evil.example><input name=password></form></body></html>
            """;
        var contact = await box.Begin(Letterbox.Mail("Anna <anna@sund.example>", "Sida", Page, null, "MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8"));
        await using var db = centre.Server.Databases.CreateDbContext();
        var mail = await db.Mails.SingleAsync(it => it.Contact == contact.Id, Stop);
        using var maya = await centre.SignIn("maya", Stop);

        var shown = await maya.GetFromJsonAsync<JsonNode>($"/api/v1/contacts/{contact.Id.Value}/mails/{mail.Id.Value}/page", Stop);

        var html = shown!["html"]!.GetValue<string>();
        Assert.Contains("Hej", html, StringComparison.Ordinal);
        html = html.Replace("data-remote-src=\"https://evil.example/pixel.gif\"", "", StringComparison.Ordinal); // to be loaded if the reader asks
        Assert.All(new[] { "script", "alert", "evil.example", "onload", "onerror", "<iframe", "<form", "<input", "http-equiv" }, it => Assert.DoesNotContain(it, html, StringComparison.OrdinalIgnoreCase));
        Assert.True(shown["remoteImages"]!.GetValue<int>() >= 1);
    }

    [Fact]
    public async Task What_a_stranger_writes_in_headers_becomes_no_header_of_our_answer()
    {
        var (town, centre) = (post.NewTown(), await time.NewCentre());
        await post.SetUp(centre, town.Sales, Stop, it => it["takesPlusAddresses"] = true);
        var subject = $"=?utf-8?B?{Convert.ToBase64String("Fråga\r\nBcc: boris@sund.example\r\n\r\nlurad"u8)}?=";
        var name = $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes($"Anna\r\nBcc: {town.Boris}\r\n"))}?=";
        (await post.Imap()).Deliver(Town.UserOf(town.Sales), Encoding.UTF8.GetBytes(Letterbox.Mail(
            $"{name} <{town.Anna}>", subject, "Hej", "odd id\" <x@y> åäö", $"Reply-To: {name} <{town.Boris}>", "References: <a@b> <\u0001c@d> <e f@g> <å@ö>")));
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        Assert.Equal("mail.subject_invalid", (await maya.Try(contact.Id, "Hej", town.Anna, it => it["subject"] = "a\r\nBcc: x@y.example")).Body["code"]!.GetValue<string>());
        Assert.Equal("mail.recipient_invalid", (await maya.Try(contact.Id, "Hej", $"{town.Anna}>\r\nRCPT TO:<{town.Boris}")).Body["code"]!.GetValue<string>());
        await maya.Answer(contact.Id, "Hej", town.Anna);
        time.PassSecondThoughts();

        var answer = (await post.Inbox(town.Anna, 1, Stop))[0];
        Assert.Null(answer.Headers["Bcc"]);
        Assert.StartsWith("Re: Fråga Bcc: boris@sund.example", answer.Subject, StringComparison.Ordinal);
        Assert.Equal(town.Anna, Assert.Single(answer.To.Mailboxes).Address);
        Assert.Empty((await post.Smtp()).Mails(town.Boris)); // neither by the header nor by Reply-To
    }

    [Fact]
    public async Task Who_did_not_write_a_mail_does_not_get_it_quoted()
    {
        var (town, centre) = (post.NewTown(), await time.NewCentre());
        await post.SetUp(centre, town.Sales, Stop);
        await post.Write(town.Anna, town.Sales, "Hemligt", "Jag är sjuk.", Stop);
        var contact = (await PostOffice.Contacts(centre, 1, Stop))[0];
        using var maya = await MailDesk.Open(centre);
        await maya.Take(contact.Id);
        await maya.Answer(contact.Id, "Vet du något om detta?", town.Boris);
        await maya.Answer(contact.Id, "Krya på dig!", town.Anna);
        time.PassSecondThoughts();

        Assert.DoesNotContain("Jag är sjuk", MessageBody.Of((await post.Inbox(town.Boris, 1, Stop))[0]).Text, StringComparison.Ordinal);
        Assert.Contains("> Jag är sjuk", MessageBody.Of((await post.Inbox(town.Anna, 1, Stop))[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_empties_a_mail_and_deletes_its_source_and_the_sweep_keeps_the_others()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var gone = await box.Begin(Letterbox.Mail("Anna <anna@sund.example>", "Radera mig", "Hemligt"));
        var stays = await box.Begin(Letterbox.Mail("Boris <boris@sund.example>", "Kvar", "Inte hemligt"));
        using var maya = await MailDesk.Open(centre);
        await maya.Take(gone.Id);
        await maya.Answer(gone.Id, "Påminnelse", "anna@sund.example", it => it["sendAt"] = time.Clock.GetUtcNow().AddDays(2));
        await maya.Close(gone.Id);
        using var otto = await centre.SignIn("otto", Stop);
        await using var db = centre.Server.Databases.CreateDbContext();
        var source = (await db.Mails.AsNoTracking().SingleAsync(it => it.Contact == gone.Id && !it.IsOutgoing, Stop)).Source!.Value;
        var files = centre.Server.Services.GetRequiredService<FileStore>();
        Assert.True(Exists(files, centre, source));

        using (var erased = await otto.DeleteAsync($"/api/v1/contacts/{gone.Id.Value}/content", Stop)) Assert.True(erased.IsSuccessStatusCode);

        Assert.False(Exists(files, centre, source));
        foreach (var row in await db.Mails.AsNoTracking().Where(it => it.Contact == gone.Id).ToListAsync(Stop))
        {
            Assert.Equal((null, null, null, null, null, null), (row.Subject, row.From, row.HeaderId, row.Source, row.DueAt, row.Trouble));
            Assert.Empty(row.To);
        }

        time.Clock.Advance(FileSweep.Age * 4);
        await centre.Server.Services.GetRequiredService<FileSweep>().Sweep(centre.Id, Stop);
        var kept = (await db.Mails.AsNoTracking().SingleAsync(it => it.Contact == stays.Id, Stop)).Source!.Value;
        Assert.True(Exists(files, centre, kept));
        await PostOffice.Until(centre, rows => rows.Mails.CountAsync(it => it.Contact == gone.Id && it.State == MailState.Queued && it.Attempts == 0, Stop), it => it == 1, Stop);
    }

    /// <summary>Byte for byte; or the same id and the same content, by another way.</summary>
    private static bool IsSame(byte[] one, byte[] other)
    {
        if (one.AsSpan().SequenceEqual(other)) return true;

        var (a, b) = (MimeMessage.Load(one), MimeMessage.Load(other));
        return a.MessageId is not null && a.MessageId == b.MessageId && a.Subject == b.Subject && Body(one).SequenceEqual(Body(other));
    }

    private static ReadOnlySpan<byte> Body(byte[] mail) =>
        mail.AsSpan().IndexOf("\r\n\r\n"u8) is >= 0 and var wide && mail.AsSpan().IndexOf("\n\n"u8) < 0 ? mail.AsSpan(wide + 4) : mail.AsSpan(mail.AsSpan().IndexOf("\n\n"u8) + 2);

    private static bool Exists(FileStore files, TestCentre centre, Guid file)
    {
        using var content = files.Open(centre.Id, file);
        return content is not null;
    }

    private static async Task ReadEveryPage(TestCentre centre, Storage.Database db)
    {
        using var maya = await centre.SignIn("maya", Stop);
        foreach (var mail in await db.Mails.AsNoTracking().Where(it => it.Centre == centre.Id && it.HasPage).ToListAsync(Stop))
        {
            using var page = await maya.GetAsync($"/api/v1/contacts/{mail.Contact.Value}/mails/{mail.Id.Value}/page", Stop);
            Assert.True(page.IsSuccessStatusCode || page.StatusCode == System.Net.HttpStatusCode.NotFound, $"{mail.Subject}: {page.StatusCode}");
            Assert.DoesNotContain("<script", await page.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
        }
    }
}
