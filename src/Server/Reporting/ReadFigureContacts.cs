using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>Somebody opens a figure to the contacts behind it, newest first.</summary>
public sealed class ReadFigureContacts(Database db, Pages pages)
{
    public static readonly Refusal NoCount = new("figures.count.invalid", "The count is one of the names under \"counts\" of a row of figures, for instance abandoned.");

    private const int Together = 500;

    public async Task<Outcome<Page<FigureContact>>> Run(FigureQuestion question, string? count, string? after, int? limit, Viewer viewer, CancellationToken stop)
    {
        if (!Enum.TryParse<Counted>(count ?? nameof(Counted.Offered), ignoreCase: true, out var counted) || !Enum.IsDefined(counted) || counted == Counted.None)
            return NoCount;
        if (!pages.Open<Position?>(viewer, after).Succeeded(out var position, out var refusal)) return refusal;

        var size = Pages.Size(limit);
        var found = await Find(question, counted, position ?? Position.First, size + 1, viewer, stop);
        var views = await Views(found, viewer, stop);
        return pages.Of(viewer, found.Zip(views).ToList(), size, it => it.Second, it => Position.Of(it.First));
    }

    private async Task<List<Stay>> Find(FigureQuestion question, Counted counted, Position from, int most, Viewer viewer, CancellationToken stop)
    {
        var found = new List<Stay>();
        while (true)
        {
            var rows = await StaysAsked.Of(db, question, viewer)
                .Where(it => it.EnteredAt <= from.EnteredAt)
                .OrderByDescending(it => it.EnteredAt).ThenByDescending(it => it.Contact).ThenByDescending(it => it.Number)
                .Take(Together).ToListAsync(stop);
            var fresh = rows.Select(it => it.ToStay()).Where(from.IsBefore).ToList();
            found.AddRange(fresh.Where(it => StaysAsked.Fits(it, question) && Figures.Of(it, question.Rule).HasFlag(counted)));
            if (found.Count >= most) return found.GetRange(0, most);
            if (fresh.Count == 0 || rows.Count < Together) return found;
            from = Position.Of(fresh[^1]);
        }
    }

    /// <summary>Who answered is told to those who may see people's figures, and to himself.</summary>
    private async Task<List<FigureContact>> Views(List<Stay> stays, Viewer viewer, CancellationToken stop)
    {
        var ids = stays.ConvertAll(it => it.Contact);
        var references = await db.Contacts.VisibleTo(viewer).Where(it => ids.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Reference, stop);
        return stays.ConvertAll(it => new FigureContact(
            it.Contact, references.GetValueOrDefault(it.Contact), it.Number, it.Service, it.Channel, it.Origin, it.EnteredAt, it.PromisedAt,
            it.Ending, it.Wait?.TotalSeconds, viewer.May(Permission.FiguresPeopleRead) || it.Person == viewer.Person ? it.Person : null,
            it.Result, it.FinishedAt is null ? null : it.Work.TotalSeconds, it.Reasons));
    }

    /// <summary>A place in the list: behind this stay.</summary>
    private readonly record struct Position(DateTimeOffset EnteredAt, Guid Contact, int Number)
    {
        public static Position First { get; } = new(DateTimeOffset.MaxValue, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), int.MaxValue);

        public static Position Of(Stay stay) => new(stay.EnteredAt, stay.Contact.Value, stay.Number);

        /// <summary>Ids compare by their bytes, as both databases do.</summary>
        public bool IsBefore(Stay stay)
        {
            if (stay.EnteredAt != EnteredAt) return stay.EnteredAt < EnteredAt;
            Span<byte> mine = stackalloc byte[16], its = stackalloc byte[16];
            Contact.TryWriteBytes(mine, bigEndian: true, out _);
            stay.Contact.Value.TryWriteBytes(its, bigEndian: true, out _);
            var order = ((ReadOnlySpan<byte>)its).SequenceCompareTo(mine);
            return order < 0 || (order == 0 && stay.Number < Number);
        }
    }
}

/// <summary>One contact's stay with a service, as a figure counts it.</summary>
/// <param name="WorkSeconds">The handler's own time; null until wrapped up.</param>
public sealed record FigureContact(
    ContactId Contact, string? Reference, int Number, ServiceId Service, Channel Channel, Origin Origin, DateTimeOffset EnteredAt, DateTimeOffset? PromisedAt,
    Ending Ending, double? WaitSeconds, PersonId? Person, Result Result, double? WorkSeconds, IReadOnlyList<ReasonId> Reasons);
