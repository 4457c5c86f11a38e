using Isberg.Channels.Voice.Flows;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Has a caller leave a message, one look at a time: says how, records him, and lets him go. The recording itself is the exchange's, and outlives us.</summary>
internal sealed class LeaveMessage(SayToCaller say, Databases databases, LiveCentres centres, TimeProvider clock)
{
    /// <summary>Whoever says nothing for so long has ended.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(6);

    /// <summary>The tone comes first.</summary>
    private static readonly TimeSpan Counts = KeepVoiceMessage.Shortest + TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private const char Ends = '#', Stays = '*';

    public static string NameOf(ContactId call) => $"message-{call.Value:N}";

    /// <summary>Whoever left one when the server before this one ended goes on.</summary>
    public async Task TakeUp(Call call, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.VoiceMessages.AsNoTracking().SingleOrDefaultAsync(it => it.Call == call.Contact && it.File == null, stop) is { } row)
        {
            call.Leaving = new Leaving(row.Service, TimeSpan.Zero, "") { IsTold = true, StartedAt = row.StartedAt };
            if (!await db.FlowRuns.AnyAsync(it => it.Contact == call.Contact && it.LeftAt == null, stop)) // else he is in a flow, which is taken up
                (call.Centre, call.Language, call.IsReceived) = (row.Centre, row.Language, true);
        }

        if (!call.IsReceived && await OverIn(db, call.Contact, stop) is { } centre) (call.Centre, call.IsReceived) = (centre, true); // he was given up, and is let go
        call.IsAdopted = false; // last: what could not be read is read again
    }

    /// <summary>The centre of one who was received, or led through a flow, and is with nobody any longer. Null: he has just come, or goes on.</summary>
    private static async Task<CentreId?> OverIn(Database db, ContactId contact, CancellationToken stop)
    {
        if (await db.FlowRuns.AnyAsync(it => it.Contact == contact && it.LeftAt == null, stop)) return null;

        return await db.Contacts.Where(it => it.Id == contact).Select(it => (CentreId?)it.Centre).SingleOrDefaultAsync(stop)
            ?? await db.FlowRuns.Where(it => it.Contact == contact).Select(it => (CentreId?)it.Centre).SingleOrDefaultAsync(stop);
    }

    /// <summary>He may from now on. False: the service takes none, or too many wait already.</summary>
    public async Task<bool> Begin(Call call, ServiceId service, VoiceMessageSetup? setup, string? before, CancellationToken stop)
    {
        if (setup is null || !await HasRoom(call.Centre!.Value, service, stop)) return false;

        var words = setup.Words.In.GetValueOrDefault(call.Language.Code) is { Length: > 0 } own ? own : Sayings.Say(call.Language, "message.words");
        call.Leaving = new Leaving(service, setup.Longest, before is null ? words : $"{before} {words}");
        return true;
    }

    /// <summary>His flow leads him there.</summary>
    /// <param name="words">Said before the tone; empty: the service's words.</param>
    public async Task<bool> Begin(Call call, ServiceId service, string words, CancellationToken stop)
    {
        var setup = (await WaysOut.Of(databases, call.Number, service, stop)).Message;
        if (!await Begin(call, service, setup, null, stop)) return false;

        if (words.Length > 0) call.Leaving = call.Leaving! with { Words = words };
        return true;
    }

    public async Task Run(Call call, CancellationToken stop)
    {
        if (call is { TurnedAway: { } cause, MayLeaveMessage: true })
        {
            call.IsTurnedAwayHeard = true;
            if (call.Outgoing is null) await Instead(call, cause, stop);
        }

        if (call.Leaving is not { } leaving || call.At.Picture.Find(call.Caller) is not { IsOurs: true }) return;
        if (!leaving.IsTaken && await StageOf(call, stop) is Stage.Handled or Stage.Held) await Cancel(call, stop);
        else await Go(call, leaving, stop);
    }

    /// <summary>He talks to somebody instead: what he has said is thrown away.</summary>
    public async Task Cancel(Call call, CancellationToken stop)
    {
        if (call.Leaving is not { } leaving) return;

        call.Leaving = null;
        if (leaving.StartedAt is not null) await Drop(call, stop);
    }

    /// <summary>The service is closed, or too many wait.</summary>
    private async Task Instead(Call call, TurnAwayCause cause, CancellationToken stop)
    {
        if ((call.Flow?.Run.Service ?? call.Number?.Service) is not { } service) return;

        var message = (await WaysOut.Of(databases, call.Number, service, stop)).Message;
        if (message is not null && (cause == TurnAwayCause.Closed ? message.WhenClosed : cause == TurnAwayCause.Full && message.WhenFull))
            await Begin(call, service, message, await say.TurnedAway(call, cause, stop), stop);
    }

    private async Task Go(Call call, Leaving leaving, CancellationToken stop)
    {
        call.LookAt = clock.GetUtcNow() + BetweenLooks;
        if (!leaving.IsTold)
        {
            await call.At.Answer(call, stop);
            await say.Instead(call, leaving.Words, stop);
            leaving.IsTold = true;
        }
        else if (leaving.StartedAt is null) await Hear(call, leaving, stop);
        else if (await call.At.Client.IsRecording(NameOf(call.Contact), stop)) await Take(call, leaving, leaving.StartedAt.Value + Counts, stop);
        else await End(call, leaving, stop);
    }

    /// <summary>He hears how, and may go on at once, or stay where he is.</summary>
    private async Task Hear(Call call, Leaving leaving, CancellationToken stop)
    {
        while (KeyOf(call) is { } key)
        {
            if (key == Ends) await say.EndSaying(call, stop);
            if (key != Stays || await StageOf(call, stop) is null) continue;

            call.Leaving = null;
            await BackToQueue(call, "callback.stays", stop);
            return;
        }

        if (call.Playing is null) await Record(call, leaving, stop);
    }

    private async Task Record(Call call, Leaving leaving, CancellationToken stop)
    {
        await say.Hush(call, stop);
        leaving.StartedAt = await Note(call, leaving, stop);
        await call.At.Client.Record(call.Caller, NameOf(call.Contact), leaving.Longest, Silence, Ends, stop);
    }

    /// <summary>Whatever the exchange records from now on is known to be ours.</summary>
    private async Task<DateTimeOffset> Note(Call call, Leaving leaving, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        if (await db.VoiceMessages.AsNoTracking().SingleOrDefaultAsync(it => it.Call == call.Contact, stop) is { } there) return there.StartedAt;

        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Id == call.Contact, stop);
        db.Add(new VoiceMessageRow
        {
            Call = call.Contact, Centre = call.Centre!.Value, Service = leaving.Service, Language = call.Language, Phone = Address.Phone(call.Arrived?.From), StartedAt = now,
            Commissioner = await db.Services.Where(it => it.Id == leaving.Service).Select(it => it.Commissioner).SingleAsync(stop),
            Given = call.Flow is { IsOver: false } flow ? FlowWords.Given(flow.Run) : null,
            Since = call.Since ?? contact?.ArrivedAt ?? call.Arrived?.At ?? now,
        });
        await db.SaveChangesAsync(stop);
        return now;
    }

    /// <summary>It is long enough: he does not wait any longer, whatever comes.</summary>
    private async Task Take(Call call, Leaving leaving, DateTimeOffset from, CancellationToken stop)
    {
        while (KeyOf(call) is not null) continue; // the exchange hears the key that ends it
        if (leaving.IsTaken || clock.GetUtcNow() < from) return;

        await centres.Of(call.Centre!.Value).Inbox.Send(
            state => new Act(state.Floor.Contact(call.Contact) is { Stage: Stage.Queued or Stage.Offered } ? new ContactLeft(call.Contact, LeaveWay.LeftMessage) : null), stop);
        leaving.IsTaken = await StageOf(call, stop) is not (Stage.Handled or Stage.Held); // his agent may have been faster
    }

    /// <summary>It is over, and he has not hung up.</summary>
    private async Task End(Call call, Leaving leaving, CancellationToken stop)
    {
        var recorded = await call.At.Client.Recorded(NameOf(call.Contact), stop);
        if (recorded is not null && KeepVoiceMessage.LengthOf(recorded) >= KeepVoiceMessage.Shortest)
        {
            await Take(call, leaving, DateTimeOffset.MinValue, stop);
            if (!leaving.IsTaken) return;

            (call.Leaving, call.LastWords) = (null, Sayings.Say(call.Language, "message.done"));
            return;
        }

        await Cancel(call, stop);
        if (await StageOf(call, stop) is Stage.Queued or Stage.Offered) await BackToQueue(call, "message.none.stays", stop);
        else call.LastWords = Sayings.Say(call.Language, "message.none");
    }

    private async Task BackToQueue(Call call, string words, CancellationToken stop)
    {
        call.LookAt = clock.GetUtcNow() + Call.BetweenSayings;
        await say.Instead(call, Sayings.Say(call.Language, words), stop);
    }

    private async Task Drop(Call call, CancellationToken stop)
    {
        await call.At.Client.DiscardRecording(NameOf(call.Contact), stop);
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        await db.VoiceMessages.Where(it => it.Call == call.Contact && it.File == null).ExecuteDeleteAsync(stop);
    }

    private static char? KeyOf(Call call) => call.Flow is { IsOver: false } flow ? flow.TakeKey() : call.Keys.TryDequeue(out var key) ? key : null;

    private Task<Stage?> StageOf(Call call, CancellationToken stop) => centres.Of(call.Centre!.Value).Inbox.Ask(state => state.Floor.Contact(call.Contact)?.Stage, stop);

    private Task<bool> HasRoom(CentreId centre, ServiceId service, CancellationToken stop) => centres.Of(centre).Inbox.Ask(
        state => state.Floor.Queues(state.Now).FirstOrDefault(it => it.Service == service && it.Channel == Channel.VoiceMessage) is { Waiting: < VoiceMessageSetup.MostWaiting }, stop);
}
