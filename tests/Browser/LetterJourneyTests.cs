using System.Net.Http.Json;
using Isberg.Channels.Letter;
using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>A letter from the scanner's folder to the answer in the post: a real scan at one end, a real PDF at the other.</summary>
public sealed class LetterJourneyTests(Chromium chromium) : Journey(chromium), IAsyncLifetime
{
    private const string To = "Göran Öberg\nÅkervägen 12\n123 45 Sund";

    private readonly string root = Directory.CreateTempSubdirectory("isberg-letters-").FullName;
    private readonly Barriers barriers = new();
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.Start(Stop, change: it =>
    {
        it.Configuration["Isberg:Web"] = House.Web;
        it.Configuration["Isberg:Letters:Root"] = root;
        it.Configuration["Isberg:Letters:StillFor"] = "00:00:00.2";
        it.Configuration["Isberg:Letters:Niceness"] = "0"; // a busy test machine would let them wait for ever
    });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_letter_is_answered_by_one_that_the_post_room_prints_and_posts()
    {
        var site = await Open();
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();
        await Expect(maya.Heading("agent.waiting.ready")).ToBeVisibleAsync();
        Scan(site);
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("garaget på Åkervägen 12");

        await Identify(maya);
        await Write(maya);
        await Close(maya);
        var noor = await Colleague.SignIn(Browsers, site, "noor", "sv");
        await noor.Page.GotoAsync(site.Desk("letters"));
        await barriers.Look(noor.Page, "letters to print", noor.Page.GetByText("Åkervägen 12"));
        var story = await noor.Page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await Post(noor);

        await maya.Page.GotoAsync(new Uri(new Uri(site.Address), story).ToString());
        var line = maya.Page.GetByRole(AriaRole.Region, new() { Name = maya.Say("history.story.line"), Exact = true });
        await barriers.Look(maya.Page, "story of a letter", line.GetByText(maya.Say("history.letterMoved.Posted", "Noor")));
        await Expect(line).ToContainTextAsync("Garaget får stå kvar.");
        barriers.AreNone();
    }

    /// <summary>The test world, with an intake of letters that leads to sales.</summary>
    private async Task<Site> Open()
    {
        var centre = await server.NewCentre(Stop, "ystad");
        await World.Town.Furnish(server, centre, Stop);
        Directory.CreateDirectory(Path.Combine(root, centre.Key, "post"));
        using var otto = await centre.SignIn("otto", Stop);
        using var made = await otto.PostAsJsonAsync("/api/v1/intakes", new { name = "Post", folder = "post", service = centre.Sales.Value }, Stop);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Stop));
        return new Site($"http://localhost:{server.Address.Port}", centre.Key);
    }

    private void Scan(Site site)
    {
        var folder = Path.Combine(root, site.Key, "post");
        File.WriteAllBytes(Path.Combine(folder, ".one.pdf"), Paper.Pdf(Paper.Swedish));
        File.Move(Path.Combine(folder, ".one.pdf"), Path.Combine(folder, "one.pdf"));
    }

    private async Task Identify(Colleague maya)
    {
        await maya.Button("agent.customer.identify").ClickAsync();
        await barriers.Look(maya.Page, "whose letter it is", maya.DialogButton("agent.customer.add"));
        await maya.Dialog.GetByLabel(maya.Say("agent.customer.name")).FillAsync("Göran Öberg");
        await maya.DialogButton("agent.customer.add").ClickAsync();
        await Expect(maya.About).ToContainTextAsync("Göran Öberg");
    }

    private async Task Write(Colleague maya)
    {
        await maya.Field("letters.editor.to").FillAsync(To);
        await Expect(maya.Page.GetByText(maya.Say("agent.draft.state.kept"))).ToBeVisibleAsync();
        await maya.Page.ReloadAsync();
        await Expect(maya.Field("letters.editor.to")).ToHaveValueAsync(To);
        await maya.Field("letters.editor.text").FillAsync("Hej Göran,\n\nGaraget får stå kvar.");
        await barriers.Look(maya.Page, "answer by letter", maya.Button("letters.editor.make"));
        await maya.Button("letters.editor.make").ClickAsync();
        await Expect(maya.Messages).ToContainTextAsync(maya.Say("letters.outgoing.ToPrint"));
        await Expect(maya.Field("letters.editor.text")).ToHaveValueAsync("");
    }

    private static async Task Close(Colleague maya)
    {
        await maya.Button("agent.end").ClickAsync();
        await maya.Button("agent.wrapUp.done").ClickAsync();
        await Expect(maya.Heading("agent.waiting.ready")).ToBeVisibleAsync();
    }

    private async Task Post(Colleague noor)
    {
        var file = await noor.Page.RunAndWaitForDownloadAsync(() => noor.Button("letters.toPrint.all_one", 1).ClickAsync());
        Assert.Equal(noor.Say("letters.toPrint.file"), file.SuggestedFilename);
        var pdf = Path.Combine(root, "printed.pdf");
        await file.SaveAsAsync(pdf);
        Assert.Matches("(?s)Göran Öberg.*Garaget får stå kvar", Paper.Told("pdftotext", await File.ReadAllBytesAsync(pdf, Stop)));
        await noor.Button("letters.toPrint.postOf", "Göran Öberg").ClickAsync();
        await Expect(noor.Page.GetByText(noor.Say("letters.toPrint.none"))).ToBeVisibleAsync();
    }
}
