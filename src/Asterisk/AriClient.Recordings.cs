using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <summary>Recording what one end of a call says, which goes on whatever becomes of us, and fetching it when it is over.</summary>
public sealed partial class AriClient
{
    /// <summary>Plain samples: 8 000 a second, 16 bits each.</summary>
    private const string Plain = "sln";

    /// <summary>Plays a tone, and records until it is long enough, nothing has been said for a while, the key is pressed, or the channel ends.</summary>
    /// <param name="recording">Our own name; one that is there already refuses it.</param>
    public Task Record(string channel, string recording, TimeSpan longest, TimeSpan silence, char endedBy, CancellationToken stop) => transport.Post(
        With(Path("channels", channel, "record"), ("name", recording), ("format", Plain), ("maxDurationSeconds", Whole(longest.TotalSeconds)),
            ("maxSilenceSeconds", Whole(silence.TotalSeconds)), ("ifExists", "fail"), ("beep", "true"), ("terminateOn", $"{endedBy}")), stop);

    public async Task<bool> IsRecording(string recording, CancellationToken stop) => await transport.IsThere(Path("recordings", "live", recording), stop);

    /// <summary>Ends it, and throws it away; also when it has ended already.</summary>
    public async Task DiscardRecording(string recording, CancellationToken stop)
    {
        await Gone(transport.Delete(Path("recordings", "live", recording), stop));
        await DeleteRecorded(recording, stop);
    }

    /// <summary>What was recorded, as samples; null when there is nothing.</summary>
    public Task<byte[]?> Recorded(string recording, CancellationToken stop) => transport.FindBytes(Path("recordings", "stored", recording, "file"), stop);

    public Task DeleteRecorded(string recording, CancellationToken stop) => Gone(transport.Delete(Path("recordings", "stored", recording), stop));
}
