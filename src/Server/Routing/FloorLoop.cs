using System.Diagnostics;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Routing;

/// <summary>One centre's floor at work: one reader, one batch at a time, each committed before anybody hears of it.</summary>
public sealed partial class FloorLoop(
    CentreId centre, Inbox inbox, Publication publication, Lead lead, Databases databases, TimeProvider time, ILogger<FloorLoop> log)
{
    /// <summary>The most requests that one transaction carries.</summary>
    public const int MostInBatch = 1_000;

    public static readonly Refusal SetAside = new(
        "input.set_aside", "Something went wrong with this request. It has been set aside for the administrator to look at.");

    public static readonly Refusal LedElsewhere = new(
        "centre.unavailable", "Another server serves this contact centre right now. Try again in a few seconds.");

    public static readonly Refusal Changed = new(
        "row.changed", "Somebody changed this at the same time. Load it again and repeat your change.");

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly List<Event> events = [];
    private readonly List<Committed> committed = [];
    private readonly FloorClock clock = new(time);
    private Floor floor = new();
    private ContactProjection contacts = new(centre);
    private readonly List<Failure> failures = [];

    /// <summary>Deadlines that could not be decided. Kept while this server leads; after that they get another try.</summary>
    private readonly HashSet<DeadlineId> leftOut = [];

    private LedgerWriter? writer;
    private object? unread;

    /// <summary>Runs until stopped; after a failure, loads everything again and goes on.</summary>
    public async Task Run(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            var term = CancellationToken.None;
            try
            {
                term = await TakeLead(stop);
                await Load(stop);
                inbox.Open();
                pause = FirstPause;
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, term);
                await Serve(either.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (OperationCanceledException) when (term.IsCancellationRequested)
            {
                await StepDown(LedElsewhere);
            }
#pragma warning disable CA1031 // The loop is a border: whatever goes wrong, those who wait hear it and the floor starts again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(log, centre.Value, error);
                await StepDown(Faults.Unavailable);
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        await StepDown(Faults.Unavailable);
    }

    private async Task Load(CancellationToken stop)
    {
        if (writer is not null) await writer.DisposeAsync();
        writer = null;
        var began = Stopwatch.GetTimestamp();
        (writer, var head) = await LedgerWriter.TakeOver(databases, centre, stop);
        (floor, contacts) = await FloorLoad.From(databases, centre, head, stop);
        foreach (var deadline in leftOut) floor.LeaveOut(deadline);
        clock.StartFrom(head.At);
        await Resume(head, stop);
        Loaded(log, centre.Value, head.Sequence, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Waits until this server leads. Answers what ends with its lead.</summary>
    private async Task<CancellationToken> TakeLead(CancellationToken stop)
    {
        while (!await lead.TryTake(stop))
        {
            inbox.Close(LedElsewhere);
            RefuseAll(LedElsewhere);
            await Task.Delay(BetweenTries, time, stop);
        }

        return lead.Term;
    }

    private async Task Resume(Head head, CancellationToken stop)
    {
        var outage = clock.Now() - head.At;
        var resumed = head.Sequence > 0 ? new FloorResumed(outage > TimeSpan.Zero ? outage : TimeSpan.Zero) : null;
        var entry = new InboxEntry(_ => new Act(resumed, [new FloorStarted(Floor.RuleVersion)]), isAlone: true);
        await CommitTogether([entry], stop);
    }

    private async Task StepDown(Refusal why)
    {
        inbox.Close(why);
        RefuseAll(why);
        if (writer is not null) await writer.DisposeAsync();
        writer = null;
    }

    private async Task Serve(CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var batch = await NextBatch(stop);
            await Commit(batch, stop);
        }
    }

    /// <summary>Waits for requests or the floor's next deadline; answers questions on the way, from committed state only.</summary>
    private async Task<List<InboxEntry>> NextBatch(CancellationToken stop)
    {
        var batch = new List<InboxEntry>();
        while (batch.Count < MostInBatch)
        {
            if (unread is null && !inbox.Reader.TryRead(out unread))
            {
                if (batch.Count > 0 || IsDeadlineDue()) break;
                await WaitForMore(stop);
                continue;
            }

            if (unread is Question question)
            {
                question.Ask(new LiveState(floor, contacts, clock.Now()));
                unread = null;
                continue;
            }

            var entry = (InboxEntry)unread;
            if (entry.IsAlone && batch.Count > 0) break;
            unread = null;
            batch.Add(entry);
            if (entry.IsAlone) break;
        }

        return batch;
    }

    private bool IsDeadlineDue() => floor.NextDeadline is { } deadline && deadline <= clock.Now();

    private async Task WaitForMore(CancellationToken stop)
    {
        var left = floor.NextDeadline is { } deadline ? deadline - clock.Now() : LongestWait;
        if (left <= TimeSpan.Zero) return;

        using var woken = new CancellationTokenSource(left < LongestWait ? left : LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, woken.Token);
        try
        {
            await inbox.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The deadline has come; whoever called looks for it.
        }
    }

    /// <summary>Commits a batch. Whatever of it cannot be decided or written is set aside, on a floor built anew; the others go on.</summary>
    private async Task Commit(List<InboxEntry> batch, CancellationToken stop)
    {
        var left = new Queue<List<InboxEntry>>([batch]);
        try
        {
            while (left.TryDequeue(out var next)) await CommitOrSplit(next, left, stop);
        }
        catch
        {
            foreach (var entry in batch) entry.Reply(Faults.Unavailable);
            throw;
        }
    }

    private async Task CommitOrSplit(List<InboxEntry> batch, Queue<List<InboxEntry>> left, CancellationToken stop)
    {
        try
        {
            await CommitTogether(batch, stop);
        }
        catch (DecisionFailedException failed)
        {
            if (failed.Failure.Deadline is { } deadline) LeaveOut(deadline);
            await Load(stop);
            await PutAside([failed.Failure], stop);
            var others = batch.Where(it => it != failed.Failure.Entry).ToList();
            if (others.Count > 0) left.Enqueue(others);
        }
        catch (Exception error) when (batch.Count > 0 && !Faults.IsUnavailable(error) && error is not (LostLeadException or OperationCanceledException))
        {
            await Load(stop);
            if (batch.Count > 1) batch.ForEach(it => left.Enqueue([it])); // one of them cannot be written; which one shows alone
            else await PutAside([new Failure(batch[0], null, error)], stop);
        }
    }

    private void LeaveOut(DeadlineId deadline)
    {
        if (leftOut.Count == Aside.Most) leftOut.Clear();
        leftOut.Add(deadline);
    }

    private async Task CommitTogether(List<InboxEntry> batch, CancellationToken stop)
    {
        committed.Clear();
        failures.Clear();
        var head = await writer!.Begin(stop);
        clock.NotBefore(head.At);
        var answers = new Refusal?[batch.Count];
        var at = await DecideAll(batch, answers, head, stop);
        if (committed.Count > 0) await writer.Commit(contacts, head.Sequence + committed.Count, at, stop);
        else await writer.Drop();
        contacts.Forget();
        if (failures.Count > 0) await PutAside(failures, stop);
        for (var it = 0; it < batch.Count; it++) batch[it].Reply(answers[it]);
        if (committed.Count > 0) publication.Publish([.. committed]);
    }

    private async Task<DateTimeOffset> DecideAll(List<InboxEntry> batch, Refusal?[] answers, Head head, CancellationToken stop)
    {
        var at = head.At;
        if (IsDeadlineDue())
        {
            at = clock.Now();
            events.Clear();
            Handle(new Act(new TimePassed()), null, head.Sequence, at);
        }

        for (var it = 0; it < batch.Count; it++)
        {
            at = clock.Now();
            answers[it] = await DecideOne(batch[it], head.Sequence, at, stop);
        }

        return at;
    }

    private async Task<Refusal?> DecideOne(InboxEntry entry, long sequence, DateTimeOffset at, CancellationToken stop)
    {
        events.Clear();
        if (!Read(entry, at).Succeeded(out var act, out var refusal)) return refusal;

        if (act.Save is not null && (!entry.IsAlone || (act.Input is null && act.Notes is not { Count: > 0 })))
            throw new InvalidOperationException("An act that saves rows of its own is committed alone, and leaves an event.");

        if (act.Save is { } save && await SaveRows(save, stop) is { } notSaved) return notSaved;
        refusal = Handle(act, entry, sequence, at);
        if (refusal is not null && act.Save is not null) await writer!.TakeBackRows(stop);
        if (refusal is null) Keep(act);
        return refusal;
    }

    /// <summary>Lets the floor decide, and keeps what follows.</summary>
    /// <param name="entry">Null when it is only time that passes.</param>
    private Refusal? Handle(Act act, InboxEntry? entry, long sequence, DateTimeOffset at)
    {
        var first = committed.Count;
        try
        {
            var refusal = act.Input is { } input ? floor.Handle(input, at, events) : null;
            if (refusal is null) events.AddRange(act.Notes ?? []);
            Record(sequence, at);
            return refusal;
        }
#pragma warning disable CA1031 // Whatever the floor or a projection throws belongs to this input, or to a deadline that came before it; that is set aside and the others go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var place = committed.Count > first ? committed.Count - first - 1 : events.Count;
            var deadline = act.Input is null ? null : floor.DeadlineBehind(place);
            if (entry is null && deadline is null) throw;
            throw new DecisionFailedException(deadline is null
                ? new Failure(entry, act.Input, error)
                : new Failure(null, new TimePassed(), new InvalidOperationException($"What was due at {deadline.Id.Due:O} could not be decided: {deadline.What}.", error), deadline.Id));
        }
    }

    private void Keep(Act act)
    {
        foreach (var message in act.Messages ?? []) writer!.Add(message);
        if (act.Conversation is { } conversation) writer!.Add(conversation);
        if (act.Customer is { } customer) writer!.Add(customer);
        writer!.Add(act.Mail, act.Letter);
    }

    /// <summary>What an entry wants to do. When working that out throws, nothing has changed yet: it alone is set aside.</summary>
    private Outcome<Act> Read(InboxEntry entry, DateTimeOffset at)
    {
        try
        {
            return entry.Decide(new LiveState(floor, contacts, at));
        }
#pragma warning disable CA1031 // The request's own code failed; the border answers for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failures.Add(new Failure(entry, null, error));
            return SetAside;
        }
    }

    private async Task<Refusal?> SaveRows(Func<Database, CancellationToken, Task<Refusal?>> save, CancellationToken stop)
    {
        try
        {
            return await writer!.SaveRows(save, stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            await writer!.TakeBackRows(stop);
            return Changed;
        }
    }

    private async Task PutAside(List<Failure> failed, CancellationToken stop)
    {
        foreach (var it in failed)
        {
            SetOneAside(log, centre.Value, it.Input is null ? "a request" : EventKinds.NameOf(it.Input), it.Error);
            await Aside.Put(databases, centre, clock.Now(), it.Input, it.Error, stop);
            it.Entry?.Reply(SetAside);
        }
    }

    /// <summary>Numbers what happened, keeps it for the ledger, and brings the rows up to it.</summary>
    private void Record(long before, DateTimeOffset at)
    {
        foreach (var happened in events)
        {
            var sequence = before + committed.Count + 1;
            committed.Add(new Committed(sequence, at, happened));
            contacts.Apply(happened, at, sequence);
            var kind = EventKinds.KindOf(happened);
            writer!.Add(new LedgerRow
            {
                Centre = centre,
                Sequence = sequence,
                At = at,
                Kind = kind,
                Version = EventKinds.VersionOf(kind),
                Contact = (happened as IOfContact)?.Contact,
                Person = (happened as IOfPerson)?.Person,
                Body = EventKinds.Write(happened),
            });
        }
    }

    private void RefuseAll(Refusal why)
    {
        do
        {
            if (unread is InboxEntry entry) entry.Reply(why);
            if (unread is Question question) question.Fail(new StorageUnavailableException(why.Sentence));
        }
        while (inbox.Reader.TryRead(out unread));
        unread = null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Centre {Centre} is up at event {Sequence}, loaded in {Milliseconds:F0} ms")]
    private static partial void Loaded(ILogger log, Guid centre, long sequence, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The floor of centre {Centre} failed and starts again from the ledger")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "In centre {Centre}, {Kind} could not be decided and has been set aside")]
    private static partial void SetOneAside(ILogger log, Guid centre, string kind, Exception error);

    /// <param name="Entry">Null when it was a deadline.</param>
    private sealed record Failure(InboxEntry? Entry, Input? Input, Exception Error, DeadlineId? Deadline = null);

    /// <summary>The floor in memory is no longer to be trusted.</summary>
    private sealed class DecisionFailedException(Failure failure) : Exception("An input made the floor throw.", failure.Error)
    {
        public Failure Failure { get; } = failure;
    }
}
