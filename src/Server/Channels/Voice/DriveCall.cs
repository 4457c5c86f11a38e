using Isberg.Channels.Voice.Flows;

namespace Isberg.Channels.Voice;

/// <summary>The way of one call: it arrives, goes through its number's flow, and then does what the floor says; each look goes on where it stands.</summary>
internal sealed class DriveCall(ArriveCall arrive, FollowFlow follow, LeaveQueue leave, CallOut settle, SettleSeconds seconds)
{
    /// <summary>True: the caller has gone, and nothing is left of his call.</summary>
    public async Task<bool> Run(Call call, CancellationToken stop)
    {
        if (call.IsAdopted) await leave.TakeUp(call, stop);
        if (!call.IsReceived) await arrive.Run(call, stop);
        if (call.Flow is { IsOver: false } flow)
        {
            if (await follow.Run(call, flow, stop)) return true;
            if (flow.IsOver) await arrive.Run(call, stop);
        }

        if (call is { IsReceived: false, IsTooMuch: false }) return false;
        await leave.Run(call, stop);
        if (await settle.Run(call, stop)) return true;

        await seconds.Run(call, stop);
        return false;
    }
}
