using Isberg.Contacts;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>Fetches what callers have left from the exchange, also what was recorded while no server was there, and lets it wait in its queue.</summary>
internal sealed partial class LeftMessages(Exchanges exchanges, Calls calls, KeepVoiceMessage keep, Lead lead, ILogger<LeftMessages> log) : BackgroundService
{
    /// <summary>At one look; the next ones wait for the next look.</summary>
    private const int MostAtOnce = 100;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (exchanges.All.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            if (lead.IsHeld && exchanges.Connected.Any()) await Try(Look, stoppingToken);
            await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One that cannot be taken in does not keep the others waiting.</summary>
    private async Task Look(CancellationToken stop)
    {
        foreach (var it in await keep.Pending(MostAtOnce, stop)) await Try(token => TakeIn(it, token), stop);
    }

    private async Task Try(Func<CancellationToken, Task> what, CancellationToken stop)
    {
        try
        {
            await what(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
#pragma warning disable CA1031 // A job is a border: what it could not take in, the next look finds again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    private async Task TakeIn(VoiceMessageRow message, CancellationToken stop)
    {
        var name = LeaveMessage.NameOf(message.Call);
        if (message.File is null && !await Fetch(message, name, stop)) return;

        foreach (var it in exchanges.Connected) await it.Client.DeleteRecorded(name, stop);
        await keep.Bring(message, stop);
    }

    /// <summary>False: it goes on, or it is none. Whoever is still on the line hears first whether it was one.</summary>
    private async Task<bool> Fetch(VoiceMessageRow message, string name, CancellationToken stop)
    {
        if (calls.Find(message.Call) is { Leaving: not null } or { IsAdopted: true }) return false;
        foreach (var it in exchanges.Connected)
        {
            if (await it.Client.IsRecording(name, stop)) return false;
            if (await it.Client.Recorded(name, stop) is not { } samples || KeepVoiceMessage.LengthOf(samples) < KeepVoiceMessage.Shortest) continue;

            await keep.Seal(message, samples, stop);
            return true;
        }

        if (exchanges.All.All(it => it.IsConnected)) await Forget(message, name, stop); // else one that is away may have it
        return false;
    }

    private async Task Forget(VoiceMessageRow message, string name, CancellationToken stop)
    {
        foreach (var it in exchanges.Connected) await it.Client.DiscardRecording(name, stop);
        await keep.Forget(message.Call, stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages that callers have left could not be taken in; they stay at the exchange, and are tried again")]
    private static partial void Failed(ILogger log, Exception error);
}
