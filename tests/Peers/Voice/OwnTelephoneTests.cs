using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Peers.Voice;

/// <summary>Calls that ring at somebody's own telephone, through the operator, with real sound.</summary>
public sealed class OwnTelephoneTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_counts_as_answered_only_when_1_is_pressed_and_then_the_desk_holds_and_ends_it()
    {
        using var desk = await town.Centre.SignIn("maya", Stop);
        var outside = town.Outside();
        await town.HasOwnTelephone(desk, "maya", outside);

        var call = town.Caller().Call(Town.Number);
        var maya = await outside.NextCall(Stop);
        Assert.Contains(Town.Number, maya.ShownCaller, StringComparison.Ordinal);
        await town.Until(PhoneState.Ringing, "maya");
        maya.Answer();
        await maya.Sound.Hears(Town.Voice, Stop);
        maya.Press("2");
        await maya.Sound.Hears(Town.Voice, Stop);
        Assert.Equal(Stage.Offered, (await town.Calls()).Single().Stage);

        maya.Press("1");
        var contact = (await town.Call(Stage.Handled, town.Centre.Maya)).Contact.Value;
        (call.Sound.Tone, maya.Sound.Tone) = (Annas, Mayas);
        await call.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);
        await town.Until(PhoneState.InCall, "maya");

        await Town.Does(desk, $"contacts/{contact}/hold");
        await call.Sound.HearsMusic(Stop, Annas, Mayas, Town.Voice);
        await Town.Does(desk, $"contacts/{contact}/resume");
        await call.Sound.Hears(Mayas, Stop);
        await Town.Does(desk, $"contacts/{contact}/end");
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        await town.Until(PhoneState.Ready, "maya");
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task What_a_voicemail_answers_is_not_answered_and_the_caller_waits_on()
    {
        using var desk = await town.Centre.SignIn("maya", Stop);
        var outside = town.Outside();
        await town.HasOwnTelephone(desk, "maya", outside);
        await town.Rings(TimeSpan.FromSeconds(5));

        var call = town.Caller().Call(Town.Number);
        var voicemail = await outside.NextCall(Stop);
        voicemail.Answer();
        Assert.True((await voicemail.Ended(Stop)).ByTheOther);
        await town.Call(Stage.Queued);
        Assert.False(call.HasEnded);
        Assert.Equal(Presence.NotAnswering, await town.PresenceOf("maya"));

        await town.Rings(TimeSpan.FromMinutes(10));
        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Theory]
    [InlineData(486)]
    [InlineData(480)]
    [InlineData(null)]
    public async Task Who_is_busy_away_or_hangs_up_without_a_key_leaves_the_caller_in_the_queue(int? status)
    {
        using var desk = await town.Centre.SignIn("maya", Stop);
        var outside = town.Outside();
        await town.HasOwnTelephone(desk, "maya", outside);

        outside.Declines = status;
        var call = town.Caller().Call(Town.Number);
        var maya = await outside.NextCall(Stop);
        if (status is null)
        {
            maya.Answer();
            await maya.Sound.Hears(Town.Voice, Stop);
            await maya.HangUp(Stop);
        }

        await town.Call(Stage.Queued);
        Assert.Equal(Presence.NotAnswering, await town.PresenceOf("maya"));
        Assert.False(call.HasEnded);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_call_out_rings_there_first_and_a_caller_who_gives_up_lets_nobody_ring_on()
    {
        using var desk = await town.Centre.SignIn("maya", Stop);
        var outside = town.Outside();
        await town.HasOwnTelephone(desk, "maya", outside);

        await town.CallOut(desk, "+46701234567");
        var maya = await outside.NextCall(Stop);
        maya.Answer();
        await maya.Sound.Hears(Town.Voice, Stop);
        maya.Press("1");
        var anna = await outside.NextCall(Stop);
        anna.Answer();
        (anna.Sound.Tone, maya.Sound.Tone) = (Annas, Mayas);
        await anna.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);
        await anna.HangUp(Stop);
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        await town.Call(Stage.WrappingUp);
        await town.WrapsUp(desk);

        await town.Centre.Ready(town.Centre.Maya, Stop);
        var call = town.Caller().Call(Town.Number);
        var ringing = await outside.NextCall(Stop);
        await call.HangUp(Stop);
        Assert.True((await ringing.Ended(Stop)).ByTheOther);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_number_is_used_only_by_who_has_heard_the_code_there_and_is_gone_when_he_takes_it_away()
    {
        using var desk = await town.Centre.SignIn("noor", Stop);
        foreach (var number in new[] { "112", "0900-123 45 67", Town.Number, "Anna" })
        {
            using var refused = await desk.PutAsJsonAsync("/api/v1/phone/own", new { number }, Stop);
            Assert.False(refused.IsSuccessStatusCode, number);
        }

        var outside = town.Outside();
        var code = await town.AsksForCode(desk, outside);
        Assert.Equal(HttpStatusCode.Conflict, await Tries(desk, code == "123456" ? "654321" : "123456"));
        Assert.Equal(PhoneState.None, town.StateOf("noor"));
        using (var early = await desk.PutAsJsonAsync("/api/v1/phone/own/use", new { isOn = true }, Stop)) Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Tries(desk, code));
        await town.Until(PhoneState.Ready, "noor");
        using (var browser = await desk.PutAsJsonAsync("/api/v1/phone", new { kind = "Browser" }, Stop)) Assert.Equal(HttpStatusCode.Conflict, browser.StatusCode);

        using (var gone = await desk.DeleteAsync("/api/v1/phone/own", Stop)) Assert.True(gone.IsSuccessStatusCode);
        await town.Until(PhoneState.None, "noor");
        Assert.Null((await desk.GetFromJsonAsync<JsonObject>("/api/v1/phone/own", Stop))!["number"]);

        for (var more = 0; more < 2; more++)
        {
            code = await town.AsksForCode(desk, outside);
            for (var tries = 0; tries < OwnTelephone.MostTries; tries++) Assert.Equal(HttpStatusCode.Conflict, await Tries(desk, "no code"));
            Assert.Equal(HttpStatusCode.Conflict, await Tries(desk, code));
        }

        using var often = await desk.PutAsJsonAsync("/api/v1/phone/own", new { number = Town.OwnNumber }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, often.StatusCode);
        await town.NothingIsLeft();
    }

    private static async Task<HttpStatusCode> Tries(HttpClient desk, string code)
    {
        using var answer = await desk.PostAsJsonAsync("/api/v1/phone/own/code", new { code }, Stop);
        return answer.StatusCode;
    }
}
