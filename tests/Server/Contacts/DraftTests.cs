using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>What somebody has written and not sent is lost by nothing, seen by whoever takes over, and overwritten by nobody.</summary>
public sealed class DraftTests(Postgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task A_draft_survives_the_server_and_a_transfer_and_says_whose_it_is(Store store)
    {
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(store, Stop));
        var centre = await server.NewCentre(Stop);
        var contact = await Handled(centre);
        using var maya = await centre.SignIn("maya", Stop);
        var first = await Keep(maya, contact, "Hej An", null);
        var second = await Keep(maya, contact, "Hej Anna", first.Version);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        await server.Restart(Stop);

        using var again = await centre.SignIn("maya", Stop);
        var kept = Assert.Single(await Drafts(again, contact))!;
        Assert.Equal(("Hej Anna", "anna@x.example", second.Version), (kept["content"]!["text"]!.GetValue<string>(), kept["content"]!["to"]![0]!.GetValue<string>(), kept["version"]!.GetValue<Guid>()));

        using var noor = await centre.SignIn("noor", Stop);
        Assert.Equal("Maya", Assert.Single(await Drafts(noor, contact))!["personName"]!.GetValue<string>());
        var own = await Keep(noor, contact, "Hej, jag tar över", null);
        Assert.Equal(["Hej Anna", "Hej, jag tar över"], (await Drafts(noor, contact)).Select(it => it!["content"]!["text"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, await Throw(noor, contact, centre.Maya, second.Version!.Value)); // Maya handles it still
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.NotReady), Stop);
        await centre.Tell(new PersonSignedIn(centre.Noor), Stop);
        await centre.Tell(new PresenceChosen(centre.Noor, Presence.Ready), Stop);
        await centre.Tell(new ContactTransferred(contact, centre.Maya, new Need(centre.Sales, Channel.Chat)), Stop);
        var offered = await Channels.Email.PostOffice.Until(centre, _ => centre.Live.Inbox.Ask(it => it.Floor.Contact(contact), Stop), it => it is { Stage: Stage.Offered }, Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Noor, offered!.Offer), Stop);
        await Until(centre, async db => await db.Contacts.AnyAsync(it => it.Id == contact && it.Person == centre.Noor, Stop));
        var last = await Keep(again, contact, "Hej Anna, vi", second.Version); // her last words come when she has let go
        Assert.Equal(HttpStatusCode.OK, last.Status);
        Assert.Equal(HttpStatusCode.NoContent, await Throw(noor, contact, centre.Maya, last.Version!.Value));
        Assert.Equal(own.Version, Assert.Single(await Drafts(noor, contact))!["version"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Two_windows_of_one_person_overwrite_nothing_of_each_other()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var contact = await Handled(centre);
        using var maya = await centre.SignIn("maya", Stop);
        var first = await Keep(maya, contact, "Ett", null);
        var second = await Keep(maya, contact, "Ett, två", first.Version);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(maya, contact, "Ett, tre", first.Version)).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(maya, contact, "Fyra", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, await Throw(maya, contact, centre.Maya, first.Version!.Value));
        Assert.Equal("Ett, två", Assert.Single(await Drafts(maya, contact))!["content"]!["text"]!.GetValue<string>());

        var emptied = await Keep(maya, contact, "", second.Version);
        Assert.Equal((HttpStatusCode.OK, null), (emptied.Status, emptied.Version));
        Assert.Empty(await Drafts(maya, contact));
        Assert.Equal(HttpStatusCode.OK, (await Keep(maya, contact, "Ett, två, fem", second.Version)).Status); // sent elsewhere meanwhile: begun anew
    }

    [Fact]
    public async Task What_is_too_large_or_of_another_centre_or_of_a_contact_that_is_over_is_not_kept_and_erasing_takes_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var there = await server.NewCentre(Stop, "there");
        var contact = await Handled(centre);
        using var maya = await centre.SignIn("maya", Stop);
        using var stranger = await there.SignIn("maya", Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Keep(maya, contact, new string('x', DraftContent.LongestText + 1), null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Keep(stranger, contact, "Hej", null)).Status);
        using (var asked = await stranger.GetAsync($"/api/v1/desk/contacts/{contact.Value}/drafts", Stop)) Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        var kept = await Keep(maya, contact, "Hej Anna", null);

        await centre.Tell(new ConversationEnded(contact, centre.Maya), Stop);
        await centre.Tell(new WrapUpFinished(contact, centre.Maya, []), Stop);
        await Until(centre, async db => await db.Contacts.AnyAsync(it => it.Id == contact && it.ClosedAt != null, Stop));
        Assert.Equal(HttpStatusCode.Conflict, (await Keep(maya, contact, "Hej Anna!", kept.Version)).Status);
        using var otto = await centre.SignIn("otto", Stop);
        using (var erased = await otto.DeleteAsync($"/api/v1/contacts/{contact.Value}/content", Stop)) Assert.True(erased.IsSuccessStatusCode);
        await Until(centre, async db => !await db.Drafts.AnyAsync(Stop));
    }

    [Theory]
    [InlineData("""{"content":{"text":"Hej","to":[null]}}""")]
    [InlineData("""{"content":{"text":"Hej","files":[null]}}""")]
    public async Task What_holds_nothing_where_something_must_be_is_refused(string draft)
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var contact = await Handled(centre);
        using var maya = await centre.SignIn("maya", Stop);
        using var answer = await maya.PutAsync($"/api/v1/desk/contacts/{contact.Value}/draft", new StringContent(draft, System.Text.Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_address_of_a_letter_is_kept_before_anything_else_is_written()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        var contact = await Handled(centre);
        using var maya = await centre.SignIn("maya", Stop);

        using var answer = await maya.PutAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/draft", new { content = new { text = "", address = "Göran Öberg\nÅker" } }, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Göran Öberg\nÅker", (string)Assert.Single(await Drafts(maya, contact))!["content"]!["address"]!);
    }

    [Fact]
    public async Task The_files_of_a_draft_are_not_swept_away()
    {
        var clock = new SetClock(DateTimeOffset.UtcNow);
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        var contact = await Handled(centre);
        using var maya = await centre.SignIn("maya", Stop);
        var files = server.Services.GetRequiredService<FileStore>();
        var (chosen, forgotten) = (await Saved(files, centre), await Saved(files, centre));
        await Keep(maya, contact, "Se bilagan", null, chosen);
        clock.Advance(FileSweep.Age + TimeSpan.FromHours(1));

        Assert.Equal(1, await server.Services.GetRequiredService<FileSweep>().Sweep(centre.Id, Stop));
        await using (var stays = files.Open(centre.Id, chosen.Id)) Assert.NotNull(stays);
        Assert.Null(files.Open(centre.Id, forgotten.Id));
    }

    private static async Task<FileReference> Saved(FileStore files, TestCentre centre)
    {
        using var content = new MemoryStream("Hej"u8.ToArray());
        Assert.True((await files.Save(centre.Id, "hej.txt", content, Stop)).Succeeded(out var file, out _));
        return file;
    }

    /// <summary>Anna has written to sales, and Maya has taken it.</summary>
    private static async Task<ContactId> Handled(TestCentre centre)
    {
        var contact = new ContactId(Guid.NewGuid());
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        await centre.Tell(new ContactArrived(contact, new Need(centre.Sales, Channel.Chat)), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);
        return contact;
    }

    private static async Task<(HttpStatusCode Status, Guid? Version)> Keep(HttpClient who, ContactId contact, string text, Guid? seen, params FileReference[] files)
    {
        var body = new { content = new { text, to = new[] { "anna@x.example" }, files }, seen };
        using var answer = await who.PutAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/draft", body, Stop);
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return (answer.StatusCode, answer.IsSuccessStatusCode ? said!["version"]?.GetValue<Guid>() : null);
    }

    private static async Task<HttpStatusCode> Throw(HttpClient who, ContactId contact, PersonId writer, Guid version)
    {
        using var answer = await who.DeleteAsync($"/api/v1/desk/contacts/{contact.Value}/drafts/{writer.Value}?version={version}", Stop);
        return answer.StatusCode;
    }

    private static async Task<JsonArray> Drafts(HttpClient who, ContactId contact) =>
        (await who.GetFromJsonAsync<JsonArray>($"/api/v1/desk/contacts/{contact.Value}/drafts", Stop))!;

    private static Task<bool> Until(TestCentre centre, Func<Storage.Database, Task<bool>> look) => Channels.Email.PostOffice.Until(centre, look, it => it, Stop);
}
