using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <content>Hearing what one end of a call says, for as long as it says something.</content>
public sealed partial class AriClient
{
    private const string TalkDetection = "TALK_DETECT";

    /// <summary>Records without a tone, until it is long enough, or is ended; and tells by <see cref="ChannelTalking"/> when somebody begins to speak and has ended.</summary>
    /// <param name="recording">Our own name; what there is of that name goes.</param>
    /// <param name="pause">So long nothing is said when he has ended.</param>
    public async Task Listen(string channel, string recording, TimeSpan longest, TimeSpan pause, CancellationToken stop)
    {
        await SetVariable(channel, $"{TalkDetection}(set)", Whole(pause.TotalMilliseconds), stop);
        await transport.Post(With(Path("channels", channel, "record"), ("name", recording), ("format", Plain), ("maxDurationSeconds", Whole(longest.TotalSeconds)), ("ifExists", "overwrite")), stop);
    }

    /// <summary>Tells no more when somebody speaks.</summary>
    public Task StopListening(string channel, CancellationToken stop) => SetVariable(channel, $"{TalkDetection}(remove)", "", stop);

    /// <summary>Ends a recording, and keeps it; one that has ended already stays so, without an exception.</summary>
    public Task StopRecording(string recording, CancellationToken stop) => Gone(transport.Post(Path("recordings", "live", recording, "stop"), stop));

    /// <summary>The names of all that is kept; none where nothing can be recorded.</summary>
    public async Task<IReadOnlyList<string>> StoredRecordings(CancellationToken stop) =>
        [.. (await transport.Find<StoredRecording[]>("recordings/stored", stop) ?? []).Select(it => it.Name)];

    private sealed record StoredRecording(string Name);
}
