using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Peers.Voice;

/// <summary>A colleague is asked in the middle of a call; tones say who hears whom.</summary>
public sealed class ConsultTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Noors = 880;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_a_colleague_talks_with_him_while_the_caller_hears_music_and_is_back_afterwards()
    {
        var (call, maya, noor, mayasDesk, noorsDesk, contact) = await Consult();
        using var _ = mayasDesk;
        using var __ = noorsDesk;
        await call.Sound.HearsMusic(Stop, Annas, Mayas, Noors, Town.Voice);

        using (var back = await mayasDesk.DeleteAsync($"/api/v1/desk/contacts/{contact}/consult", Stop)) Assert.True(back.IsSuccessStatusCode);
        Assert.True((await noor.Ended(Stop)).ByTheOther);
        await call.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);
        await town.Until(PhoneState.Ready, "noor");

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task All_three_hear_each_other_and_the_colleague_who_is_given_the_call_goes_on_alone_with_the_caller()
    {
        var (call, maya, noor, mayasDesk, noorsDesk, contact) = await Consult();
        using var _ = mayasDesk;
        using var __ = noorsDesk;
        await Town.Does(mayasDesk, $"contacts/{contact}/consult/join");
        (call.Sound.Tone, maya.Sound.Tone, noor.Sound.Tone) = (Annas, 0, 0);
        await maya.Sound.Hears(Annas, Stop);
        await noor.Sound.Hears(Annas, Stop);
        (call.Sound.Tone, noor.Sound.Tone) = (0, Noors);
        await call.Sound.Hears(Noors, Stop);
        await maya.Sound.Hears(Noors, Stop);
        (noor.Sound.Tone, maya.Sound.Tone) = (0, Mayas);
        await call.Sound.Hears(Mayas, Stop);

        await Town.Does(mayasDesk, $"contacts/{contact}/consult/hand-over", new { note = "Bygglov, har ringt förut" });
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        (call.Sound.Tone, noor.Sound.Tone) = (Annas, Noors);
        await call.Sound.Hears(Noors, Stop);
        await noor.Sound.Hears(Annas, Stop);
        var handed = await town.Call(Stage.Handled, town.Centre.Noor);
        Assert.Equal((2, true), (handed.Segment, handed.WrappingUp.Any(it => it.Person == town.Centre.Maya)));

        await call.HangUp(Stop);
        await noor.Ended(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Who_hangs_up_while_he_talks_with_a_colleague_leaves_the_call_to_him()
    {
        var (call, maya, noor, mayasDesk, noorsDesk, _) = await Consult();
        using var __ = mayasDesk;
        using var ___ = noorsDesk;

        await maya.HangUp(Stop);
        await call.Sound.Hears(Noors, Stop);
        await noor.Sound.Hears(Annas, Stop);
        await town.Call(Stage.Handled, town.Centre.Noor);

        await noor.HangUp(Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_colleague_who_declines_gives_the_caller_back_to_whoever_asked()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var (call, taken) = await Talk(maya);
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;
        noor.Declines = 486;
        var contact = (await town.Call(Stage.Handled)).Contact.Value;

        await Town.Does(mayasDesk, $"contacts/{contact}/consult", new { person = town.Centre.Noor.Value });
        await noor.NextCall(Stop);
        await Town.Until(async () => (await town.Call(Stage.Handled)).Consult is null, "the consultation is over");
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_meanwhile_ends_it_for_all()
    {
        var (call, maya, noor, mayasDesk, noorsDesk, _) = await Consult();
        using var __ = mayasDesk;
        using var ___ = noorsDesk;

        await call.HangUp(Stop);
        Assert.True((await maya.Ended(Stop)).ByTheOther && (await noor.Ended(Stop)).ByTheOther);
        await town.NothingIsLeft();
    }

    /// <summary>Maya talks with Noor about Anna's call.</summary>
    private async Task<(SipCall Call, SipCall Maya, SipCall Noor, HttpClient MayasDesk, HttpClient NoorsDesk, Guid Contact)> Consult()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        var (call, taken) = await Talk(maya);
        var (noor, noorsDesk) = await town.AtWork("noor");
        var contact = (await town.Call(Stage.Handled)).Contact.Value;
        await Town.Does(mayasDesk, $"contacts/{contact}/consult", new { person = town.Centre.Noor.Value });
        var asked = await noor.NextCall(Stop);
        asked.Sound.Tone = Noors;
        asked.Answer();
        await taken.Sound.Hears(Noors, Stop);
        await asked.Sound.Hears(Mayas, Stop);
        await Town.Until(async () => (await town.Calls()).Single().Consult?.Way == SecondWay.Consulted, "Noor is asked");
        return (call, taken, asked, mayasDesk, noorsDesk, contact);
    }

    private async Task<(SipCall Call, SipCall Taken)> Talk(SipPhone phone)
    {
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        (call.Sound.Tone, taken.Sound.Tone) = (Annas, Mayas);
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        return (call, taken);
    }
}
