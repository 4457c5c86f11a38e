using Isberg.Channels.Voice.Hearing;
using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <content>A question that is answered by speaking: what he means is done, asked about, or asked again; then by keys. A key may be pressed all the time.</content>
internal sealed partial class FollowFlow
{
    /// <summary>So often he is asked in vain before he is asked to press a key.</summary>
    private const int MostUnclear = 2;

    private static readonly TimeSpan ForYesOrNo = TimeSpan.FromSeconds(8);

    private async Task<bool> Speech(Call call, FlowCall flow, FlowStep step, CancellationToken stop)
    {
        var turn = flow.Speech ??= new SpeechTurn { IsByKeys = !ask.Hear.Knows(flow.Run.Language) };
        if (flow.TakeKey() is { } pressed) return await Pressed(call, flow, step, pressed, stop);
        if (turn.Hearing is { } hearing) return Heard(call, flow, step, turn, hearing);
        if (turn.IsListening) return await Listen(call, flow, step, turn, stop);
        if (!await HasSaid(call, flow, Words(flow, step, turn), stop)) return false;
        if (flow.HasKey) return true;
        if (turn.IsByKeys) return IsSilent(call, flow, ForKey) && await Miss(call, flow, stop);

        await say.Hush(call, stop);
        await ask.Hear.Begin(call, turn, turn.Supposed is null ? TimeSpan.FromSeconds(step.Seconds ?? FlowStep.MostSpoken) : ForYesOrNo, stop);
        return true;
    }

    private static FlowSaying Words(FlowCall flow, FlowStep step, SpeechTurn turn)
    {
        var language = flow.Run.Language;
        if (turn.Supposed is { } supposed) return new FlowSaying(Sayings.Say(language, "speech.confirm", supposed.Label));

        var words = Words(flow, step, turn.Misses + flow.Run.Misses);
        if (!turn.IsByKeys) return words;
        return words with { Text = string.Join(' ', (step.Keys ?? []).Select(it => Sayings.Say(language, "speech.key", it.Label, it.Key)).Append(Sayings.Say(language, "speech.person"))), Sound = null };
    }

    private async Task<bool> Pressed(Call call, FlowCall flow, FlowStep step, char pressed, CancellationToken stop)
    {
        var turn = flow.Speech!;
        await ask.Hear.Drop(call, turn, stop);
        await say.Hush(call, stop);
        turn.Hearing = null;
        if (turn.Supposed is { } supposed && pressed == '1') return Take(call, flow, supposed);
        if (turn.Supposed is not null && pressed == '2') return Unclear(flow, turn);
        if ((step.Keys ?? []).FirstOrDefault(it => it.Key == $"{pressed}") is { } key) return Take(call, flow, key);
        if (turn.IsByKeys) return await Miss(call, flow, stop);

        return ByKeys(flow, turn);
    }

    /// <summary>Until he pauses, has said nothing at all, or speaks for too long.</summary>
    private async Task<bool> Listen(Call call, FlowCall flow, FlowStep step, SpeechTurn turn, CancellationToken stop)
    {
        if (!turn.HasEnded && clock.GetUtcNow() < turn.Until)
        {
            call.LookAt = turn.Until;
            return false;
        }

        if (!turn.HasTalked)
        {
            await ask.Hear.Drop(call, turn, stop);
            return Unclear(flow, turn);
        }

        turn.Ends();
        turn.Hearing = ask.Hear.Take(call, flow.Run.Language, turn.Supposed is null ? [.. (step.Keys ?? []).Select(it => it.Label)] : YesOrNo.Words(flow.Run.Language));
        return true;
    }

    private bool Heard(Call call, FlowCall flow, FlowStep step, SpeechTurn turn, Task<HeardSpeech?> hearing)
    {
        if (!hearing.IsCompleted)
        {
            call.LookAt = clock.GetUtcNow() + BetweenLooks;
            return false;
        }

        turn.Hearing = null;
        if (hearing is not { IsCompletedSuccessfully: true, Result: { } heard }) return ByKeys(flow, turn);
        if (turn.Supposed is { } supposed) return YesOrNo.Of(heard.Text, flow.Run.Language) is true ? Take(call, flow, supposed) : Unclear(flow, turn);

        var answer = ask.Understands(flow.Run, step, heard);
        if (answer.How == Understood.Surely) return Take(call, flow, answer.Key!);
        if (answer.How == Understood.No) return Unclear(flow, turn);

        turn.Supposed = answer.Key;
        flow.Again();
        return true;
    }

    /// <summary>Asked again, or by keys.</summary>
    private static bool Unclear(FlowCall flow, SpeechTurn turn)
    {
        turn.Supposed = null;
        if (++turn.Misses >= MostUnclear) turn.IsByKeys = true;
        flow.Again();
        return true;
    }

    private static bool ByKeys(FlowCall flow, SpeechTurn turn)
    {
        (turn.IsByKeys, turn.Supposed) = (true, null);
        flow.Again();
        return true;
    }
}
