using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Email;
using Isberg.Contacts;
using Isberg.Mail;
using Isberg.Mail.Headers;
using Isberg.Mail.Security;
using Isberg.Mail.Smtp;
using Isberg.Mail.World;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(PostOffice))]

namespace Isberg.Channels.Email;

/// <summary>
/// Real mail servers around real centres, started by the first test that asks: citizens' mailboxes at sund.example (Exim),
/// the centres' at kontakt.example (Dovecot), and all mail goes by SMTP. Each test has a town of its own.
/// </summary>
public sealed class PostOffice : IAsyncLifetime
{
    private const int MostTowns = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lazy<Task<(ImapServer Imap, SmtpServer Smtp)>> servers = new(Open);
    private int towns;

    public async Task<ImapServer> Imap() => (await servers.Value).Imap;

    public async Task<SmtpServer> Smtp() => (await servers.Value).Smtp;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (!servers.IsValueCreated) return;

        await (await Smtp()).DisposeAsync();
        await (await Imap()).DisposeAsync();
    }

    public Town NewTown() => new(Interlocked.Increment(ref towns) is var number and <= MostTowns ? number : throw new InvalidOperationException($"There are {MostTowns} towns; make more."));

    /// <summary>Sets a mailbox up as an administrator does. Mails to support go to support, others to sales.</summary>
    public async Task<JsonNode> SetUp(TestCentre centre, string address, CancellationToken stop, Action<JsonObject>? change = null)
    {
        var draft = await Draft(centre, address);
        change?.Invoke(draft);
        return await Keep(centre, HttpMethod.Post, "/api/v1/mailboxes", draft, ("Idempotency-Key", Guid.NewGuid().ToString()), stop);
    }

    /// <summary>Changes a mailbox as an administrator does.</summary>
    public async Task<JsonNode> Change(TestCentre centre, JsonNode mailbox, string address, CancellationToken stop, Action<JsonObject>? change = null)
    {
        var draft = await Draft(centre, address);
        change?.Invoke(draft);
        return await Keep(centre, HttpMethod.Put, $"/api/v1/mailboxes/{mailbox["id"]}", draft, ("If-Match", "*"), stop);
    }

    private async Task<JsonObject> Draft(TestCentre centre, string address)
    {
        var (imap, smtp) = await servers.Value;
        var user = Town.UserOf(address);
        var service = user.StartsWith("support", StringComparison.Ordinal) ? centre.Support : centre.Sales;
        return new JsonObject
        {
            ["name"] = user, ["address"] = address, ["service"] = service.Value.ToString(), ["takenFolder"] = "Taken", ["takesPlusAddresses"] = false,
            ["incoming"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = imap.Port, ["security"] = "None", ["user"] = user, ["secret"] = ImapServer.Password },
            ["outgoing"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = smtp.Port, ["security"] = "None", ["user"] = "", ["needsNoSignIn"] = true },
        };
    }

    private static async Task<JsonNode> Keep(TestCentre centre, HttpMethod method, string path, JsonObject draft, (string Name, string Value) header, CancellationToken stop)
    {
        using var otto = await centre.SignIn("otto", stop);
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(draft), Headers = { { header.Name, header.Value } } };
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
            From = new InternetAddressList([new MailboxAddress(from.StartsWith("anna", StringComparison.Ordinal) ? "Anna Ånöstedt" : "Boris", from)]),
            To = new InternetAddressList([new MailboxAddress("", to)]),
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
        await client.ConnectAsync("127.0.0.1", (await Smtp()).Port, SecureSocketOptions.None, stop);
        mail.Position = 0;
        await client.SendAsync(envelope, mail, stop);
        await client.DisconnectAsync(stop);
    }

    /// <summary>Waits for the mails in a citizen's mailbox.</summary>
    public async Task<IReadOnlyList<MimeMessage>> Inbox(string citizen, int count, CancellationToken stop)
    {
        var mails = await (await Smtp()).Mails(citizen, count, stop);
        Assert.Equal(count, mails.Count);
        return [.. mails.Select(it => MimeMessage.Load(it))];
    }

    /// <summary>How many mails lie in a folder of the centre's mailbox; none is named as the inbox is.</summary>
    public async Task<int> Count(string address, string? folder = null)
    {
        var root = (await Imap()).MaildirOf(Town.UserOf(address));
        var place = folder is null ? root : Path.Combine(root, $".{folder}");
        return new[] { "new", "cur" }.Select(it => Path.Combine(place, it)).Where(Directory.Exists).Sum(it => Directory.GetFiles(it).Length);
    }

    /// <summary>Waits until so many mails lie in a folder of the centre's mailbox.</summary>
    public Task Until(TestCentre centre, string address, string folder, int count, CancellationToken stop) =>
        Until(centre, _ => Count(address, folder), it => it == count, stop);

    /// <summary>Waits until what the database holds is as it should be.</summary>
    public static async Task<T> Until<T>(TestCentre centre, Func<Database, Task<T>> look, Func<T, bool> isSo, CancellationToken stop)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (true)
        {
            await using var db = centre.Server.Databases.CreateDbContext();
            var seen = await look(db);
            if (isSo(seen)) return seen;

            Assert.True(DateTimeOffset.UtcNow < until, $"Not in time; seen: {System.Text.Json.JsonSerializer.Serialize(seen)}");
            await Task.Delay(20, stop);
        }
    }

    /// <summary>The centre's contacts, the oldest first, once there are so many.</summary>
    public static Task<List<ContactRow>> Contacts(TestCentre centre, int count, CancellationToken stop) => Until(
        centre, db => db.Contacts.AsNoTracking().Where(it => it.Centre == centre.Id).OrderBy(it => it.ArrivedAt).ToListAsync(stop), it => it.Count == count, stop);

    /// <summary>What has been written in a contact, once there are so many.</summary>
    public static Task<List<MessageRow>> Messages(TestCentre centre, ContactId contact, int count, CancellationToken stop) => Until(
        centre, db => db.Messages.AsNoTracking().Where(it => it.Contact == contact).OrderBy(it => it.Number).ToListAsync(stop), it => it.Count == count, stop);

    /// <summary>A mail of ours, once it is as it should be.</summary>
    public static Task<MailRow> Mail(TestCentre centre, MailId mail, Func<MailRow, bool> isSo, CancellationToken stop) =>
        Until(centre, db => db.Mails.AsNoTracking().SingleAsync(it => it.Id == mail, stop), isSo, stop);

    private static async Task<(ImapServer Imap, SmtpServer Smtp)> Open()
    {
        var all = Enumerable.Range(1, MostTowns).Select(it => new Town(it)).ToList();
        var imap = await ImapServer.Start(more: all.SelectMany(it => new[] { it.Sales, it.Support }).Select(Town.UserOf));
        var smtp = await SmtpServer.Start(imap.LmtpPort, CancellationToken.None, [.. all.SelectMany(it => new[] { it.Anna, it.Boris })]);
        return (imap, smtp);
    }
}

/// <summary>Anna and Boris, and the addresses of sales and support, which nobody else uses.</summary>
public sealed record Town(int Number)
{
    public string Anna => $"anna-{Number}@sund.example";

    public string Boris => $"boris-{Number}@sund.example";

    public string Sales => $"sales-{Number}@kontakt.example";

    public string Support => $"support-{Number}@kontakt.example";

    public static string UserOf(string address) => address[..address.IndexOf('@', StringComparison.Ordinal)];
}
