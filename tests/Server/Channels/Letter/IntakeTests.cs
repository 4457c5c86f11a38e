using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Email;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Letter;

/// <summary>What is put into a watched folder becomes a contact, once, and nothing that lies elsewhere does.</summary>
public sealed class IntakeTests(PostRoom room) : IClassFixture<PostRoom>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_becomes_a_contact_with_its_text_and_its_pages_and_is_moved_away()
    {
        using var post = await room.Open();

        var letter = await post.Takes("one.pdf", Paper.Pdf(Paper.Swedish, pages: 2));

        var (contact, message) = await post.Contact(letter);
        Assert.Equal((LetterState.Taken, LetterReading.InFile, 2), (letter.State, letter.Reading, letter.Pages.Count));
        Assert.Equal((Channel.Letter, post.Centre.Sales), (contact.Channel, contact.Service));
        Assert.Contains("bygglov för garaget på Åkervägen 12", message.Text, StringComparison.Ordinal);
        Assert.Contains("Sida 2", message.Text, StringComparison.Ordinal);
        Assert.Equal(("one.pdf", "application/pdf"), (message.Files[0].Name, message.Files[0].ContentType));
        Assert.True(post.Has("taken", "one.pdf"));
        Assert.False(post.Has(".", "one.pdf"));
    }

    [Fact]
    public async Task The_same_scan_twice_is_one_letter()
    {
        using var post = await room.Open();
        var scan = Paper.Pdf(Paper.English);

        await post.Takes("a.pdf", scan);
        post.Put("b.pdf", scan);
        await post.Standing(_ => post.Has("taken", "b.pdf"));

        Assert.Equal(1, await post.Contacts());
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_left_alone_until_it_is_whole()
    {
        using var post = await room.Open();
        var scan = Paper.Pdf(Paper.English);
        await using (var file = File.Create(Path.Combine(post.Folder, "slow.pdf")))
        {
            foreach (var (part, name) in new[] { (scan[..300], "a.pdf"), (scan[300..800], "b.pdf") })
            {
                await file.WriteAsync(part, Stop);
                await file.FlushAsync(Stop);
                await post.Takes(name, Paper.Pdf(name + Paper.English));
                Assert.False(post.Has("aside", "slow.pdf") || post.Has("taken", "slow.pdf"));
            }

            await file.WriteAsync(scan.AsMemory(800), Stop);
        }

        var letter = await post.Taken("slow.pdf");
        Assert.Equal(LetterState.Taken, letter.State);
    }

    [Fact]
    public async Task A_letter_that_comes_under_the_name_of_one_that_is_being_read_is_read_as_well()
    {
        var root = Directory.CreateTempSubdirectory("isberg-letters-").FullName;
        var (programs, next) = (Directory.CreateDirectory(Path.Combine(root, "programs")).FullName, Path.Combine(root, "next.pdf"));
        await using var server = await TestServer.Start(Stop, change: builder =>
        {
            (builder.Configuration["Isberg:Letters:Root"], builder.Configuration["Isberg:Letters:Programs"]) = (root, $"{programs}:/usr/local/bin:/usr/bin:/bin");
            (builder.Configuration["Isberg:Letters:StillFor"], builder.Configuration["Isberg:Letters:Niceness"]) = ("00:00:00.2", "0");
        });
        var centre = await server.NewCentre(Stop);
        using var post = new Post(centre, await centre.SignIn("otto", Stop), Path.Combine(root, "sund", "post"));
        Directory.CreateDirectory(post.Folder);
        await File.WriteAllBytesAsync(next, Paper.Pdf(Paper.Finnish), Stop);
        var scanner = Path.Combine(programs, "pdfinfo"); // while the first is read, the scanner writes the next one over it
        await File.WriteAllTextAsync(scanner, $"#!/bin/sh\nmv {next} {post.Folder}/scan.pdf 2>/dev/null\nexec /usr/bin/pdfinfo \"$@\"\n", Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(scanner, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await post.Create("post");

        post.Put("scan.pdf", Paper.Pdf(Paper.English));

        var contacts = await PostOffice.Until(centre, db => db.Contacts.CountAsync(it => it.Centre == centre.Id, Stop), it => it == 2, Stop);
        Assert.Equal(2, contacts);
        await server.Halt(Stop); // it makes folders there
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_rule_on_the_text_sends_a_letter_elsewhere()
    {
        using var post = await room.Open();
        using (var answer = await MailServers.Send(post.Otto, HttpMethod.Put, $"/api/v1/intakes/{post.Intake["id"]}", post.Draft(
            "post", new LetterRule(LetterRuleField.Text, "BYGGLOV  för garaget", post.Centre.Support)), Stop, (string)post.Intake["version"]!))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await post.Standing(it => it is null);

        var (permit, _) = await post.Contact(await post.Takes("permit.pdf", Paper.Pdf(Paper.Swedish)));
        var (other, _) = await post.Contact(await post.Takes("other.pdf", Paper.Pdf(Paper.English)));

        Assert.Equal((post.Centre.Support, post.Centre.Sales), (permit.Service, other.Service));
    }

    [Fact]
    public async Task A_server_that_was_stopped_between_taking_and_moving_finds_the_letter_again_and_knows_it()
    {
        using var post = await room.Open();
        await post.Takes("one.pdf", Paper.Pdf(Paper.Finnish));

        File.Move(Path.Combine(post.Folder, "taken", "one.pdf"), Path.Combine(post.Folder, "one.pdf"));
        await post.Standing(_ => post.Has("taken", "one.pdf"));

        Assert.Equal(1, await post.Contacts());
    }

    [Fact]
    public async Task What_cannot_be_read_is_put_aside_and_said()
    {
        using var post = await room.Open();
        (string Name, LetterFault Fault)[] all =
        [
            ("text.pdf", LetterFault.Kind), ("damaged.pdf", LetterFault.Broken), ("half.jpg", LetterFault.Broken), ("torn.tif", LetterFault.Broken),
            ("locked.pdf", LetterFault.Encrypted), ("long.pdf", LetterFault.Pages), ("wide.jpg", LetterFault.Heavy), ("empty.pdf", LetterFault.Empty),
        ];

        foreach (var (name, _) in all) post.Put(name, Hostile(name));
        await post.Standing(_ => Hurried(() => all.All(it => post.Has("aside", it.Name))));

        Assert.Equal(all.Select(it => (it.Name, it.Fault.ToString())).Order(), (await post.Aside()).Order());
        Assert.Equal(0, await post.Contacts());
        Assert.Null(await post.Standing(it => it is null));
    }

    [Fact]
    public async Task What_somebody_has_seen_to_is_said_no_more()
    {
        using var post = await room.Open();
        var letter = await post.Takes("long.pdf", Hostile("long.pdf"));

        using var answer = await post.Otto.DeleteAsync($"/api/v1/intakes/aside/{letter.Id.Value}", Stop);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await post.Aside());
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_never_followed()
    {
        using var post = await room.Open();
        var secret = Path.Combine(room.Server.Folder, "secret.pdf");
        await File.WriteAllBytesAsync(secret, Paper.Pdf(Paper.Swedish), Stop);

        File.CreateSymbolicLink(Path.Combine(post.Folder, "link.pdf"), secret);
        await post.Standing(_ => post.Has("aside", "link.pdf"));

        Assert.Equal([("link.pdf", "Link")], await post.Aside());
        Assert.Equal(0, await post.Contacts());
        Assert.True(File.Exists(secret));
    }

    [Fact]
    public async Task An_intake_leads_to_one_folder_of_its_own_and_nowhere_else()
    {
        using var post = await room.Open();
        foreach (var folder in new[] { "..", "../other", "/etc", "a/b", ".hidden", "post ", "", "a\nb", "post" })
        {
            using var answer = await MailServers.Send(post.Otto, HttpMethod.Post, "/api/v1/intakes", post.Draft(folder), Stop);

            Assert.Equal((folder, HttpStatusCode.BadRequest), (folder, answer.StatusCode));
            Assert.NotNull((await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["errors"]!["folder"]);
        }
    }

    [Fact]
    public async Task A_rule_that_is_none_is_refused()
    {
        using var post = await room.Open();
        var draft = post.Draft("other");
        draft["rules"] = new JsonArray((JsonNode?)null);
        using var answer = await MailServers.Send(post.Otto, HttpMethod.Post, "/api/v1/intakes", draft, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_not_watched()
    {
        using var post = await room.Open();
        using var other = await room.Open();
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(post.Folder)!, "theirs"), other.Folder);

        post.Intake = await post.Create("theirs");

        Assert.Equal("Link", await post.Standing(it => it is not null));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_for_five_minutes_is_an_alarm_until_it_can()
    {
        using var post = await room.Open();
        await post.Standing(it => it is null);
        Directory.Move(post.Folder, $"{post.Folder}-away");
        Assert.Equal("FolderMissing", await post.Standing(it => it is not null));

        room.Clock.Advance(IntakeEndpoints.AlarmAfter - TimeSpan.FromMinutes(1));
        Assert.Empty(await Alarms(post));
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Post", (string)Assert.Single(await Alarms(post))!["name"]!);

        Directory.Move($"{post.Folder}-away", post.Folder);
        await post.Standing(it => it is null);
        Assert.Empty(await Alarms(post));
    }

    [Fact]
    public async Task A_service_without_letters_leaves_them_where_they_are_and_says_so()
    {
        using var post = await room.Open();
        await using (var db = room.Server.Databases.CreateDbContext())
        {
            var sales = await db.Services.SingleAsync(it => it.Id == post.Centre.Sales, Stop);
            sales.Channels = [.. sales.Channels.Where(it => it.Rule.Channel != Channel.Letter)];
            await db.SaveChangesAsync(Stop);
        }

        post.Put("one.pdf", Paper.Pdf(Paper.English));

        Assert.Equal("ChannelMissing", await post.Standing(it => it is not null));
        Assert.True(post.Has(".", "one.pdf"));
    }

    [Fact]
    public async Task Pages_are_shown_to_who_may_read_the_contact_and_go_when_it_is_erased()
    {
        using var post = await room.Open();
        using var other = await room.Open();
        var letter = await post.Takes("one.pdf", Paper.Pdf(Paper.English));
        var (contact, _) = await post.Contact(letter);
        var address = $"/api/v1/contacts/{contact.Id.Value}/letters/{letter.Id.Value}/pages/";

        using (var page = await post.Otto.GetAsync($"{address}{letter.Pages[0].Picture}", Stop))
        {
            Assert.Equal("image/jpeg", page.Content.Headers.ContentType!.MediaType);
            Assert.Equal([0xFF, 0xD8], (await page.Content.ReadAsByteArrayAsync(Stop))[..2]);
        }

        foreach (var (client, picture) in new[] { (post.Otto, Guid.NewGuid()), (other.Otto, letter.Pages[0].Picture) })
            using (var none = await client.GetAsync($"{address}{picture}", Stop)) Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        await post.Centre.Tell(new ContactDiscarded(contact.Id, post.Centre.Otto), Stop);
        Assert.Null(await room.Server.Services.GetRequiredService<EraseContent>().OfContact(post.Centre.Everybody, contact.Id, Stop));
        Assert.Empty(Directory.GetFiles(Path.Combine(room.Server.Folder, "files", post.Centre.Id.Value.ToString("N"))));
        await using var db = room.Server.Databases.CreateDbContext();
        var row = await db.Letters.SingleAsync(it => it.Id == letter.Id, Stop);
        Assert.Equal((null, 0), (row.Name, row.Pages.Count));
    }

    /// <summary>What seems damaged may still be on its way, and is judged after a minute.</summary>
    private bool Hurried(Func<bool> isIt)
    {
        room.Clock.Advance(TimeSpan.FromSeconds(30));
        return isIt();
    }

    private static async Task<JsonArray> Alarms(Post post) => (await post.Otto.GetFromJsonAsync<JsonArray>("/api/v1/intakes/alarms", Stop))!;

    private static byte[] Hostile(string name) => name switch
    {
        "text.pdf" => "Not a scan at all"u8.ToArray(),
        "damaged.pdf" => Paper.Latin("%PDF-1.4\nnothing of what was promised"),
        "half.jpg" => Paper.Picture(Paper.Pdf(Paper.English))[..^2_000],
        "torn.tif" => [.. "II*\0"u8, 0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3],
        "locked.pdf" => Locked(),
        "long.pdf" => Paper.Pdf("Many", pages: 101),
        "wide.jpg" => Wide(),
        _ => [],
    };

    /// <summary>With a password that nobody here knows.</summary>
    private static byte[] Locked()
    {
        var key = new string('A', 64);
        return Paper.Written(
            [Paper.Latin("<</Type /Catalog /Pages 2 0 R>>"), Paper.Latin("<</Type /Pages /Kids [] /Count 0>>"), Paper.Latin($"<</Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}>>>")],
            "/Encrypt 3 0 R /ID [<00> <00>]");
    }

    /// <summary>A small file that says it is a picture of four thousand million dots.</summary>
    private static byte[] Wide()
    {
        var picture = Paper.Picture(Paper.Pdf(Paper.English));
        var frame = picture.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        picture.AsSpan(frame + 5, 4).Fill(0xFF);
        return picture;
    }
}
