using Isberg.Access;
using Isberg.Api;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>An administrator changes what holds for the whole centre: its name, its clock, and what goes together on the floor.</summary>
public sealed class ChangeCentre(Database db, Settings settings, TellFloor floor)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public sealed record CentreDraft(string Name, string TimeZone, CentreRule Rule);

    public async Task<Outcome<Centre>> Run(Viewer viewer, Seen seen, CentreDraft draft, CancellationToken stop)
    {
        var row = await db.Centres.VisibleTo(viewer).SingleAsync(stop);
        if (seen(row.Version) is { } differs) return differs;
        if (Flaws(draft).In("centre") is { } flaws) return flaws;

        var isRule = ServiceRules.HashOf(draft.Rule) != ServiceRules.HashOf(row.Rule);
        (row.Name, row.TimeZone, row.Rule, row.Told) = (draft.Name.Trim(), draft.TimeZone, draft.Rule, ServiceRules.HashOf(draft.Rule));
        var refusal = await settings.Keep(viewer, db, row, stop, isRule ? new CentreChanged(draft.Rule) : null) ?? await floor.Run(viewer.Centre, stop);
        return refusal is null ? row : refusal;
    }

    private static Flaws Flaws(CentreDraft draft) => new Flaws()
        .Needs(draft.Name, "name")
        .When(!TimeZoneInfo.TryFindSystemTimeZoneById(draft.TimeZone, out _), "timeZone", "There is no such time zone. An example: Europe/Stockholm.")
        .Between(draft.Rule.DeclinePause, TimeSpan.Zero, LongestPause, "rule.declinePause")
        .When(draft.Rule.Conflicts.DistinctBy(it => (it.Busy, it.Offered)).Count() != draft.Rule.Conflicts.Count, "rule.conflicts", "Each pair may stand once.");
}
