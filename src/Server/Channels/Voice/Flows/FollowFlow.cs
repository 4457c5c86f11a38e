using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Leads one caller through his flow, one look at a time: says what is to be said, hears what is pressed, goes on, until he waits for somebody or is done.</summary>
internal sealed partial class FollowFlow(SayToCaller say, FlowRuns runs, AskForFlow ask, LeaveMessage leave, TimeProvider clock)
{
    /// <summary>So often in a row nothing is understood before a person takes over.</summary>
    private const int MostMisses = 3;

    private static readonly TimeSpan ForKey = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan ForNextDigit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>True: the caller has gone, and nothing is left of his call.</summary>
    public async Task<bool> Run(Call call, FlowCall flow, CancellationToken stop)
    {
        if (call.At.Picture.Find(call.Caller) is not { IsOurs: true })
        {
            await ask.Hear.Drop(call, flow.Speech, stop);
            await runs.Leave(flow, stop);
            return true;
        }

        await call.At.Answer(call, stop);
        if (flow.IsTakenUp) await say.End(call, flow.Run.Sayings, stop);
        if (flow is { IsTakenUp: true, Step.Kind: StepKind.Speech }) await ask.Hear.Drop(call, stop);
        flow.IsTakenUp = false;
        call.LookAt = null;
        while (!flow.IsOver && await Go(call, flow, stop)) stop.ThrowIfCancellationRequested();
        return false;
    }

    /// <summary>False: it is to be waited for something.</summary>
    private async Task<bool> Go(Call call, FlowCall flow, CancellationToken stop)
    {
        if (flow.Step is not { } step || flow.AsksForPerson(step)) return await ToPerson(call, flow, stop);

        return step.Kind switch
        {
            StepKind.Say => await Say(call, flow, step, stop),
            StepKind.Menu => await Menu(call, flow, step, stop),
            StepKind.Digits => await Digits(call, flow, step, stop),
            StepKind.Speech => await Speech(call, flow, step, stop),
            StepKind.LookUp => LookUp(call, flow, step),
            StepKind.Decide => await Decide(call, flow, step, stop),
            StepKind.Handler => await Handler(call, flow, step, stop),
            StepKind.Queue when step.Service is { } service && await ask.Takes(flow.Run.Centre, service, stop) => await End(call, flow, service, FlowOutcome.ToQueue, stop),
            StepKind.Callback => await Callback(call, flow, step, stop),
            StepKind.Message => await Message(call, flow, step, stop),
            StepKind.HangUp => await HangUp(call, flow, step, stop),
            _ => await ToPerson(call, flow, stop),
        };
    }

    private async Task<bool> Say(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if (!await HasSaid(call, flow, Words(flow, step), stop)) return false;

        flow.Go(step.Next);
        return true;
    }

    private async Task<bool> Menu(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if (!await HasSaid(call, flow, Words(flow, step), stop)) return false;
        if (flow.TakeKey() is not { } pressed) return !IsSilent(call, flow, ForKey) ? false : await Miss(call, flow, stop);
        if (step.Keys?.FirstOrDefault(it => it.Key == $"{pressed}") is not { } key) return await Miss(call, flow, stop);

        return Take(call, flow, key);
    }

    private static bool Take(Call call, FlowCall flow, FlowKey key)
    {
        if (key.Language is { } language) (call.Language, flow.Run.Language) = (language, language);
        flow.Give(null, key.Label);
        flow.Go(key.Next);
        return true;
    }

    private async Task<bool> Digits(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if (!await HasSaid(call, flow, Words(flow, step), stop)) return false;

        while (flow.TakeKey() is { } key)
        {
            flow.SilentSince = null;
            if (char.IsAsciiDigit(key)) flow.Typed += key;
            if (key == '#' || flow.Typed.Length >= step.Most) return await Typed(call, flow, step, stop);
        }

        return IsSilent(call, flow, flow.Typed.Length == 0 ? ForKey : ForNextDigit) && await Typed(call, flow, step, stop);
    }

    /// <summary>A 0 alone asks for a person here too.</summary>
    private async Task<bool> Typed(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if (flow.Typed == "0") return await ToPerson(call, flow, stop);
        if (flow.Typed.Length < (step.Least ?? 1)) return await Miss(call, flow, stop);

        flow.Give(step.Name, flow.Typed);
        flow.Go(step.Next);
        return true;
    }

    private bool LookUp(Call call, FlowCall flow, FlowStep step)
    {
        flow.Asked ??= ask.LookUp(step, flow.Run.Values);
        if (!flow.Asked.IsCompleted)
        {
            call.LookAt = clock.GetUtcNow() + BetweenLooks;
            return false;
        }

        var found = flow.Asked.IsCompletedSuccessfully ? flow.Asked.Result : null;
        if (found is not null) flow.Know(found);
        flow.Go(found is null ? step.OnFailed : step.Next);
        return true;
    }

    private async Task<bool> Decide(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        foreach (var branch in step.Branches ?? [])
        {
            if (!await ask.Holds(branch.When, flow.Run, call.Arrived?.From, stop)) continue;

            flow.Go(branch.Next);
            return true;
        }

        flow.Go(step.Next);
        return true;
    }

    /// <summary>Whom somebody works for already may be connected with him: by key 1.</summary>
    private async Task<bool> Handler(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        if ((flow.Own ??= await ask.OwnContact(flow.Run.Centre, call.Arrived?.From, call.Language, stop)) is not { } own)
        {
            flow.Go(step.Next);
            return true;
        }

        var words = FlowWords.Text(
            step.Text?.In.GetValueOrDefault(call.Language.Code) ?? Sayings.Say(call.Language, "handler"),
            new Dictionary<string, string>(flow.Run.Values) { ["service"] = own.ServiceName, ["handler"] = own.PersonName });
        if (!await HasSaid(call, flow, new FlowSaying(words), stop)) return false;
        if (!flow.HasKey && !IsSilent(call, flow, ForKey)) return false;
        if (flow.TakeKey() == '1')
        {
            (flow.Run.Person, flow.Run.Earlier) = (own.Person, own.Contact);
            return await End(call, flow, own.Service, FlowOutcome.ToQueue, stop);
        }

        flow.Go(step.Next);
        return true;
    }

    /// <summary>What he hears to its end, he has got.</summary>
    private async Task<bool> HangUp(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        flow.Run.Outcome = FlowOutcome.Finished;
        flow.DropKeys();
        if (flow.HasKey) return true;
        if (await HasSaid(call, flow, Words(flow, step), stop)) await Exchange.IfThere(call.At.Client.Hangup(call.Caller, HangupReason.Normal, stop));
        return false;
    }

    /// <summary>Nothing was understood: once more, or a person.</summary>
    private async Task<bool> Miss(Call call, FlowCall flow, CancellationToken stop)
    {
        if (++flow.Run.Misses >= MostMisses) return await ToPerson(call, flow, stop);

        flow.Again();
        return true;
    }

    private Task<bool> ToPerson(Call call, FlowCall flow, CancellationToken stop) => End(call, flow, flow.Definition.Person!.Value, FlowOutcome.ToPerson, stop);

    private async Task<bool> End(Call call, FlowCall flow, ServiceId service, FlowOutcome outcome, CancellationToken stop)
    {
        await ask.Hear.Drop(call, flow.Speech, stop);
        await leave.Cancel(call, stop);
        await say.Hush(call, stop);
        call.LastWords = null;
        flow.End(service, outcome, clock.GetUtcNow());
        await runs.Save(flow, stop);
        return false;
    }

    /// <summary>A key ends the saying. What was pressed before it began counts only where everybody is asked the same.</summary>
    private async Task<bool> HasSaid(Call call, FlowCall flow, FlowSaying words, CancellationToken stop)
    {
        if (!flow.IsBegun && flow.Step is not { Kind: StepKind.Menu or StepKind.Digits }) flow.DropKeys();
        if (flow.HasKey || flow.Typed.Length > 0)
        {
            await say.Hush(call, stop);
            return flow.IsBegun = true;
        }

        if (!flow.IsBegun)
        {
            flow.Run.Sayings++;
            await runs.Save(flow, stop);
            await say.Words(call, words, flow.Run.Sayings, stop);
            flow.IsBegun = true;
        }

        return call.Playing is null;
    }

    private static FlowSaying Words(FlowCall flow, FlowStep step) => Words(flow, step, flow.Run.Misses);

    private static FlowSaying Words(FlowCall flow, FlowStep step, int misses)
    {
        var language = flow.Run.Language;
        return new FlowSaying(FlowWords.Text(step.Text?.Best(language.Code) ?? "", flow.Run.Values), misses == 0 ? "" : Sayings.Say(language, "misunderstood"), step.SoundIn(language));
    }

    private bool IsSilent(Call call, FlowCall flow, TimeSpan patience)
    {
        var now = clock.GetUtcNow();
        call.LookAt = (flow.SilentSince ??= now) + patience;
        return call.LookAt <= now;
    }
}
