using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Channels.Voice;

/// <summary>Whoever waits presses a key and does something else instead: what he chooses begins here, and goes on by itself.</summary>
internal sealed class LeaveQueue(LeaveMessage leave, AskCallback ask, ChangeQueue change, Databases databases, LiveCentres centres)
{
    public Task TakeUp(Call call, CancellationToken stop) => leave.TakeUp(call, stop);

    public async Task Run(Call call, CancellationToken stop)
    {
        await leave.Run(call, stop);
        if (call is { Leaving: null, Asking: null, Outgoing: null, Centre: { } centre, Keys.IsEmpty: false }) await Choose(call, centre, stop);
        if (call.Leaving is null) await ask.Run(call, stop);
    }

    /// <summary>The keys before the one that means something are dropped; asking for a callback takes its own.</summary>
    private async Task Choose(Call call, CentreId centre, CancellationToken stop)
    {
        if (await ServiceOf(call, centre, stop) is not { } service) return;

        await using var db = databases.CreateDbContext();
        call.Number ??= call.Arrived is { } arrived ? await ArriveCall.NumberOf(db, arrived.Dialled, stop) : null;
        var ways = await WaysOut.Of(databases, call.Number, service, stop);
        while (call.Keys.TryPeek(out var key) && key != ways.CallbackKey)
        {
            call.Keys.TryDequeue(out _);
            if (ways.Other is { } other && other.Key == key)
            {
                await change.Run(call, other, stop);
                return;
            }

            if (key != ways.MessageKey || !await leave.Begin(call, service, ways.Message, null, stop)) continue;

            await leave.Run(call, stop);
            return;
        }
    }

    /// <summary>Null: he does not wait in a queue.</summary>
    private Task<ServiceId?> ServiceOf(Call call, CentreId centre, CancellationToken stop) => centres.Of(centre).Inbox.Ask(
        state => state.Floor.Contact(call.Contact) is { Stage: Stage.Queued or Stage.Offered, Need.Channel: Channel.Voice, Segment: 1 } waits ? waits.Need.Service : (ServiceId?)null, stop);
}
