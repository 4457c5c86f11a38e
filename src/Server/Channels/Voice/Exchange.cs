using Isberg.Asterisk;

namespace Isberg.Channels.Voice;

/// <summary>One telephone exchange: its commands, and what it holds.</summary>
internal sealed class Exchange(VoiceNode node, TimeProvider clock) : IDisposable
{
    private const string Application = "isberg";

    public VoiceNode Node => node;

    public AriClient Client { get; } = new(OptionsOf(node));

    /// <summary>Null: nothing can be recorded.</summary>
    public AmiClient? Recorder { get; } = node.Spool is null ? null : new AmiClient(OptionsOf(node));

    public Picture Picture { get; } = new(clock);

    /// <summary>Null: it cannot be reached right now.</summary>
    public AsteriskInfo? Info { get; private set; }

    public bool IsConnected => Info is not null;

    /// <summary>Since when it has run, when we saw it last; after a start of its own it knows nothing of what it did for us. Null: we have never seen it.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Since when it cannot be reached. Null: it can, or nobody wants to.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <summary>For how long it has not been reached.</summary>
    public TimeSpan? Away => clock.GetUtcNow() - AwaySince;

    /// <summary>It has been away for so long, or so surely, that its calls are over.</summary>
    public bool IsLost { get; private set; }

    /// <summary>It is here and compared with the floors, or it is given up: nothing that it may still hold is to be waited for.</summary>
    public bool IsKnown => IsConnected || IsLost;

    /// <summary>Phones are to be connected with it before anybody can be called.</summary>
    public bool Counts => StartedAt is not null && !IsLost;

    /// <summary>It has started again since we saw it last: its calls are over.</summary>
    public bool HasRestarted(AsteriskInfo info) => StartedAt is { } before && before != info.StartedAt;

    /// <summary>This server leads from now on, and knows nothing of it yet.</summary>
    public void Begin() => (Info, StartedAt, AwaySince, IsLost) = (null, null, clock.GetUtcNow(), false);

    /// <summary>It leads no longer.</summary>
    public void End() => (Info, AwaySince) = (null, null);

    public void Meet(AsteriskInfo info) => (StartedAt, IsLost) = (info.StartedAt, false);

    public void Connect(AsteriskInfo info) => (Info, AwaySince) = (info, null);

    public void Disconnect()
    {
        Info = null;
        AwaySince ??= clock.GetUtcNow();
    }

    public void GiveUp()
    {
        IsLost = true;
        Picture.Replace([], [], []);
    }

    /// <summary>It could not be given up whole, and is to be once more.</summary>
    public void NotYetGivenUp() => IsLost = false;

    /// <summary>Once for each call.</summary>
    public async Task Answer(Call call, CancellationToken stop)
    {
        if (call.IsAnswered || Picture.Find(call.Caller) is not { IsUp: false }) return;

        await Client.Answer(call.Caller, stop);
        call.IsAnswered = true;
    }

    public void Dispose()
    {
        Client.Dispose();
        Recorder?.Dispose();
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
