using System.Collections.Concurrent;
using Isberg.Access;
using Isberg.People;
using Isberg.Reporting;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>Somebody watches the floor.</summary>
public sealed class ReadBoard(Databases databases, LiveCentres centres, PhoneStates phones, TimeProvider clock)
{
    /// <summary>How old today's service level may be.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private static readonly HashSet<string> Counting = new([Permission.FiguresRead], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<CentreId, (DateTimeOffset At, IReadOnlyDictionary<(ServiceId, Channel), Share> Levels)> today = new();

    public async Task<BoardView> Run(CentreId centre, IReadOnlySet<CommissionerId>? commissioners, CancellationToken stop)
    {
        var names = await BoardNames.Load(databases, centre, stop);
        var levels = await Levels(names.Centre, stop);
        var look = await centres.Of(centre).Inbox.Ask(BoardLook.At, stop);
        var view = look.View(names, levels, commissioners);
        return view with { People = [.. view.People.Select(WithSound)] };
    }

    private BoardPerson WithSound(BoardPerson it) => it with { Doing = [.. it.Doing.Select(doing => doing with { Sound = phones.SoundOf(it.Person, doing.Contact) })] };

    private async Task<IReadOnlyDictionary<(ServiceId, Channel), Share>> Levels(Centre centre, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (today.TryGetValue(centre.Id, out var counted) && now - counted.At < Age) return counted.Levels;

        var zone = TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone);
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var viewer = new Viewer(centre.Id, null, Counting);
        var asked = new FigureParameters(
            date.ToString("yyyy-MM-dd"), date.AddDays(1).ToString("yyyy-MM-dd"), "service,channel", null, null, null, null, null, null, null, null, null);
        if (!FigureQuestion.Of(asked, zone, viewer).Succeeded(out var question, out _)) return counted.Levels ?? new Dictionary<(ServiceId, Channel), Share>();

        await using var db = databases.CreateDbContext();
        var levels = (await new ReadFigures(db, clock).Run(question, viewer, stop)).Succeeded(out var figures, out _)
            ? figures.Rows.Where(it => it is { Service: not null, Channel: not null })
                .ToDictionary(it => (it.Service!.Value, it.Channel!.Value), it => new Share(it.ServiceLevel.Part, it.ServiceLevel.Whole))
            : [];
        today[centre.Id] = (now, levels);
        return levels;
    }
}
