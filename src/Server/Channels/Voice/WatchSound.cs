using Isberg.Asterisk;
using Isberg.People;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>
/// Looks every few seconds, while this server leads, at how the sound of both legs of each talk travels; has it kept, and whoever
/// handles the call told when it is bad. When there are many talks, each is looked at less often.
/// </summary>
internal sealed partial class WatchSound(Exchanges exchanges, Calls calls, KeepSound keep, PhoneStates phones, SoundJob job) : BackgroundService
{
    /// <summary>In one round; each takes two requests.</summary>
    private const int MostTalks = 100;

    private const int MostAtOnce = 4;

    /// <summary>Between two keepings of a talk that goes on.</summary>
    private const int Looks = 6;

    private readonly Dictionary<(ContactId, int), TalkSound> talks = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (exchanges.All.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            if (!job.Lead.IsHeld) Forget();
            else if (exchanges.Connected.Any()) await Round(stoppingToken);
            await Task.Delay(job.Options.SoundEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Another server tells from now on.</summary>
    private void Forget()
    {
        foreach (var it in talks.Values) Tell(it, isOver: true);
        talks.Clear();
    }

    private async Task Round(CancellationToken stop)
    {
        try
        {
            await Look(job.Clock.GetUtcNow(), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (AriException away)
        {
            NotNow(job.Log, away.Message);
        }
#pragma warning disable CA1031 // A job is a border: what went wrong is looked at again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(job.Log, error);
        }
    }

    private async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        await EndThoseOver(now, stop);
        await Meet(now, stop);
        var due = talks.Values.Where(it => it.Talk.At.IsConnected).OrderBy(it => it.LookedAt).Take(MostTalks).ToList();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stop }, async (it, token) =>
        {
            foreach (var leg in it.Legs) await leg.Look(it.Talk.At.Client, now, token);
            it.LookedAt = now;
        });
        foreach (var it in due) Tell(it);
        await keep.Run([.. talks.Values.Where(it => it.LookedAt == now && (it.KeptAt is not { } at || now - at >= Looks * job.Options.SoundEvery))], now, stop);
    }

    /// <summary>Those in which nobody hears anybody any longer. What the floor says of a call is not known while it is being looked at.</summary>
    private async Task EndThoseOver(DateTimeOffset now, CancellationToken stop)
    {
        var over = talks.Values.Where(it => calls.Find(it.Talk.Contact) is not { } call || (call.OnFloor is not null && Talk.Of(call) != it.Talk)).ToList();
        await keep.Run(over, now, stop);
        foreach (var it in over)
        {
            Tell(it, isOver: true);
            talks.Remove((it.Talk.Contact, it.Talk.Segment));
        }
    }

    private async Task Meet(DateTimeOffset now, CancellationToken stop)
    {
        var fresh = calls.All.Select(Talk.Of).OfType<Talk>().Where(it => !talks.ContainsKey((it.Contact, it.Segment))).ToList();
        foreach (var it in await keep.Recall(fresh, now, stop)) talks[(it.Talk.Contact, it.Talk.Segment)] = it;
    }

    private void Tell(TalkSound it, bool isOver = false) => phones.Hear(it.Talk.Centre, it.Talk.Person, it.Talk.Contact, isOver ? null : it.Bad);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The sound of the calls could not be looked at: {Why}")]
    private static partial void NotNow(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking at the sound of the calls failed, and goes on")]
    private static partial void Failed(ILogger log, Exception error);
}

/// <summary>What the look at the sound runs by.</summary>
internal sealed record SoundJob(VoiceOptions Options, Lead Lead, TimeProvider Clock, ILogger<WatchSound> Log);
