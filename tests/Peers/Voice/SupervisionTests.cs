using System.Net.Http.Json;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Peers.Voice;

/// <summary>A supervisor is at somebody else's call; tones say who hears him.</summary>
public sealed class SupervisionTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Ottos = 990;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_supervisor_listens_whispers_joins_and_takes_over()
    {
        var (call, maya, otto, mayasDesk, ottosDesk, contact) = await Listen();
        using var _ = mayasDesk;
        using var __ = ottosDesk;
        await town.Until(PhoneState.InCall, "otto");
        (call.Sound.Tone, maya.Sound.Tone) = (0, Mayas);
        await otto.Sound.Hears(Mayas, Stop);
        await call.Sound.Hears(Mayas, Stop);
        maya.Sound.Tone = 0;
        await maya.Sound.HearsSilence(Stop); // though Otto speaks all the while
        await call.Sound.HearsSilence(Stop);

        await Be(ottosDesk, contact, "Whispers");
        await maya.Sound.Hears(Ottos, Stop);
        await call.Sound.HearsSilence(Stop);

        await Be(ottosDesk, contact, "Joined");
        await call.Sound.Hears(Ottos, Stop);
        await maya.Sound.Hears(Ottos, Stop);

        using (var taken = await ottosDesk.PostAsync($"/api/v1/board/contacts/{contact}/supervision/take-over", null, Stop)) Assert.True(taken.IsSuccessStatusCode);
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        call.Sound.Tone = Annas;
        await otto.Sound.Hears(Annas, Stop);
        await call.Sound.Hears(Ottos, Stop);
        await town.Call(Stage.Handled, town.Centre.Otto);

        await call.HangUp(Stop);
        await otto.Ended(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_supervisor_who_goes_leaves_the_two_to_themselves()
    {
        var (call, maya, otto, mayasDesk, ottosDesk, contact) = await Listen();
        using var _ = mayasDesk;
        using var __ = ottosDesk;
        await Be(ottosDesk, contact, "Whispers");
        maya.Sound.Tone = Mayas;
        await otto.Sound.Hears(Mayas, Stop);

        await otto.HangUp(Stop);
        await Town.Until(async () => (await town.Call(Stage.Handled)).Supervision is null, "Otto has left");
        (call.Sound.Tone, maya.Sound.Tone) = (Annas, Mayas);
        await call.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task The_end_of_the_call_is_its_end_for_the_supervisor_too()
    {
        var (call, maya, otto, mayasDesk, ottosDesk, _) = await Listen();
        using var __ = mayasDesk;
        using var ___ = ottosDesk;

        await call.HangUp(Stop);
        Assert.True((await maya.Ended(Stop)).ByTheOther && (await otto.Ended(Stop)).ByTheOther);
        await town.NothingIsLeft();
    }

    /// <summary>Maya and Anna talk, and Otto, who speaks, hears Anna. Maya and Anna are silent then.</summary>
    private async Task<(SipCall Call, SipCall Maya, SipCall Otto, HttpClient MayasDesk, HttpClient OttosDesk, Guid Contact)> Listen()
    {
        var (phone, mayasDesk) = await town.AtWork("maya");
        var call = town.Caller().Call(Town.Number);
        var maya = await phone.NextCall(Stop);
        call.Sound.Tone = Annas;
        maya.Answer();
        await maya.Sound.Hears(Annas, Stop);
        var contact = (await town.Call(Stage.Handled)).Contact.Value;
        var (ottos, ottosDesk) = await town.AtWork("otto");
        await Be(ottosDesk, contact, "Listens");
        var otto = await ottos.NextCall(Stop);
        otto.Sound.Tone = Ottos;
        otto.Answer();
        await otto.Sound.Hears(Annas, Stop);
        call.Sound.Tone = 0;
        return (call, maya, otto, mayasDesk, ottosDesk, contact);
    }

    private static async Task Be(HttpClient desk, Guid contact, string way)
    {
        using var answer = await desk.PutAsJsonAsync($"/api/v1/board/contacts/{contact}/supervision", new { way }, Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
