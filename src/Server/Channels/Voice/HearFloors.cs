using System.Threading.Channels;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Routing;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>Follows what the floors commit, and has the calls settled that it concerns; also those for which only time has passed.</summary>
internal sealed partial class HearFloors(LiveCentres centres, Calls calls, Phones phones, TimeProvider clock, ILogger<HearFloors> log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    public async Task Run(CancellationToken stop)
    {
        var following = new List<Task> { Ticking(stop) };
        try
        {
            await foreach (var centre in centres.Follow(stop).ReadAllAsync(stop)) following.Add(Follow(centre, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(following);
        }
    }

    private async Task Ticking(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) calls.SettleDue();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops, or another one leads.
        }
    }

    private async Task Follow(LiveCentre centre, CancellationToken stop)
    {
        var news = centre.Publication.Follow(stop);
        long? last = null;
        while (await news.WaitToReadAsync(CancellationToken.None))
        {
            while (news.TryRead(out var batch))
            {
                if (batch.Length == 0) continue;
                if (last is { } known && batch[0].Sequence != known + 1) calls.SettleAll(); // some were missed
                last = batch[^1].Sequence;
                foreach (var it in batch) await Hear(centre, it.Event, stop);
            }
        }
    }

    private async Task Hear(LiveCentre centre, Event happened, CancellationToken stop)
    {
        if (happened is PersonSignedOut left) await Forget(centre, left.Person, stop);
        if (happened is not IOfContact of || calls.Find(of.Contact) is not { } call) return;

        if (happened is ContactTurnedAway away) call.TurnedAway = away.Cause;
        if (happened is RecordingMoved moved) call.Recording.Hear(moved);
        calls.Settle(call.Contact);
    }

    /// <summary>Unless he has come back meanwhile.</summary>
    private async Task Forget(LiveCentre centre, PersonId person, CancellationToken stop)
    {
        try
        {
            await phones.Remove(person, stop, () => centre.Inbox.Ask(state => state.Floor.Person(person) is not { Presence: not Presence.SignedOut }, stop));
        }
        #pragma warning disable CA1031 // A phone that stays a while longer does not keep the calls of this centre from being followed.
        catch (Exception away) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotRemoved(log, away.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A phone of somebody who signed out could not be removed from Asterisk: {Why}")]
    private static partial void NotRemoved(ILogger log, string why);
}
