using Isberg.Channels.Email;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Channels.Letter;

/// <summary>What stands on paper can be searched and led by, whoever scanned it and however badly it lies on the glass.</summary>
public sealed class ReadingTests(PostRoom room) : IClassFixture<PostRoom>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Swedish_Finnish_and_English_are_read_askew_and_through_dirt()
    {
        using var post = await room.Open();

        var letter = await post.Takes("three.tif", Paper.Tiff(
            Paper.Pdf(Paper.Swedish, tilt: 2, specks: 300), Paper.Pdf(Paper.Finnish, tilt: -1.5, specks: 300), Paper.Pdf(Paper.English, tilt: 1, specks: 300)));

        Assert.Equal((LetterReading.Recognised, 3), (letter.Reading, letter.Pages.Count));
        Reads(Paper.Swedish, letter.Pages[0].Text);
        Reads(Paper.Finnish, letter.Pages[1].Text);
        Reads(Paper.English, letter.Pages[2].Text);
        var (contact, message) = await post.Contact(letter);
        Assert.Contains("garaget", message.Text, StringComparison.Ordinal);
        var found = await post.Otto.GetStringAsync("/api/v1/contacts?channel=Letter&text=päivähoitopaikkaa", Stop);
        Assert.Contains(contact.Reference, found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_without_text_of_its_own_is_led_by_what_it_says()
    {
        using var post = await room.Open();
        using (var answer = await MailServers.Send(post.Otto, HttpMethod.Put, $"/api/v1/intakes/{post.Intake["id"]}", post.Draft(
            "post", new LetterRule(LetterRuleField.Language, "fi", post.Centre.Support)), Stop, (string)post.Intake["version"]!)) Assert.True(answer.IsSuccessStatusCode);

        var letter = await post.Takes("one.pdf", Paper.Scanned(Paper.Pdf(Paper.Finnish)));

        Assert.Equal((LetterReading.Recognised, LetterState.Taken), (letter.Reading, letter.State));
        Assert.Equal(post.Centre.Support, (await post.Contact(letter)).Contact.Service);
    }

    [Fact]
    public async Task Where_nothing_is_installed_a_letter_comes_without_its_text_and_it_is_said_what_is_missing()
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

        var letter = await post.Takes("one.jpg", Paper.Picture(Paper.Pdf(Paper.English)));

        var (_, message) = await post.Contact(letter);
        Assert.Equal((LetterReading.None, "", "image/jpeg", 0), (letter.Reading, message.Text, message.Files[0].ContentType, letter.Pages.Count));
        Assert.Contains("tesseract-ocr-swe", await post.Otto.GetStringAsync("/api/v1/intakes/server", Stop), StringComparison.Ordinal);
        await server.Halt(Stop); // it makes folders there
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_letter_that_was_being_read_when_the_server_was_stopped_is_read_again_and_taken_once()
    {
        var root = Directory.CreateTempSubdirectory("isberg-letters-").FullName;
        var (programs, begun) = (Directory.CreateDirectory(Path.Combine(root, "programs")).FullName, Path.Combine(root, "begun"));
        await using var server = await TestServer.Start(Stop, change: builder =>
        {
            (builder.Configuration["Isberg:Letters:Root"], builder.Configuration["Isberg:Letters:Programs"]) = (root, $"{programs}:/usr/local/bin:/usr/bin:/bin");
            (builder.Configuration["Isberg:Letters:StillFor"], builder.Configuration["Isberg:Letters:Niceness"]) = ("00:00:00.2", "0");
        });
        var centre = await server.NewCentre(Stop);
        using var post = new Post(centre, await centre.SignIn("otto", Stop), Path.Combine(root, "sund", "post"));
        Directory.CreateDirectory(post.Folder);
        var reader = Path.Combine(programs, "tesseract"); // the first time it reads on and on
        await File.WriteAllTextAsync(reader, $"#!/bin/sh\nif [ \"$1\" != --list-langs ] && [ ! -e {begun} ]; then touch {begun}; exec sleep 600; fi\nexec /usr/bin/tesseract \"$@\"\n", Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(reader, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await post.Create("post");
        post.Put("one.pdf", Paper.Scanned(Paper.Pdf(Paper.Swedish)));
        await PostOffice.Until(centre, _ => Task.FromResult(File.Exists(begun)), it => it, Stop);

        await server.Restart(Stop);

        var letter = await post.Taken("one.pdf");
        Assert.Equal((LetterReading.Recognised, 1), (letter.Reading, await post.Contacts()));
        Reads(Paper.Swedish, letter.Pages[0].Text);
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Nine words of ten, as they are written.</summary>
    private static void Reads(string written, string? read)
    {
        var words = written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var known = (read ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        Assert.True(words.Count(known.Contains) >= words.Length * 0.9, $"Of\n{written}\nonly this was read:\n{read}");
    }
}
