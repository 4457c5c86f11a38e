using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.People;

/// <summary>That somebody is away.</summary>
/// <param name="Until">When he is back.</param>
public sealed record AbsenceView(AbsenceId Id, PersonId Person, PresenceReasonId? Reason, string? Note, DateTimeOffset From, DateTimeOffset Until)
{
    internal static AbsenceView Of(Absence it) => new(it.Id, it.Person, it.Reason, it.Note, it.From, it.Until);
}

/// <summary>Who is away now, or soon.</summary>
internal static class Absences
{
    /// <summary>Whoever leaves within it is told of.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(4);

    /// <summary>Of several that hold now, the one that lasts longest; else the next that begins soon.</summary>
    public static async Task<IReadOnlyDictionary<PersonId, AbsenceView>> Of(Database db, Viewer viewer, IReadOnlyList<PersonId> people, DateTimeOffset now, CancellationToken stop)
    {
        var soon = now + Soon;
        var rows = await db.Absences.VisibleTo(viewer).AsNoTracking().Where(it => people.Contains(it.Person) && it.Until > now && it.From <= soon).ToListAsync(stop);
        return rows.GroupBy(it => it.Person).ToDictionary(it => it.Key, it => AbsenceView.Of(First(it, now)));
    }

    private static Absence First(IEnumerable<Absence> his, DateTimeOffset now) =>
        his.OrderBy(it => it.From <= now ? now : it.From).ThenByDescending(it => it.Until).First();
}

/// <summary>Forgets absences that are over: nobody is to read later when somebody was away.</summary>
public sealed partial class PastAbsences(Databases databases, TimeProvider clock, ILogger<PastAbsences> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(BetweenLooks, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await Look(stoppingToken);
        }
    }

    private async Task Look(CancellationToken stop)
    {
        try
        {
            await Forget(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server stops.
        }
#pragma warning disable CA1031 // A job is a border: it logs, and tries again at the next round.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    public async Task Forget(CancellationToken stop)
    {
        var before = clock.GetUtcNow() - Kept;
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        await db.Absences.Where(it => it.Until < before).ExecuteDeleteAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Absences that are over could not be forgotten")]
    private static partial void Failed(ILogger log, Exception error);
}
