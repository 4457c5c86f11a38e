using Isberg.Asterisk;

namespace Isberg.Channels.Voice;

/// <summary>The telephone exchange: its commands, and what it holds.</summary>
internal sealed class Exchange(VoiceOptions options, TimeProvider clock) : IDisposable
{
    private const string Application = "isberg";

    private readonly AriClient? client = options.Node is { } node ? new AriClient(new AriOptions(new Uri(node.Address), node.User, node.ReadPassword(), Application)) : null;

    public VoiceNode? Node => options.Node;

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public AriClient Client => client ?? throw new InvalidOperationException("Telephony is not connected.");

    public Picture Picture { get; } = new(clock);

    /// <summary>Null: it cannot be reached right now.</summary>
    public AsteriskInfo? Info { get; set; }

    public void Dispose() => client?.Dispose();

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
