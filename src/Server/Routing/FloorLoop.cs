using System.Diagnostics;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Storage;
using Microsoft.Extensions.Logging;

namespace Isberg.Routing;

/// <summary>One centre's floor at work: one reader, one batch at a time, each committed before anybody hears of it.</summary>
public sealed partial class FloorLoop(
    CentreId centre, Inbox inbox, Publication publication, Databases databases, TimeProvider time, ILogger<FloorLoop> log)
{
    /// <summary>The most requests that one transaction carries.</summary>
    public const int MostInBatch = 1_000;

    public static readonly Refusal Unavailable = new(
        "storage.unavailable", "The contact centre cannot store anything right now. Nothing was saved; try again in a few seconds.");

    public static readonly Refusal SetAside = new(
        "input.set_aside", "Something went wrong with this request. It has been set aside for the administrator to look at.");

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly List<Event> events = [];
    private readonly List<Committed> committed = [];
    private readonly FloorClock clock = new(time);
    private Floor floor = new();
    private ContactProjection contacts = new(centre);
    private LedgerWriter? writer;
    private object? unread;

    /// <summary>Runs until stopped; after a failure, loads everything again and goes on.</summary>
    public async Task Run(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Load(stop);
                pause = FirstPause;
                await Serve(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The loop is a border: whatever goes wrong, those who wait hear it and the floor starts again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(log, centre.Value, error);
                RefuseAll();
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        RefuseAll();
        if (writer is not null) await writer.DisposeAsync();
    }

    private async Task Load(CancellationToken stop)
    {
        if (writer is not null) await writer.DisposeAsync();
        writer = null;
        var began = Stopwatch.GetTimestamp();
        (writer, var head) = await LedgerWriter.TakeOver(databases, centre, stop);
        (floor, contacts) = await FloorLoad.From(databases, centre, head, stop);
        clock.StartFrom(head.At);
        if (head.Sequence > 0) await Resume(head, stop);
        Loaded(log, centre.Value, head.Sequence, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task Resume(Head head, CancellationToken stop)
    {
        var outage = clock.Now() - head.At;
        var entry = new InboxEntry(_ => new Act(new FloorResumed(outage > TimeSpan.Zero ? outage : TimeSpan.Zero)), isAlone: true);
        await Commit([entry], stop);
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
                if (batch.Count > 0) break;
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

    private async Task Commit(List<InboxEntry> batch, CancellationToken stop)
    {
        try
        {
            var head = await writer!.Begin(stop);
            clock.NotBefore(head.At);
            var answers = new Refusal?[batch.Count];
            var at = await DecideAll(batch, answers, head, stop);
            if (committed.Count > 0) await writer.Commit(contacts, head.Sequence + committed.Count, at, stop);
            else await writer.Drop();
            contacts.Forget();
            for (var it = 0; it < batch.Count; it++) batch[it].Reply(answers[it]);
            if (committed.Count > 0) publication.Publish([.. committed]);
        }
        catch
        {
            foreach (var entry in batch) entry.Reply(Unavailable);
            throw;
        }
        finally
        {
            committed.Clear();
        }
    }

    private async Task<DateTimeOffset> DecideAll(List<InboxEntry> batch, Refusal?[] answers, Head head, CancellationToken stop)
    {
        var at = head.At;
        if (IsDeadlineDue())
        {
            at = clock.Now();
            events.Clear();
            floor.Handle(new TimePassed(), at, events);
            Record(head.Sequence, at);
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
        if (!entry.Decide(new LiveState(floor, contacts, at)).Succeeded(out var act, out var refusal)) return refusal;

        if (act.Save is not null && (!entry.IsAlone || (act.Input is null && act.Notes is not { Count: > 0 })))
            throw new InvalidOperationException("An act that saves rows of its own is committed alone, and leaves an event.");

        if (act.Save is { } save && await save(writer!.Database, stop) is { } notSaved) return notSaved;
        refusal = act.Input is { } input ? floor.Handle(input, at, events) : null;
        if (refusal is null)
        {
            if (act.Save is not null) await writer!.Database.SaveChangesAsync(stop);
            events.AddRange(act.Notes ?? []);
            foreach (var message in act.Messages ?? []) writer!.Add(message);
            if (act.Conversation is { } conversation) writer!.Add(conversation);
            if (act.Customer is { } customer) writer!.Add(customer);
        }

        writer!.Database.ChangeTracker.Clear();
        Record(sequence, at);
        return refusal;
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

    private void RefuseAll()
    {
        do
        {
            if (unread is InboxEntry entry) entry.Reply(Unavailable);
            if (unread is Question question) question.Fail(new InvalidOperationException(Unavailable.Sentence));
        }
        while (inbox.Reader.TryRead(out unread));
        unread = null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Centre {Centre} is up at event {Sequence}, loaded in {Milliseconds:F0} ms")]
    private static partial void Loaded(ILogger log, Guid centre, long sequence, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The floor of centre {Centre} failed and starts again from the ledger")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}
