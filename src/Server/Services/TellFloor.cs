using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>Tells a centre's floor every rule that differs from what it was told last: after a calendar or a role changed, when skills expire, and for the next 60 days' hours.</summary>
public sealed class TellFloor(Databases databases, LiveCentres centres, TimeProvider clock) : IDisposable
{
    private static readonly Refusal Outdated = new("rule.outdated", "The rule was changed while it was worked out.");

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <returns>The first refusal; the rest is told all the same, and what was refused is tried again at the next round.</returns>
    public async Task<Refusal?> Run(CentreId centre, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            return await TellAll(centre, stop);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<Refusal?> TellAll(CentreId id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetUtcNow();
        var centre = await db.Centres.AsNoTracking().SingleAsync(it => it.Id == id, stop);
        var calendars = await db.Calendars.AsNoTracking().Where(it => it.Centre == id && !it.IsArchived).ToDictionaryAsync(it => it.Id, stop);
        var roles = await db.RoutingRoles.AsNoTracking().Where(it => it.Centre == id).ToDictionaryAsync(it => it.Id, stop);
        var inbox = centres.Of(id).Inbox;

        var refusal = await TellCentre(inbox, centre, stop);
        foreach (var service in await db.Services.AsNoTracking().Where(it => it.Centre == id && !it.IsArchived).OrderBy(it => it.Key).ToListAsync(stop))
            refusal = await TellService(inbox, service, ServiceRules.Of(service, centre, calendars, now), stop) ?? refusal;

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone)).DateTime);
        foreach (var person in await db.People.AsNoTracking().Where(it => it.Centre == id && !it.IsArchived).OrderBy(it => it.Email).ToListAsync(stop))
            refusal = await TellPerson(inbox, person, PersonRules.Of(person, person.Role is { } role ? roles.GetValueOrDefault(role) : null, today), stop) ?? refusal;
        return refusal;
    }

    private static async Task<Refusal?> TellCentre(Inbox inbox, Centre centre, CancellationToken stop)
    {
        var told = ServiceRules.HashOf(centre.Rule);
        return told == centre.Told ? null : await Tell(inbox, new CentreChanged(centre.Rule), (store, token) => store.Centres
            .Where(it => it.Id == centre.Id && it.Version == centre.Version)
            .ExecuteUpdateAsync(it => it.SetProperty(row => row.Told, told), token), stop);
    }

    private static async Task<Refusal?> TellService(Inbox inbox, Service service, ServiceRule rule, CancellationToken stop)
    {
        var told = ServiceRules.HashOf(rule);
        return told == service.Told ? null : await Tell(inbox, new ServiceChanged(rule), (store, token) => store.Services
            .Where(it => it.Id == service.Id && it.Version == service.Version)
            .ExecuteUpdateAsync(it => it.SetProperty(row => row.Told, told), token), stop);
    }

    private static async Task<Refusal?> TellPerson(Inbox inbox, Person person, PersonRule rule, CancellationToken stop)
    {
        var told = ServiceRules.HashOf(rule);
        return told == person.Told ? null : await Tell(inbox, new PersonChanged(rule), (store, token) => store.People
            .Where(it => it.Id == person.Id && it.Version == person.Version)
            .ExecuteUpdateAsync(it => it.SetProperty(row => row.Told, told).SetProperty(row => row.Rule, rule), token), stop);
    }

    private static Task<Refusal?> Tell(Inbox inbox, Input input, Func<Database, CancellationToken, Task<int>> mark, CancellationToken stop) =>
        inbox.Send(_ => new Act(input, Save: async (store, token) => await mark(store, token) == 1 ? null : Outdated), stop, isAlone: true);
}
