using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers.Voice;

/// <summary>A fax is answered by fax, over a real line.</summary>
public sealed class FaxAnswerTests(Town town) : IClassFixture<Town>
{
    private const string Number = "+4680001009";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_is_sent_again_when_the_line_was_engaged_and_says_what_became_of_it()
    {
        await town.TakesFaxes(Number);
        await using var machine = await FaxMachine.Beside(town.Asterisk);
        machine.Engage(true);
        using var maya = await town.Centre.SignIn("maya", Stop);
        await town.Centre.Ready(town.Centre.Maya, Stop);
        var offered = await Arrives();
        var contact = offered.Contact;
        await Town.Does(maya, $"offers/{contact.Value}/accept", new { offer = offered.Offer });

        var body = new { key = "a", to = "070-123 45 67", text = "Tack för ert fax.\n\nBygglovet är beviljat." };
        var first = await Answer(maya, contact, body);
        Assert.Equal(first, await Answer(maya, contact, body));
        await Town.Until(async () => (await Fax(first)).Trouble == FaxTrouble.Busy, "the line was engaged");
        machine.Engage(false);
        await Town.Until(async () => (await Fax(first)).State == LetterState.Faxed, "the fax is sent");

        var fax = await Fax(first);
        Assert.Equal((1, null, null), (fax.PagesSent, fax.Trouble, fax.DueAt));
        Assert.InRange(fax.Tries, 2, 3);
        await Town.Until(() => machine.Received.Count == 1, "the machine has it");
        Assert.Equal([$"SUCCESS 1 {Number}"], machine.Received);
        var told = (await maya.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{contact.Value}", Stop))!["events"]!.AsArray().Where(it => (string)it!["kind"]! == "letter.moved").Select(it => (string)it!["cause"]!).ToList();
        Assert.Equal(["Faxing", "ToFax", "Faxing"], told[..3]);
        Assert.Equal("Faxed", told[^1]);
        await Town.Until(async () => Directory.GetFiles(Path.Combine(town.Asterisk.Fax, "fax/out")).Length == 0 && (await town.Client.Channels(Stop)).Count == 0, "nothing is left");
    }

    /// <summary>A fax as Asterisk leaves it in the spool.</summary>
    private async Task<ContactOnFloor> Arrives()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(town.Asterisk.Fax, "fax/in")).FullName, "isberg-1.1");
        File.Copy(FaxMachine.TwoPages, $"{path}.tif");
        await File.WriteAllTextAsync($"{path}.call", $"{Number[1..]},{FaxMachine.Number},end\n", Stop);
        await File.WriteAllTextAsync($"{path}.done", "SUCCESS,2,Annas fax,end\n", Stop);
        ContactOnFloor? offered = null;
        await Town.Until(
            async () => (offered = await town.Centre.Live.Inbox.Ask(state => state.Floor.Contacts().FirstOrDefault(it => it.Need.Channel == Channel.Fax && it.Stage == Stage.Offered), Stop)) is not null,
            "the fax is offered");
        return offered!;
    }

    private static async Task<LetterId> Answer(HttpClient desk, ContactId contact, object body)
    {
        using var answer = await desk.PostAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/faxes", body, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return new LetterId((Guid)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["letter"]!);
    }

    private async Task<LetterRow> Fax(LetterId id)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.Letters.AsNoTracking().SingleAsync(it => it.Id == id, Stop);
    }
}
