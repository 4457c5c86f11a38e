using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.Recording;

namespace Isberg.Peers.Voice;

/// <summary>Calls that are recorded, with real sound, and only as the rule of their service says.</summary>
public sealed class RecordingTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Noors = 880;

    /// <summary>A tone of two seconds.</summary>
    private static readonly TimeSpan Announcement = TimeSpan.FromSeconds(1.9);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_is_told_first_and_then_each_side_is_recorded_by_itself()
    {
        await town.Records();
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);
        var contact = await town.Call(Stage.Handled);
        await town.Spoken(contact.Contact, 1);

        await call.HangUp(Stop);
        await taken.Ended(Stop);
        var recording = Assert.Single(await town.Recordings(contact.Contact));
        Assert.Equal((RecordingState.Kept, town.Centre.Maya, town.Centre.Sales), (recording.State, recording.Person, recording.Service));
        Assert.True(recording.StartedAt - (await town.Rows()).Last().ArrivedAt >= Announcement, "He has heard all of the announcement.");
        var heard = await town.Hear(recording);
        Assert.True(heard.Caller(Annas) > TimeSpan.FromSeconds(1), $"Anna is on the left for {heard.Caller(Annas)} of {heard.Length}.");
        Assert.True(heard.Staff(Mayas) > TimeSpan.FromSeconds(1), $"Maya is on the right for {heard.Staff(Mayas)} of {heard.Length}.");
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (heard.Caller(Mayas), heard.Staff(Annas)));
        Assert.Equal(heard.Length, recording.Length);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task What_is_said_while_the_agent_has_it_paused_is_not_recorded_and_the_desk_says_how_it_stands()
    {
        await town.Records();
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);
        var contact = (await town.Call(Stage.Handled)).Contact;
        await Town.Until(async () => await Sign(desk) == "Running", "the desk says that it is recorded");
        await town.Spoken(contact, 1);

        (call.Sound.Tone, taken.Sound.Tone) = (0, 0);
        await call.Sound.HearsSilence(Stop);
        await taken.Sound.HearsSilence(Stop);
        await Town.Does(desk, $"contacts/{contact.Value}/recording/pause");
        await Town.Until(async () => await Sign(desk) == "Paused", "the desk says that it is paused");
        call.Sound.Tone = Annas + 100; // the number of her card
        await taken.Sound.Hears(Annas + 100, Stop);
        await town.Spoken(contact, 1);
        call.Sound.Tone = 0;
        await taken.Sound.HearsSilence(Stop);
        await Town.Does(desk, $"contacts/{contact.Value}/recording/resume");
        taken.Sound.Tone = Mayas;
        await town.Spoken(contact, 1);
        await call.HangUp(Stop);
        await taken.Ended(Stop);

        var recording = Assert.Single(await town.Recordings(contact));
        Assert.Equal([RecordingMarkKind.Paused, RecordingMarkKind.Resumed], recording.Marks.Select(it => it.Kind));
        var heard = await town.Hear(recording);
        Assert.True(heard.Caller(Annas) > TimeSpan.Zero && heard.Staff(Mayas) > TimeSpan.Zero, "What was said before and after is there.");
        Assert.Equal(TimeSpan.Zero, heard.Caller(Annas + 100));
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Nothing_is_recorded_where_the_rule_is_off()
    {
        await town.Records(isOn: false);
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, _) = await Talk(phone);
        var contact = await town.Call(Stage.Handled);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
        Assert.Empty(await town.Recordings(contact.Contact));
    }

    [Fact]
    public async Task What_is_said_while_somebody_is_held_is_not_recorded_and_a_colleague_has_a_recording_of_his_own()
    {
        await town.Records();
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var (call, taken) = await Talk(maya);
        var contact = (await town.Call(Stage.Handled)).Contact;
        await town.Spoken(contact, 1);
        call.Sound.Tone = 0;
        await Town.Does(mayasDesk, $"contacts/{contact.Value}/hold");
        await call.Sound.HearsMusic(Stop, Mayas, Town.Voice);
        call.Sound.Tone = Annas + 100; // to herself
        await town.Spoken(contact, 1);

        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;
        call.Sound.Tone = Annas;
        await Town.Does(mayasDesk, $"contacts/{contact.Value}/resume");
        await call.Sound.Hears(Mayas, Stop);
        await Town.Does(mayasDesk, $"contacts/{contact.Value}/transfer", new { service = (Guid?)null, person = town.Centre.Noor.Value, isWrongPlace = false, note = (string?)null });
        await taken.Ended(Stop);
        var second = await noor.NextCall(Stop);
        second.Sound.Tone = Noors;
        second.Answer();
        await call.Sound.Hears(Noors, Stop);
        await town.Spoken(contact, 2);
        await call.HangUp(Stop);
        await second.Ended(Stop);

        var recordings = await town.Recordings(contact);
        Assert.Equal([town.Centre.Maya, town.Centre.Noor], recordings.Select(it => it.Person));
        var (first, other) = (await town.Hear(recordings[0]), await town.Hear(recordings[1]));
        Assert.True(first.Staff(Mayas) > TimeSpan.Zero && other.Staff(Noors) > TimeSpan.Zero, "Each of them is heard.");
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (first.Caller(Annas + 100), first.Staff(Noors)));
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_call_goes_on_when_the_spool_is_full_to_its_end_and_its_recording_says_that_a_part_is_missing()
    {
        await town.Records();
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);
        var contact = (await town.Call(Stage.Handled)).Contact;
        await town.Spoken(contact, 1);

        await town.Asterisk.Full(1, Stop);
        try
        {
            await Town.Until(() => town.LacksSound(contact), "it is noticed that nothing is written");
            taken.Sound.Tone = Mayas + 100;
            await call.Sound.Hears(Mayas + 100, Stop);
            await call.HangUp(Stop);
            await taken.Ended(Stop);

            var recording = Assert.Single(await town.Recordings(contact));
            Assert.Equal(RecordingState.KeptInPart, recording.State);
            var heard = await town.Hear(recording);
            Assert.True(heard.Caller(Annas) > TimeSpan.FromSeconds(1), $"What was said before is there: {heard.Caller(Annas)} of {heard.Length}.");
        }
        finally
        {
            await town.Asterisk.Full(null, CancellationToken.None);
        }

        await town.NothingIsLeft();
    }

    private static async Task<string?> Sign(HttpClient desk) =>
        (string?)(await desk.GetFromJsonAsync<JsonObject>("/api/v1/desk", Stop))!["contacts"]!.AsArray().SingleOrDefault()?["card"]!["recording"];

    /// <summary>Anna and whoever has this phone talk, and have heard each other.</summary>
    private async Task<(SipCall Call, SipCall Taken)> Talk(SipPhone phone)
    {
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        (call.Sound.Tone, taken.Sound.Tone) = (Annas, Mayas);
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);
        return (call, taken);
    }
}
