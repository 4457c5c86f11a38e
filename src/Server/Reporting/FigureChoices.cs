using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>What figures can be asked about, by whom they are asked, and what it is called.</summary>
/// <param name="Zone">IANA name of the centre's time zone, in which days begin.</param>
/// <param name="People">All of the staff for who may see people's figures; else oneself alone.</param>
public sealed record FigureChoices(
    string Zone, IReadOnlyList<NamedService> Services, IReadOnlyList<NamedPerson> People, IReadOnlyList<NamedReason> Reasons,
    IReadOnlyList<NamedPresence> Presences, IReadOnlyList<string> Variants)
{
    public static async Task<FigureChoices> Load(Database db, Viewer viewer, CancellationToken stop)
    {
        var zone = await db.Centres.VisibleTo(viewer).Select(it => it.TimeZone).SingleAsync(stop);
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().ToListAsync(stop);
        var reasons = await db.Reasons.VisibleTo(viewer).AsNoTracking().OrderBy(it => it.Place).ToListAsync(stop);
        var presences = await db.PresenceReasons.VisibleTo(viewer).AsNoTracking().OrderBy(it => it.Place).ToListAsync(stop);
        var people = db.People.VisibleTo(viewer).AsNoTracking();
        if (!viewer.May(Permission.FiguresPeopleRead)) people = people.Where(it => it.Id == viewer.Person);
        return new(
            zone,
            [.. services.OrderBy(it => it.IsArchived).ThenBy(it => it.Name.Best("sv"), StringComparer.Ordinal)
                .Select(it => new NamedService(it.Id, it.Name, [.. it.Channels.Select(setup => setup.Rule.Channel)], it.IsArchived))],
            await people.OrderBy(it => it.Name).Select(it => new NamedPerson(it.Id, it.Name, it.IsArchived)).ToListAsync(stop),
            [.. reasons.Select(it => new NamedReason(it.Id, it.Name, it.Service))],
            [.. presences.Select(it => new NamedPresence(it.Id, it.Name, it.IsWork))],
            [.. Enum.GetValues<Variant>().Select(it => it.Name())]);
    }
}

public sealed record NamedService(ServiceId Id, Texts Name, IReadOnlyList<Channel> Channels, bool IsArchived);

public sealed record NamedPerson(PersonId Id, string Name, bool IsArchived);

public sealed record NamedReason(ReasonId Id, Texts Name, ServiceId? Service);

/// <param name="IsWork">The time counts as work, not as a break.</param>
public sealed record NamedPresence(PresenceReasonId Id, Texts Name, bool IsWork);
