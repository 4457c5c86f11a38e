using Isberg.Asterisk;

namespace Isberg.Channels.Voice;

/// <summary>The telephone exchange: its commands, and what it holds.</summary>
internal sealed class Exchange(VoiceOptions options, TimeProvider clock) : IDisposable
{
    private const string Application = "isberg";

    private readonly AriClient? client = options.Node is { } node ? new AriClient(OptionsOf(node)) : null;
    private readonly AmiClient? recorder = options.Node is { Spool: not null } node ? new AmiClient(OptionsOf(node)) : null;

    public VoiceNode? Node => options.Node;

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public AriClient Client => client ?? throw new InvalidOperationException("Telephony is not connected.");

    /// <summary>Null: nothing can be recorded.</summary>
    public AmiClient? Recorder => recorder;

    public Picture Picture { get; } = new(clock);

    /// <summary>Null: it cannot be reached right now.</summary>
    public AsteriskInfo? Info { get; set; }

    /// <summary>Once for each call.</summary>
    public async Task Answer(Call call, CancellationToken stop)
    {
        if (call.IsAnswered || Picture.Find(call.Caller) is not { IsUp: false }) return;

        await Client.Answer(call.Caller, stop);
        call.IsAnswered = true;
    }

    public void Dispose()
    {
        client?.Dispose();
        recorder?.Dispose();
    }

    private static AriOptions OptionsOf(VoiceNode node) => new(new Uri(node.Address), node.User, node.ReadPassword(), Application);

    /// <summary>A command about something that has gone meanwhile is no longer needed.</summary>
    public static async Task IfThere(Task command)
    {
        try
        {
            await command;
        }
        catch (AriException refused) when (refused.IsGone || refused.IsConflict)
        {
            // What is to be done instead, its event tells.
        }
    }
}
