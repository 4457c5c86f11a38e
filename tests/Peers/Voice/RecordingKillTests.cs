using Isberg.Contacts;
using Isberg.Recording;

namespace Isberg.Peers.Voice;

/// <summary>The server is killed in the middle of a conversation that is recorded, and nothing of it is missing.</summary>
public sealed class RecordingKillTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_said_while_the_server_is_dead_is_in_the_recording_which_is_sealed_when_it_is_back()
    {
        await town.Records();
        var (phone, desk) = await town.AtWork("maya");
        var call = town.Caller().Call(Town.Number);
        var taken = await phone.NextCall(Stop);
        taken.Sound.Tone = Mayas;
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        var contact = (await town.Call(Stage.Handled)).Contact;
        await town.Spoken(contact, 1);
        desk.Dispose();

        await using var server = await town.Apart();
        await server.Kill(Stop);
        call.Sound.Tone = Annas;
        await town.Spoken(contact, 1);
        call.Sound.Tone = 0;
        await taken.Sound.HearsSilence(Stop);
        await call.HangUp(Stop);
        await taken.HangUp(Stop);
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0, "nothing is left at the exchange");
        await server.Start(Stop);

        var recording = Assert.Single(await town.Recordings(contact));
        Assert.Equal(RecordingState.Kept, recording.State);
        var heard = await town.Hear(recording);
        Assert.True(heard.Caller(Annas) > TimeSpan.FromSeconds(1), $"What Anna said meanwhile is there: {heard.Caller(Annas)} of {heard.Length}.");
        Assert.True(heard.Staff(Mayas) > heard.Caller(Annas), "And what Maya said before it too.");
    }
}
