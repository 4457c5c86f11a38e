using Isberg.Channels.Voice.Hearing;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>What a flow asks of the floor, of our own rows and of business systems.</summary>
internal sealed class AskForFlow(LiveCentres centres, Databases databases, LookUp lookUp, HearCaller hear, Understand understand)
{
    public HearCaller Hear => hear;

    public Understand.Answer Understands(FlowRun run, FlowStep step, HeardSpeech heard) => understand.Of(run.Flow, run.Number, step, heard);

    public Task<IReadOnlyDictionary<string, string>?> LookUp(FlowStep step, IReadOnlyDictionary<string, string> values) =>
        lookUp.Run(step.Url ?? "", values, TimeSpan.FromSeconds(Math.Clamp(step.Seconds ?? 1, 1, FlowStep.MostSeconds)));

    /// <summary>Whether calls can wait for a service; it may have been taken out of use since the flow was published.</summary>
    public Task<bool> Takes(CentreId centre, ServiceId service, CancellationToken stop) => Queue(centre, service, (_, _) => true, stop);

    /// <param name="from">Whose number the call shows; it may be nothing, or forged.</param>
    public async Task<bool> Holds(FlowCondition when, FlowRun run, string? from, CancellationToken stop) => when.Kind switch
    {
        ConditionKind.Open => await Queue(run.Centre, when.Service, (_, queue) => queue.IsOpen, stop),
        ConditionKind.Closed => await Queue(run.Centre, when.Service, (_, queue) => !queue.IsOpen, stop),
        ConditionKind.WaitingOver => await Queue(run.Centre, when.Service, (state, queue) => Wait(state, queue) > TimeSpan.FromMinutes(when.Minutes ?? 0), stop),
        ConditionKind.Known => await CustomerOf(run.Centre, from, stop) is not null,
        ConditionKind.OpenContact => await OwnContact(run.Centre, from, run.Language, stop) is not null,
        _ => run.Values.TryGetValue(when.Name ?? "", out var value) && string.Equals(value.Trim(), when.Value?.Trim(), StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The newest open contact of whoever calls that somebody works on.</summary>
    public async Task<OwnContact?> OwnContact(CentreId centre, string? from, Language language, CancellationToken stop)
    {
        if (await CustomerOf(centre, from, stop) is not { } customer) return null;

        await using var db = databases.CreateDbContext();
        var found = await db.Contacts.AsNoTracking()
            .Where(it => it.Centre == centre && it.Customer == customer && it.ClosedAt == null && it.MergedInto == null && it.Person != null && it.AnsweredAt != null)
            .OrderByDescending(it => it.ArrivedAt).FirstOrDefaultAsync(stop);
        if (found is not { Person: { } person }) return null;

        var service = await db.Services.AsNoTracking().SingleOrDefaultAsync(it => it.Id == found.Service && !it.IsArchived, stop);
        var name = await db.People.AsNoTracking().Where(it => it.Id == person).Select(it => it.Name).SingleOrDefaultAsync(stop);
        return service is null || name is null || service.Channels.All(it => it.Rule.Channel != Channel.Voice) ? null
            : new OwnContact(found.Id, found.Service, person, service.Name.Best(language.Code), name);
    }

    /// <summary>Nobody, if the number is several people's.</summary>
    private async Task<CustomerId?> CustomerOf(CentreId centre, string? from, CancellationToken stop)
    {
        if (Address.Phone(from) is not { } phone) return null;

        await using var db = databases.CreateDbContext();
        var found = await db.Customers.AsNoTracking().Where(it => it.Centre == centre && it.Phone == phone).Select(it => it.Id).Take(2).ToListAsync(stop);
        return found is [var only] ? only : null;
    }

    private async Task<bool> Queue(CentreId centre, ServiceId? service, Func<LiveState, QueueOnFloor, bool> holds, CancellationToken stop) =>
        await centres.Of(centre).Inbox.Ask(
            state => state.Floor.Queues(state.Now).FirstOrDefault(it => it.Service == service && it.Channel == Channel.Voice) is { } queue && holds(state, queue), stop);

    /// <summary>The middle of what somebody who came now would be told; nothing when it is not known.</summary>
    private static TimeSpan Wait(LiveState state, QueueOnFloor queue) =>
        ExpectedWait.Of(state.Contacts.Pace.Facts(queue.Service, queue.Channel, queue.Waiting, (queue.Able, queue.Free), state.Now)) is { } wait ? (wait.From + wait.Until) / 2 : TimeSpan.Zero;
}
