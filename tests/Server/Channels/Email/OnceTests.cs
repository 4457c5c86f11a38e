using System.Text;
using Isberg.Contacts;
using Isberg.Mail.World;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>Every mail becomes one contact, whatever happens to the servers: never two, never none.</summary>
[Collection("Mail servers that fail")]
public sealed class OnceTests(FrailPost frail)
{
    private readonly PostOffice post = frail.Post;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_mail_twice_and_in_two_mailboxes_is_one_contact_and_its_source_is_there_byte_for_byte()
    {
        var town = post.NewTown();
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop);
        await post.SetUp(centre, town.Support, Stop);
        var (imap, mail) = (await post.Imap(), Mail(0));
        foreach (var it in new[] { town.Sales, town.Support, town.Sales }) imap.Deliver(Town.UserOf(it), mail);
        foreach (var (at, it) in new[] { town.Sales, town.Support }.Index()) imap.Deliver(Town.UserOf(it), Mail(at + 1));

        await post.Until(centre, town.Sales, "Taken", 3, Stop);
        await post.Until(centre, town.Support, "Taken", 2, Stop);
        var contacts = await PostOffice.Contacts(centre, 3, Stop);

        await using var db = server.Databases.CreateDbContext();
        var same = await db.Mails.SingleAsync(it => it.HeaderId == "mail-0@sund.example", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        using var source = await maya.GetAsync($"/api/v1/contacts/{same.Contact.Value}/mails/{same.Id.Value}/source", Stop);
        Assert.Equal(("message/rfc822", "attachment"), (source.Content.Headers.ContentType!.MediaType, source.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(mail, await source.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Numbers_that_count_from_the_beginning_again_bring_nothing_twice()
    {
        var town = post.NewTown();
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop, it => it["takenFolder"] = null);
        var imap = await post.Imap();
        foreach (var number in Enumerable.Range(0, 5)) imap.Deliver(Town.UserOf(town.Sales), Mail(number));
        await PostOffice.Contacts(centre, 5, Stop);

        await imap.Kill(Stop);
        imap.Renumber(Town.UserOf(town.Sales));
        imap.Deliver(Town.UserOf(town.Sales), Mail(5));
        await imap.Restart(Stop);
        await PostOffice.Contacts(centre, 6, Stop);

        await server.Halt(Stop);
        await using (var db = server.Databases.CreateDbContext()) await db.Set<MailboxReading>().ExecuteDeleteAsync(Stop);
        imap.Deliver(Town.UserOf(town.Sales), Mail(6));
        await server.Restart(Stop);
        await PostOffice.Contacts(centre, 7, Stop); // the old ones come before it
    }

    [Fact]
    public async Task Servers_that_are_killed_in_the_middle_lose_nothing_and_double_nothing()
    {
        const int All = 40;
        var town = post.NewTown();
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        await post.SetUp(centre, town.Sales, Stop);
        var imap = await post.Imap();
        foreach (var number in Enumerable.Range(0, All / 2)) imap.Deliver(Town.UserOf(town.Sales), Mail(number));

        await PostOffice.Until(centre, db => db.Contacts.CountAsync(it => it.Centre == centre.Id, Stop), it => it > 0, Stop);
        await imap.Kill(Stop); // contacts are there, and their mails not moved
        foreach (var number in Enumerable.Range(All / 2, All / 2)) imap.Deliver(Town.UserOf(town.Sales), Mail(number));
        await imap.Restart(Stop);
        await PostOffice.Until(centre, db => db.Contacts.CountAsync(it => it.Centre == centre.Id, Stop), it => it > All / 2, Stop);
        await server.Restart(Stop);

        await PostOffice.Until(centre, _ => post.Count(town.Sales, "Taken"), it => it >= All, Stop); // killed between copying and deleting, the mail server has one twice
        await PostOffice.Contacts(centre, All, Stop);
        await using var rows = server.Databases.CreateDbContext();
        Assert.Equal(All, await rows.Mails.Select(it => it.HeaderId).Distinct().CountAsync(Stop));
        await PostOffice.Until(centre, _ => post.Count(town.Sales), it => it == 0, Stop); // a mail server copies, then deletes
    }

    [Fact]
    public async Task A_mailbox_that_leads_elsewhere_is_read_from_its_beginning()
    {
        var town = post.NewTown();
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var imap = await post.Imap();
        foreach (var it in new[] { town.Sales, town.Support }) imap.CountFrom(Town.UserOf(it), 1); // as some servers do in every mailbox
        foreach (var (user, number) in new[] { (town.Sales, 0), (town.Sales, 1), (town.Support, 2) }) imap.Deliver(Town.UserOf(user), Mail(number));
        var kept = await post.SetUp(centre, town.Sales, Stop, it => it["takenFolder"] = null);
        await PostOffice.Contacts(centre, 2, Stop);
        var reading = await PostOffice.Until(centre, db => db.Set<MailboxReading>().AsNoTracking().SingleOrDefaultAsync(Stop), it => it is not null, Stop);
        Assert.Equal((1, 2), (reading!.UidValidity, reading.LastUid));

        await post.Change(centre, kept, town.Support, Stop);
        await PostOffice.Contacts(centre, 3, Stop);
    }

    private static byte[] Mail(int number) => Encoding.UTF8.GetBytes(
        $"From: Anna <anna{number}@sund.example>\r\nTo: sales@kontakt.example\r\nSubject: =?utf-8?q?Fr=C3=A5ga_{number}?=\r\nMessage-ID: <mail-{number}@sund.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej, det här är fråga {number}.\r\n");
}

/// <summary>Mail servers that tests may kill.</summary>
public sealed class FrailPost : IAsyncLifetime
{
    public PostOffice Post { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => Post.DisposeAsync();
}

[CollectionDefinition("Mail servers that fail")]
public sealed class FrailPostCollection : ICollectionFixture<FrailPost>;
