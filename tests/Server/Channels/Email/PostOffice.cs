using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.Mail.Security;
using Isberg.Mail.Smtp;
using Isberg.Mail.World;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Real mail servers around a real centre: citizens' mailboxes at sund.example (Exim), the centre's at kontakt.example (Dovecot), and all mail goes by SMTP.</summary>
public sealed class PostOffice : IAsyncLifetime
{
    public const string Anna = "anna@sund.example";
    public const string Boris = "boris@sund.example";
    public const string Sales = "sales@kontakt.example";
    public const string Support = "support@kontakt.example";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public ImapServer Imap { get; private set; } = null!;

    public SmtpServer Smtp { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Imap = await ImapServer.Start();
        Smtp = await SmtpServer.Start(Imap.LmtpPort, CancellationToken.None, Anna, Boris, SmtpServer.UserName);
    }

    public async ValueTask DisposeAsync()
    {
        await Smtp.DisposeAsync();
        await Imap.DisposeAsync();
    }

    /// <summary>Sets a mailbox up as an administrator does; the first user's mails go to sales.</summary>
    public async Task<JsonNode> SetUp(TestCentre centre, CancellationToken stop, string user = "sales", Action<JsonObject>? change = null)
    {
        var draft = new JsonObject
        {
            ["name"] = user, ["address"] = $"{user}@kontakt.example", ["service"] = (user == "support" ? centre.Support : centre.Sales).Value.ToString(), ["takenFolder"] = "Taken",
            ["takesPlusAddresses"] = false,
            ["incoming"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = Imap.Port, ["security"] = "None", ["user"] = user, ["secret"] = ImapServer.Password },
            ["outgoing"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = Smtp.Port, ["security"] = "None", ["user"] = "", ["needsNoSignIn"] = true },
        };
        change?.Invoke(draft);
        using var otto = await centre.SignIn("otto", stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/mailboxes") { Content = JsonContent.Create(draft), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var answer = await otto.SendAsync(request, stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Writes a mail as a citizen's program does, and sends it by SMTP. Answers its Message-ID.</summary>
    public async Task<string> Write(string from, string to, string subject, string text, CancellationToken stop, Func<OutgoingMail, OutgoingMail>? change = null)
    {
        var mail = new OutgoingMail
        {
            From = new InternetAddressList([new MailboxAddress(from == Anna ? "Anna Ånöstedt" : "Boris", from)]), To = new InternetAddressList([new MailboxAddress("", to)]),
            Subject = subject, Date = DateTimeOffset.UtcNow, MessageId = MessageIds.New("sund.example"), Body = new BodyBuilder { TextBody = text },
        };
        mail = change?.Invoke(mail) ?? mail;
        using var written = new MemoryStream();
        await mail.WriteToAsync(written, stop: stop);
        await Send(Envelope.Of(mail), written, stop);
        return mail.MessageId;
    }

    public async Task Send(Envelope envelope, MemoryStream mail, CancellationToken stop)
    {
        await using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", Smtp.Port, SecureSocketOptions.None, stop);
        mail.Position = 0;
        await client.SendAsync(envelope, mail, stop);
        await client.DisconnectAsync(stop);
    }

    /// <summary>Waits for the mails in a citizen's mailbox.</summary>
    public async Task<IReadOnlyList<MimeMessage>> Inbox(string citizen, int count, CancellationToken stop)
    {
        var mails = await Smtp.Mails(citizen, count, stop);
        Assert.Equal(count, mails.Count);
        return [.. mails.Select(it => MimeMessage.Load(it))];
    }

    /// <summary>Waits until what the database holds is as it should be.</summary>
    public static async Task<T> Until<T>(TestCentre centre, Func<Database, Task<T>> look, Func<T, bool> isSo, CancellationToken stop)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            await using var db = centre.Server.Databases.CreateDbContext();
            var seen = await look(db);
            if (isSo(seen)) return seen;

            Assert.True(DateTimeOffset.UtcNow < until, $"Not in time; seen: {seen}");
            await Task.Delay(20, stop);
        }
    }

    /// <summary>The centre's contacts, the oldest first, once there are so many.</summary>
    public static Task<List<Contacts.ContactRow>> Contacts(TestCentre centre, int count, CancellationToken stop) => Until(
        centre, db => db.Contacts.AsNoTracking().Where(it => it.Centre == centre.Id).OrderBy(it => it.ArrivedAt).ToListAsync(stop), it => it.Count == count, stop);
}
