using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Isberg.Channels.Chat;
using Isberg.Channels.Email;
using Isberg.Contacts.Letters;
using Isberg.Mail;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>By whatever way a file comes, the scanner sees it first.</summary>
public sealed class ScannedFilesTests : IAsyncLifetime
{
    /// <summary>More than so many files are not taken out of one mail.</summary>
    private const int MostInMail = 50;

    private readonly ScriptedScanner scanner = ScriptedScanner.Tcp();
    private TestServer server = null!;
    private TestCentre centre = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static byte[] Harmful => Encoding.ASCII.GetBytes($"%PDF-1.7\n{ScriptedScanner.Harm}");

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop, change: it => it.Configuration[VirusScanner.Setting] = scanner.Address);
        centre = await server.NewCentre(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await scanner.DisposeAsync();
    }

    [Fact]
    public async Task A_harmful_file_in_a_chat_is_refused_and_leaves_nothing()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");

        using (var refused = await boris.Sends("a.pdf", Harmful, Stop))
            Assert.Equal((HttpStatusCode.Conflict, "file.unsafe"), (refused.StatusCode, await Boris.CodeOf(refused, Stop)));
        scanner.Says = _ => "stream: no memory ERROR\0";
        using (var unscanned = await boris.Sends("a.pdf", "%PDF-1.7\n"u8.ToArray(), Stop))
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "file.unscanned"), (unscanned.StatusCode, await Boris.CodeOf(unscanned, Stop)));
        Assert.Empty(FilesOnDisk());

        scanner.Says = _ => "stream: OK\0";
        using (var taken = await boris.Sends("a.pdf", "%PDF-1.7\n"u8.ToArray(), Stop)) Assert.True(taken.IsSuccessStatusCode);
        Assert.Single(FilesOnDisk());
    }

    [Fact]
    public async Task A_mail_comes_without_its_harmful_file_and_its_original_is_given_to_nobody()
    {
        var box = await Letterbox.Open(centre);
        var contact = await box.Begin(MailWith(("god.txt", "Hej"u8.ToArray()), ("ond.zip", [0, 1, .. Harmful])));
        var harmless = await box.Begin(MailWith(("god.txt", "Hej"u8.ToArray())));
        await using var db = server.Databases.CreateDbContext();
        using var maya = await centre.SignIn("maya", Stop);

        Assert.Equal("god.txt", Assert.Single((await db.Messages.SingleAsync(it => it.Contact == contact.Id, Stop)).Files).Name);
        var mail = await db.Mails.SingleAsync(it => it.Contact == contact.Id, Stop);
        Assert.Equal(new LeftOutFile("ond.zip", LeftOutFile.Unsafe), Assert.Single(mail.LeftOut));
        using (var refused = await maya.GetAsync(SourceOf(mail), Stop)) Assert.Equal("file.unsafe", await Boris.CodeOf(refused, Stop));
        var shown = await maya.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{contact.Id.Value}/messages", Stop);
        Assert.False((bool)shown![0]!["mail"]!["hasSource"]!);
        using var given = await maya.GetAsync(SourceOf(await db.Mails.SingleAsync(it => it.Contact == harmless.Id, Stop)), Stop);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
    }

    [Fact]
    public async Task Files_that_are_left_out_are_checked_too_for_they_can_be_fetched_with_the_original()
    {
        var box = await Letterbox.Open(centre);
        var many = Enumerable.Range(0, MostInMail).Select(it => ($"{it}.txt", Encoding.UTF8.GetBytes($"{it}")));
        var large = new byte[FileStore.LargestBytes + 1];

        Assert.Equal([new LeftOutFile("ond.pdf", LeftOutFile.Unsafe)], await LeftOut(await box.Begin(MailWith([.. many, ("ond.pdf", Harmful)]))));
        Assert.Equal([new LeftOutFile("stor.pdf", LeftOutFile.Unsafe)], await LeftOut(await box.Begin(MailWith(("stor.pdf", [.. large, .. Harmful])))));
        scanner.Says = _ => "INSTREAM size limit exceeded. ERROR\0";
        Assert.Equal([new LeftOutFile("stor.bin", LeftOutFile.Unchecked)], await LeftOut(await box.Begin(MailWith(("stor.bin", large)))));
    }

    [Fact]
    public async Task A_mail_waits_while_its_files_cannot_be_checked()
    {
        var box = await Letterbox.Open(centre);
        var mail = MailWith(("god.txt", "Hej"u8.ToArray()));
        scanner.Says = _ => "stream: no memory ERROR\0";

        using (var source = MailSource.Of(Encoding.UTF8.GetBytes(mail)))
        {
            var outcome = await server.Services.GetRequiredService<TakeMail>().Run(box.Mailbox, source, Stop);
            Assert.False(outcome.Succeeded(out _, out var refusal));
            Assert.Equal(VirusScanner.Unscanned, refusal);
        }

        Assert.Empty(FilesOnDisk());
        scanner.Says = _ => "stream: OK\0";
        await box.Begin(mail);
    }

    [Fact]
    public async Task A_harmful_letter_is_put_aside_and_one_that_cannot_be_checked_waits()
    {
        var take = server.Services.GetRequiredService<TakeLetter>();
        var command = new TakeLetter.Command(centre.Id, "brev.pdf", centre.Sales, (_, _) => null);

        Assert.True((await take.Run(command, new MemoryStream(Harmful), Stop)).Succeeded(out var result, out _));
        Assert.Equal((TakeLetter.Taking.Aside, LetterFault.Unsafe), (result.What, result.Fault));

        scanner.Says = _ => "stream: no memory ERROR\0";
        Assert.False((await take.Run(command, new MemoryStream("%PDF-1.7\n"u8.ToArray()), Stop)).Succeeded(out _, out var refusal));
        Assert.Equal(VirusScanner.Unscanned, refusal);
        Assert.Empty(FilesOnDisk());
    }

    /// <summary>What a mail lacks; its original is given to nobody.</summary>
    private async Task<IReadOnlyList<LeftOutFile>> LeftOut(ContactRow contact)
    {
        await using var db = server.Databases.CreateDbContext();
        var mail = await db.Mails.SingleAsync(it => it.Contact == contact.Id, Stop);
        using var maya = await centre.SignIn("maya", Stop);
        using var refused = await maya.GetAsync(SourceOf(mail), Stop);
        Assert.Equal("file.unsafe", await Boris.CodeOf(refused, Stop));
        return mail.LeftOut;
    }

    private static string SourceOf(MailRow mail) => $"/api/v1/contacts/{mail.Contact.Value}/mails/{mail.Id.Value}/source";

    private static string MailWith(params (string Name, byte[] Content)[] files)
    {
        var parts = files.Select(it => $"--b\r\nContent-Type: application/octet-stream; name={it.Name}\r\nContent-Disposition: attachment; filename={it.Name}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(it.Content)}\r\n");
        return Letterbox.Mail(
            "Anna <anna@sund.example>", "Med filer", $"--b\r\nContent-Type: text/plain\r\n\r\nSe bilagan.\r\n{string.Concat(parts)}--b--", null,
            "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b");
    }

    private string[] FilesOnDisk() =>
        Directory.Exists(Path.Combine(server.Folder, "files")) ? Directory.GetFiles(Path.Combine(server.Folder, "files"), "*", SearchOption.AllDirectories) : [];
}
