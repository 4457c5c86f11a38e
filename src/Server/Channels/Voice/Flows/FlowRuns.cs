using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Keeps where callers are in flows, so that a call goes on in its step, and in its version, whatever happens to us.</summary>
internal sealed class FlowRuns(Databases databases, LiveCentres centres, TimeProvider clock)
{
    /// <summary>Null: the number leads to no flow.</summary>
    public async Task<FlowCall?> Begin(ContactId contact, Number number, CancellationToken stop)
    {
        if (number.Flow is not { } flow || await Published(flow, stop) is not { Definition.Start: { } start } version) return null;

        var run = new FlowRun
        {
            Contact = contact, Centre = number.Centre, Flow = flow, Number = version.Number, EnteredAt = clock.GetUtcNow(), Language = version.Definition.Language, Step = start, Path = [start],
        };
        var refusal = await centres.Of(run.Centre).Inbox.Send(
            _ => new Act(Notes: [new FlowEntered(contact, flow, version.Number)], Save: (store, _) =>
            {
                store.Add(run);
                return Task.FromResult<Refusal?>(null);
            }),
            stop, isAlone: true);
        return refusal is null ? new FlowCall(run, version.Definition) : throw new StorageUnavailableException(refusal.Sentence);
    }

    /// <summary>A caller who was in a flow when the server before this one ended, in the version that he came into.</summary>
    public async Task<FlowCall?> TakeUp(ContactId contact, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var run = await db.FlowRuns.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact && it.LeftAt == null, stop);
        if (run is null) return null;

        run.Misses = 0; // what he pressed meanwhile, nobody heard
        var version = await db.FlowVersions.AsNoTracking().SingleAsync(it => it.Flow == run.Flow && it.Number == run.Number, stop);
        return new FlowCall(run, version.Definition, isTakenUp: true);
    }

    public async Task Save(FlowCall flow, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        db.Update(flow.Run);
        await db.SaveChangesAsync(stop);
    }

    public Task Leave(FlowCall flow, CancellationToken stop) => Leave(flow.Run, stop);

    /// <summary>Callers who have gone while nobody looked.</summary>
    public async Task CloseOthers(Func<ContactId, bool> isHere, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        foreach (var run in await db.FlowRuns.AsNoTracking().Where(it => it.LeftAt == null).ToListAsync(stop))
            if (!isHere(run.Contact) && centres.Find(run.Centre) is not null) await Leave(run, stop);
    }

    private async Task<FlowVersion?> Published(FlowId flow, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.FlowVersions.AsNoTracking().SingleOrDefaultAsync(it => it.Flow == flow && db.Flows.Any(of => of.Id == flow && !of.IsArchived && of.Published == it.Number), stop);
    }

    /// <summary>What he gave goes with his contact, if he has become one, and is not kept here.</summary>
    private async Task Leave(FlowRun run, CancellationToken stop)
    {
        if (run.LeftAt is not null) return;

        var (now, outcome) = (clock.GetUtcNow(), run.Outcome ?? FlowOutcome.Abandoned);
        var refusal = await centres.Of(run.Centre).Inbox.Send(
            _ => new Act(Notes: [new FlowLeft(run.Contact, run.Flow, run.Number, run.Step, outcome, now - run.EnteredAt)], Save: async (store, token) =>
            {
                var row = await store.FlowRuns.SingleAsync(it => it.Contact == run.Contact, token);
                (row.Step, row.Path, row.Service, row.Language) = (run.Step, run.Path, run.Service, run.Language);
                (row.LeftAt, row.Outcome, row.Given, row.Values) = (now, outcome, [], new Dictionary<string, string>(StringComparer.Ordinal));
                return null;
            }),
            stop, isAlone: true);
        if (refusal is not null) throw new StorageUnavailableException(refusal.Sentence);
        run.LeftAt = now;
    }
}
