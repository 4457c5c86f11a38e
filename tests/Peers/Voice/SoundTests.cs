using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Microsoft.EntityFrameworkCore;
using SoundRow = Isberg.Contacts.CallSound;

namespace Isberg.Peers.Voice;

/// <summary>How real calls sound is measured on both legs, kept, and told to whoever handles them while it is bad.</summary>
public sealed class SoundTests(Town town) : IClassFixture<Town>
{
    private const double Lost = 0.1, LostOnTheOtherWay = 0.2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_agent_whose_line_loses_sound_is_told_until_it_is_good_again_and_what_was_lost_is_kept()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        taken.Answer();
        taken.Sound.Report(LostOnTheOtherWay);
        taken.Sound.Loses = Lost;
        var contact = (await town.Call(Stage.Handled)).Contact;

        await Town.Until(async () => await Sign(desk) == "Own", "Maya is told that her own sound is bad");
        taken.Sound.Loses = 0;
        call.Sound.Loses = 2 * Lost;
        await Town.Until(async () => await Sign(desk) == "Both", "both are bad now: Maya's phone still says that it gets too little");
        await call.HangUp(Stop);
        await taken.Ended(Stop);

        await Town.Until(async () => (await Rows(contact)).Exists(it => it is { Side: CallSide.Caller, ReceivedLost: > 0 }), "what was measured last is kept when the call is over");
        var rows = await Rows(contact);
        var (caller, agent) = (rows.Single(it => it.Side == CallSide.Caller), rows.Single(it => it.Side == CallSide.Agent));
        Assert.Equal((town.Centre.Maya, town.Centre.Sales, "alaw"), (agent.Person, agent.Service, agent.Codec));
        Assert.InRange((double)agent.SentLost / agent.Sent, LostOnTheOtherWay / 2, LostOnTheOtherWay * 1.5);
        Assert.InRange((double)caller.ReceivedLost / (caller.Received + caller.ReceivedLost), 0.01, 2.2 * Lost);
        Assert.Equal(0, caller.Reports);
        Assert.True(agent.Score < SpeechScore.Poor && agent.WorstScore <= agent.Score, $"Maya's line is poor: {agent.Score}, at worst {agent.WorstScore}.");

        var told = (await desk.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{contact.Value}/sound", Stop))!.Single(it => (string)it!["side"]! == "Agent")!;
        Assert.Equal(("Poor", "Maya"), ((string)told["grade"]!, (string)told["personName"]!));
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_caller_who_is_hard_to_hear_is_told_apart_and_the_word_goes_when_he_is_heard_again()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        taken.Answer();
        call.Sound.Loses = Lost;

        await Town.Until(async () => await Sign(desk) == "Caller", "Maya is told that the caller's sound is bad");
        using var otto = await town.Centre.SignIn("otto", Stop);
        await Town.Until(async () => await OnBoard(otto) == "Caller", "and a supervisor sees it");
        call.Sound.Loses = 0;
        await Town.Until(async () => await Sign(desk) is null && await OnBoard(otto) is null, "nothing is told any longer");
        var contact = (await town.Call(Stage.Handled)).Contact;
        await call.HangUp(Stop);
        await taken.Ended(Stop);

        await Town.Until(async () => (await Rows(contact)).Exists(it => it is { Side: CallSide.Agent, Looks: > 3 }), "all of it is kept");
        var rows = await Rows(contact);
        Assert.Equal([CallSide.Caller, CallSide.Agent], rows.Select(it => it.Side).Order());
        Assert.True(LossOf(rows, CallSide.Agent) < LossOf(rows, CallSide.Caller) / 2, "Only the caller's line has lost sound, whatever this machine does.");
        await town.NothingIsLeft();
    }

    private static async Task<string?> Sign(HttpClient desk) =>
        (string?)(await desk.GetFromJsonAsync<JsonObject>("/api/v1/desk", Stop))!["contacts"]!.AsArray().SingleOrDefault()?["sound"];

    private static double LossOf(List<SoundRow> rows, CallSide side) =>
        rows.Where(it => it.Side == side).Select(it => (double)it.ReceivedLost / (it.Received + it.ReceivedLost)).Single();

    private static async Task<string?> OnBoard(HttpClient desk) =>
        (string?)(await desk.GetFromJsonAsync<JsonObject>("/api/v1/board", Stop))!["people"]!.AsArray().SelectMany(it => it!["doing"]!.AsArray()).Single()!["sound"];

    private async Task<List<SoundRow>> Rows(ContactId contact)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.CallSounds.AsNoTracking().Where(it => it.Contact == contact).ToListAsync(Stop);
    }
}
