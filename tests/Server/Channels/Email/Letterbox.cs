using System.Text;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Email;

/// <summary>A mailbox behind which no mail server stands: mails are put in by hand, and what goes out finds nobody.</summary>
internal sealed class Letterbox(TestCentre centre, Mailbox mailbox)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Letterbox> Open(TestCentre centre, Action<Mailbox>? change = null)
    {
        var mailbox = new Mailbox
        {
            Id = new MailboxId(Guid.NewGuid()), Centre = centre.Id, Name = "sales", Address = "sales@kontakt.example", Service = centre.Sales, Version = Guid.NewGuid(),
            Outgoing = new MailServer("127.0.0.1", 1, LineSecurity.None, "", null),
        };
        change?.Invoke(mailbox);
        await using var db = centre.Server.Databases.CreateDbContext();
        using var gate = await centre.Server.Databases.WriteGate(Stop);
        db.Mailboxes.Add(mailbox);
        await db.SaveChangesAsync(Stop);
        return new Letterbox(centre, mailbox);
    }

    public Mailbox Mailbox => mailbox;

    public static string Mail(string from, string subject, string text, string? id = null, params string[] headers) => string.Join(
        "\r\n", [$"From: {from}", $"To: sales@kontakt.example", $"Subject: {subject}", $"Date: Mon, 02 Mar 2026 09:00:00 +0100", $"Message-ID: <{id ?? $"{Guid.NewGuid():N}@sund.example"}>", .. headers, "", text, ""]);

    public Task<TakeMail.Result> Take(string mail) => Take(Encoding.UTF8.GetBytes(mail));

    public async Task<TakeMail.Result> Take(byte[] mail)
    {
        using var source = MailSource.Of(mail);
        var outcome = await centre.Server.Services.GetRequiredService<TakeMail>().Run(mailbox, source, Stop);
        Assert.True(outcome.Succeeded(out var result, out var refusal), refusal?.Sentence);
        return result;
    }

    /// <summary>Takes a mail that becomes a contact of its own.</summary>
    public async Task<ContactRow> Begin(string mail)
    {
        var result = await Take(mail);
        Assert.Equal(TakeMail.Taking.Taken, result.What);
        await using var db = centre.Server.Databases.CreateDbContext();
        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == result.Contact, Stop);
        Assert.Equal(1, contact.LastMessage);
        return contact;
    }
}
