using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Isberg.Channels.Email;
using Isberg.Contacts;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Letter;

/// <summary>A letter is answered by one: a PDF that can be printed, posted in an envelope with a window, and read aloud.</summary>
public sealed partial class AnswerTests(PostRoom room) : IClassFixture<PostRoom>
{
    private const string To = "Göran Öberg\nÅkervägen 12\n\n123 45 Ängsås";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_says_whom_it_goes_to_and_from_whom_and_waits_to_be_printed()
    {
        using var post = await room.Open();
        await Head(post, new JsonObject { ["sv"] = "Sunds kommun\nBygglov\n123 40 Sund", ["fi"] = "Sundin kunta" });
        var (maya, contact) = await Taken(post);
        using var _ = maya;

        var pdf = await Pdf(maya, contact, await Answer(maya, contact, "Hej Göran,\n\ngaraget får stå kvar där det är.\n\nMed vänliga hälsningar\nÅsa"));

        var text = Paper.Told("pdftotext", pdf, "-layout");
        Assert.Matches(@"(?s)Sunds kommun.*Bygglov.*Göran Öberg.*Åkervägen 12.*123 45 Ängsås.*Hej Göran,.*garaget får stå kvar.*Åsa.*1 \(1\)", text);
        Assert.Contains($"Vår referens: {contact.Reference}", text, StringComparison.Ordinal);
        Assert.Contains(room.Clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)[..4], text, StringComparison.Ordinal);
        Assert.Contains("/Lang (sv)", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        var fonts = Paper.Told("pdffonts", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, it => Assert.Matches(@"\byes\s+(yes|no)\s+yes\b", it)); // embedded, and its letters are known
        var waiting = Assert.Single((await maya.Client.GetFromJsonAsync<JsonArray>("/api/v1/letters/to-print", Stop))!);
        Assert.Equal((contact.Reference, "Göran Öberg\nÅkervägen 12\n123 45 Ängsås"), ((string)waiting!["reference"]!, (string)waiting["to"]!));
    }

    [Fact]
    public async Task The_address_stands_where_the_window_of_the_envelope_is()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;
        foreach (var (window, from, to) in new[] { ("Right", 105, 120), ("Left", 20, 35) })
        {
            await Head(post, new JsonObject { ["sv"] = "Sunds kommun" }, window);

            var places = Paper.Told("pdftotext", await Pdf(maya, contact, await Answer(maya, contact, "Hej!")), "-bbox");

            var first = Word("Göran").Match(places);
            Assert.InRange(Millimetres(first.Groups["x"]), from, to);
            Assert.InRange(Millimetres(first.Groups["y"]), 44, 50);
            Assert.InRange(Millimetres(Word("Hej!").Match(places).Groups["y"]), 100, 110);
        }
    }

    [Fact]
    public async Task What_looks_like_a_page_or_a_style_stays_text()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;
        const string hostile = "</p><style>p{display:none}</style><img src=\"file:///etc/passwd\"><link rel=attachment href='file:///etc/passwd'>&amp; {{7*7}} <script>x</script>";

        var pdf = await Pdf(maya, contact, await Answer(maya, contact, $"{hostile}\nSynlig rad", "<b>Göran</b>\n</div><style>*{color:red}\n12345 Sund"));

        var text = Spaces().Replace(Paper.Told("pdftotext", pdf), " ");
        Assert.All(new[] { "</p><style>p{display:none}</style>", "src=\"file:///etc/passwd\"", "&amp; {{7*7}}", "Synlig rad", "<b>Göran</b>", "</div><style>*{color:red}" }, it => Assert.Contains(it, text, StringComparison.Ordinal));
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("EmbeddedFile", System.Text.Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_answer_has_all_its_lines_in_order_on_numbered_pages()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;
        var lines = Enumerable.Range(1, 900).Select(it => $"Rad {it} om garaget på Åkervägen").ToList();

        var pdf = await Pdf(maya, contact, await Answer(maya, contact, string.Join('\n', lines)));

        var pages = int.Parse(PageCount().Match(Paper.Told("pdfinfo", pdf)).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(pages, 20, 30);
        var text = Paper.Told("pdftotext", pdf);
        Assert.Equal(Enumerable.Range(1, 900), Row().Matches(text).Select(it => int.Parse(it.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(pages, text.Split(contact.Reference).Length - 1);
        for (var page = 1; page <= pages; page++) Assert.Contains($"{page} ({pages})", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_any_length_are_broken_and_all_that_was_written_is_printed()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;
        var text = $"https://www.sund.se/{new string('W', 24_000)} {new string('x', 199)} {string.Concat(Enumerable.Repeat("åäö", 8_000))}";

        var pdf = await Pdf(maya, contact, await Answer(maya, contact, text));

        var told = Paper.Told("pdftotext", pdf).Replace(contact.Reference, "", StringComparison.Ordinal);
        Assert.Equal((24_000, 199, 8_000), (told.Count(it => it == 'W'), told.Count(it => it == 'x'), told.Replace("Göran", "", StringComparison.Ordinal).Count(it => it == 'ö')));
    }

    [Fact]
    public async Task A_letter_of_too_many_lines_is_refused_at_once()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;

        Assert.Equal("letter.too_long", (string)(await Try(maya, contact, new string('\r', 2_000) + "a", To)).Body["code"]!);
    }

    [Fact]
    public async Task A_letter_is_posted_once_may_be_put_back_and_is_printed_with_the_others()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;
        var first = await Answer(maya, contact, "Det första svaret");
        var second = await Answer(maya, contact, "Det andra svaret");

        var all = Paper.Told("pdftotext", await maya.Client.GetByteArrayAsync("/api/v1/letters/to-print/pdf", Stop));
        Assert.Matches("(?s)Det första svaret.*Det andra svaret", all);

        Assert.Equal(HttpStatusCode.NoContent, await Settle(maya, contact, first, "Posted"));
        Assert.Equal(HttpStatusCode.NoContent, await Settle(maya, contact, second, "Withdrawn"));
        Assert.Empty((await maya.Client.GetFromJsonAsync<JsonArray>("/api/v1/letters/to-print", Stop))!);
        var row = await Row(post, first);
        Assert.Equal((LetterState.Posted, post.Centre.Maya, true), (row.State, row.SettledBy, row.SettledAt is not null));
        Assert.Contains("\"settledByName\":\"Maya", await maya.Client.GetStringAsync($"/api/v1/contacts/{contact.Id.Value}", Stop), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.NoContent, await Settle(maya, contact, first, "Taken"));
        Assert.Equal(HttpStatusCode.NoContent, await Settle(maya, contact, first, "Posted"));
        var told = (await maya.Client.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{contact.Id.Value}", Stop))!["events"]!.AsArray().Where(it => (string)it!["kind"]! == "letter.moved");
        Assert.Equal([("Posted", post.Centre.Maya.Value), ("Withdrawn", post.Centre.Maya.Value)], told.Select(it => ((string)it!["cause"]!, it["person"]!.GetValue<Guid>())));
        Assert.Equal(HttpStatusCode.NoContent, await Settle(maya, contact, first, "ToPrint"));
        Assert.Equal((LetterState.ToPrint, null), ((row = await Row(post, first)).State, row.SettledBy));
    }

    [Fact]
    public async Task An_erased_contact_leaves_nothing_of_its_answers()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;
        var letter = await Answer(maya, contact, "Hej Göran");
        await maya.Close(contact.Id);
        await using var db = post.Centre.Server.Databases.CreateDbContext();
        var file = (await db.Messages.AsNoTracking().SingleAsync(it => it.Id == new MessageId(letter.Value), Stop)).Files[0].Id;
        var files = post.Centre.Server.Services.GetRequiredService<FileStore>();
        await using (var pdf = files.Open(post.Centre.Id, file)) Assert.NotNull(pdf);

        Assert.Null(await post.Centre.Server.Services.GetRequiredService<EraseContent>().OfContact(post.Centre.Everybody, contact.Id, Stop));

        var row = await Row(post, letter);
        Assert.Equal((null, null), (row.To, row.Name));
        Assert.Null(files.Open(post.Centre.Id, file));
        Assert.Empty((await maya.Client.GetFromJsonAsync<JsonArray>("/api/v1/letters/to-print", Stop))!);
    }

    [Fact]
    public async Task Without_the_program_it_is_said_what_to_install_and_nothing_is_kept()
    {
        var root = Directory.CreateTempSubdirectory("isberg-letters-").FullName;
        await using var server = await TestServer.Start(Stop, change: builder =>
        {
            (builder.Configuration["Isberg:Letters:Root"], builder.Configuration["Isberg:Letters:Programs"]) = (root, root);
            builder.Configuration["Isberg:Letters:StillFor"] = "00:00:00.2";
        });
        var centre = await server.NewCentre(Stop);
        using var post = new Post(centre, await centre.SignIn("otto", Stop), Path.Combine(root, "sund", "post"));
        Directory.CreateDirectory(post.Folder);
        await post.Create("post");
        var (maya, contact) = await Taken(post);
        using var _ = maya;

        var (status, body) = await Try(maya, contact, "Hej Göran", To);

        Assert.False(status == HttpStatusCode.OK);
        Assert.Equal("letter.no_program", (string)body["code"]!);
        await using var db = server.Databases.CreateDbContext();
        Assert.False(await db.Letters.AnyAsync(it => it.IsOutgoing, Stop));
        await server.Halt(Stop); // it makes folders there
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task An_address_that_does_not_fit_the_window_is_refused()
    {
        using var post = await room.Open();
        var (maya, contact) = await Taken(post);
        using var _ = maya;

        Assert.Equal("letter.no_address", (string)(await Try(maya, contact, "Hej", " \n ")).Body["code"]!);
        Assert.Equal("letter.address_invalid", (string)(await Try(maya, contact, "Hej", "1\n2\n3\n4\n5\n6\n7\n8")).Body["code"]!);
        Assert.Equal("letter.address_invalid", (string)(await Try(maya, contact, "Hej", new string('x', 41))).Body["code"]!);
    }

    private static async Task Head(Post post, JsonObject sender, string window = "Right")
    {
        var now = (await post.Otto.GetFromJsonAsync<JsonObject>($"/api/v1/intakes/{post.Intake["id"]}", Stop))!;
        var draft = post.Draft("post");
        (draft["sender"], draft["window"]) = (sender, window);
        using var answer = await MailServers.Send(post.Otto, HttpMethod.Put, $"/api/v1/intakes/{post.Intake["id"]}", draft, Stop, (string)now["version"]!);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>A Swedish letter that Maya handles.</summary>
    private static async Task<(MailDesk Maya, ContactRow Contact)> Taken(Post post)
    {
        var (contact, _) = await post.Contact(await post.Takes("one.pdf", Paper.Pdf(Paper.Swedish)));
        var maya = await MailDesk.Open(post.Centre);
        await maya.Take(contact.Id);
        return (maya, contact);
    }

    private static async Task<LetterId> Answer(MailDesk maya, ContactRow contact, string text, string to = To)
    {
        var (status, body) = await Try(maya, contact, text, to);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return new LetterId(body["letter"]!.GetValue<Guid>());
    }

    private static Task<(HttpStatusCode Status, JsonNode Body)> Try(MailDesk maya, ContactRow contact, string text, string to) =>
        maya.Post($"/api/v1/desk/contacts/{contact.Id.Value}/letters", JsonContent.Create(new { key = $"{Guid.NewGuid()}", to, text }));

    private static async Task<HttpStatusCode> Settle(MailDesk maya, ContactRow contact, LetterId letter, string state)
    {
        using var answer = await maya.Client.PutAsJsonAsync($"/api/v1/contacts/{contact.Id.Value}/letters/{letter.Value}/state", new { state }, Stop);
        return answer.StatusCode;
    }

    private static async Task<byte[]> Pdf(MailDesk maya, ContactRow contact, LetterId letter)
    {
        await using var db = maya.Centre.Server.Databases.CreateDbContext();
        var file = (await db.Messages.AsNoTracking().SingleAsync(it => it.Id == new MessageId(letter.Value), Stop)).Files[0];
        Assert.Equal(("application/pdf", $"{contact.Reference}.pdf"), (file.ContentType, file.Name));
        return await maya.Client.GetByteArrayAsync($"/api/v1/contacts/{contact.Id.Value}/files/{file.Id}", Stop);
    }

    private static async Task<LetterRow> Row(Post post, LetterId letter)
    {
        await using var db = post.Centre.Server.Databases.CreateDbContext();
        return await db.Letters.AsNoTracking().SingleAsync(it => it.Id == letter, Stop);
    }

    private static double Millimetres(Group points) => double.Parse(points.Value, CultureInfo.InvariantCulture) * 25.4 / 72;

    private static Regex Word(string word) => new($"xMin=\"(?<x>[\\d.]+)\" yMin=\"(?<y>[\\d.]+)\"[^>]*>{Regex.Escape(word)}<");

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex PageCount();

    [GeneratedRegex(@"Rad (\d+) om")]
    private static partial Regex Row();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
