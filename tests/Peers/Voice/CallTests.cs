using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Peers.Voice;

/// <summary>A call with real sound, from its first ring to the last trace of it.</summary>
public sealed class CallTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Noors = 880;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_hears_music_until_the_phone_is_answered_and_then_the_two_hear_each_other()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var anna = town.Caller();

        var call = anna.Call(Town.Number);
        await call.Answered(Stop);
        var ringing = await phone.NextCall(Stop);
        await call.Sound.HearsMusic(Stop, Mayas, Town.Voice);
        Assert.Contains("+46701234567", ringing.ShownCaller, StringComparison.Ordinal);
        await town.Until(PhoneState.Ringing, "maya");

        ringing.Answer();
        await town.Call(Stage.Handled, town.Centre.Maya);
        (call.Sound.Tone, ringing.Sound.Tone) = (Annas, Mayas);
        await call.Sound.Hears(Mayas, Stop);
        await ringing.Sound.Hears(Annas, Stop);
        await town.Until(PhoneState.InCall, "maya");

        await call.HangUp(Stop);
        Assert.True((await ringing.Ended(Stop)).ByTheOther);
        await town.Call(Stage.WrappingUp);
        await town.Until(PhoneState.Ready, "maya");
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task An_agent_who_hangs_up_begins_to_wrap_up()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);

        await taken.HangUp(Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        await town.Call(Stage.WrappingUp);
        await town.NothingIsLeft();

        var row = (await town.Rows()).Last();
        Assert.True(row.AnsweredAt >= row.ArrivedAt && row.EndedAt >= row.AnsweredAt, "The history knows when it was answered and when it ended.");
    }

    [Fact]
    public async Task Who_is_held_hears_music_and_is_back_afterwards()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);
        var contact = (await town.Call(Stage.Handled)).Contact.Value;

        await Town.Does(desk, $"contacts/{contact}/hold");
        await call.Sound.HearsMusic(Stop, Mayas, Town.Voice);
        await taken.Sound.HearsSilence(Stop);
        await Town.Does(desk, $"contacts/{contact}/resume");
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);

        await Town.Does(desk, $"contacts/{contact}/end");
        Assert.True((await call.Ended(Stop)).ByTheOther && (await taken.Ended(Stop)).ByTheOther, "The desk ends the call for both.");
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task The_hold_key_of_a_phone_puts_the_caller_on_hold_on_the_floor_too()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);

        await taken.Hold(Stop);
        await town.Call(Stage.Held, town.Centre.Maya);
        await call.Sound.HearsMusic(Stop, Mayas, Annas, Town.Voice);
        await taken.Resume(Stop);
        await town.Call(Stage.Handled, town.Centre.Maya);
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Who_is_held_hears_what_his_service_says_to_those_on_hold()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var (call, taken) = await Talk(phone);
        var contact = (await town.Call(Stage.Handled)).Contact.Value;
        await town.SaysOnHold("Vi är strax tillbaka.");

        await Town.Does(desk, $"contacts/{contact}/hold");
        await call.Sound.Hears(Town.Voice, Stop);
        await call.Sound.HearsMusic(Stop, Mayas, Town.Voice);
        await Town.Does(desk, $"contacts/{contact}/resume");
        await call.Sound.Hears(Mayas, Stop);

        await taken.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_transferred_caller_hears_music_and_then_the_colleague()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var (call, taken) = await Talk(maya);
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;

        var contact = (await town.Call(Stage.Handled)).Contact.Value;
        await Town.Does(mayasDesk, $"contacts/{contact}/transfer", new { service = (Guid?)null, person = town.Centre.Noor.Value, isWrongPlace = false, note = "Hon har ringt förut" });
        var ringing = await noor.NextCall(Stop);
        Assert.True((await taken.Ended(Stop)).ByTheOther);
        await call.Sound.HearsMusic(Stop, Mayas, Town.Voice);
        ringing.Sound.Tone = Noors;
        ringing.Answer();
        await call.Sound.Hears(Noors, Stop);
        await ringing.Sound.Hears(Annas, Stop);
        Assert.Equal(2, (await town.Call(Stage.Handled, town.Centre.Noor)).Segment);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_call_that_is_accepted_at_the_screen_is_connected_when_the_phone_is_taken_up()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var anna = town.Caller();
        var call = anna.Call(Town.Number);
        var ringing = await phone.NextCall(Stop);
        var offered = await town.Call(Stage.Offered);

        await Town.Does(desk, $"offers/{offered.Contact.Value}/accept", new { offer = offered.Offer });
        await town.Call(Stage.Handled, town.Centre.Maya);
        await call.Sound.HearsMusic(Stop, Mayas, Town.Voice);
        ringing.Answer();
        (call.Sound.Tone, ringing.Sound.Tone) = (Annas, Mayas);
        await call.Sound.Hears(Mayas, Stop);

        await ringing.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Theory]
    [InlineData(486)]
    [InlineData(603)]
    public async Task Who_declines_at_the_phone_leaves_the_caller_to_the_next(int status)
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var anna = town.Caller();
        maya.Declines = status;
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;

        var call = anna.Call(Town.Number);
        var ringing = await noor.NextCall(Stop);
        ringing.Answer();
        await town.Call(Stage.Handled, town.Centre.Noor);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Theory]
    [InlineData(Stage.Arrived)]
    [InlineData(Stage.Queued)]
    [InlineData(Stage.Offered)]
    [InlineData(Stage.Handled)]
    [InlineData(Stage.Held)]
    public async Task A_caller_may_hang_up_whenever_he_likes(Stage stage)
    {
        var anna = town.Caller();
        if (stage < Stage.Offered)
        {
            var early = anna.Call(Town.Number);
            if (stage == Stage.Queued) await town.Call(Stage.Queued);
            await early.HangUp(Stop);
        }
        else
        {
            var (phone, desk) = await town.AtWork("maya");
            using var _ = desk;
            var call = anna.Call(Town.Number);
            var ringing = await phone.NextCall(Stop);
            if (stage > Stage.Offered) ringing.Answer();
            var contact = (await town.Call(stage == Stage.Offered ? Stage.Offered : Stage.Handled)).Contact.Value;
            if (stage == Stage.Held) await Town.Does(desk, $"contacts/{contact}/hold");
            await call.HangUp(Stop);
            await ringing.Ended(Stop);
        }

        await town.NothingIsLeft();
        if (stage is > Stage.Arrived and < Stage.Handled) Assert.Equal(ContactOutcome.Abandoned, (await town.Rows()).Last().Outcome);
    }

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
