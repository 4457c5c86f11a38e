using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <content>Ends of a flow at which nobody waits on the line: he is called back, or leaves a message.</content>
internal sealed partial class FollowFlow
{
    /// <summary>He waits as others do, and is asked at once where he is to be called.</summary>
    private async Task<bool> Callback(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if (step.Service is not { } service || !await ask.Takes(flow.Run.Centre, service, stop)) return await ToPerson(call, flow, stop);

        call.IsToBeAsked = true;
        return await End(call, flow, service, FlowOutcome.ToQueue, stop);
    }

    /// <summary>He stays in the flow until he has gone; his message waits as soon as it is one, whatever comes.</summary>
    private async Task<bool> Message(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if (call is { LastWords: null, Leaving: null } && flow.HasLeftMessage) call.LastWords = Sayings.Say(call.Language, "message.done"); // the server before this one took it in
        if (call.LastWords is null)
        {
            if (call.Leaving is null && (step.Service is not { } service || !await leave.Begin(call, service, OwnWords(flow, step), stop))) return await ToPerson(call, flow, stop);
            if (!await IsTold(call, flow, step, stop)) return false;
            if (flow.AsksForPerson(step)) return true;

            await Speaks(call, flow, step, stop);
        }

        if (call.LastWords is not null && !await say.Goodbye(call, stop)) await Exchange.IfThere(call.At.Client.Hangup(call.Caller, HangupReason.Normal, stop));
        return false;
    }

    private static string OwnWords(FlowCall flow, FlowStep step) => FlowWords.Text(step.Text?.In.GetValueOrDefault(flow.Run.Language.Code) ?? "", flow.Run.Values);

    /// <summary>What a flow says has a name that the next server knows.</summary>
    private async Task<bool> IsTold(Call call, FlowCall flow, FlowStep step, CancellationToken stop) =>
        call.Leaving!.IsTold = call.Leaving.IsTold || await HasSaid(call, flow, new FlowSaying(call.Leaving.Words, Sound: step.SoundIn(call.Language)), stop);

    private async Task Speaks(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        var leaving = call.Leaving!;
        await leave.Run(call, stop);
        if (!leaving.IsTaken || flow.HasLeftMessage) return;

        (flow.Run.Service, flow.Run.Outcome) = (step.Service, FlowOutcome.ToQueue);
        await runs.Save(flow, stop);
    }
}
