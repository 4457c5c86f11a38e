using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>Somebody opens a figure to the contacts behind it, newest first.</summary>
public sealed class ReadFigureContacts(Database db)
{
    public const int MostOnPage = 200;

    public static readonly Refusal NoCount = new("figures.count.invalid", "The count is one of the names under \"counts\" of a row of figures, for instance abandoned.");
    public static readonly Refusal NoCursor = new("figures.cursor.invalid", "That is no cursor of this list. Begin again without one.");

    private const int Together = 500;

    public async Task<Outcome<FigureContacts>> Run(FigureQuestion question, string? count, string? after, int? limit, Viewer viewer, CancellationToken stop)
    {
        if (!Enum.TryParse<Counted>(count ?? nameof(Counted.Offered), ignoreCase: true, out var counted) || !Enum.IsDefined(counted) || counted == Counted.None)
            return NoCount;
        if (Position.Of(after) is not { } position) return NoCursor;

        var most = Math.Clamp(limit ?? MostOnPage, 1, MostOnPage);
        var found = await Find(question, counted, position, most + 1, viewer, stop);
        var page = found.Count > most ? found.GetRange(0, most) : found;
        var next = found.Count > most ? new Position(page[^1].EnteredAt, page[^1].Contact, page[^1].Number).ToString() : null;
        return new FigureContacts(await Views(page, viewer, stop), next);
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
            from = new(fresh[^1].EnteredAt, fresh[^1].Contact, fresh[^1].Number);
        }
    }

    /// <summary>Who answered is told to those who may see people's figures, and to himself.</summary>
    private async Task<List<FigureContact>> Views(List<Stay> stays, Viewer viewer, CancellationToken stop)
    {
        var ids = stays.ConvertAll(it => it.Contact);
        var references = await db.Contacts.VisibleTo(viewer).Where(it => ids.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Reference, stop);
        return stays.ConvertAll(it => new FigureContact(
            it.Contact.Value, references.GetValueOrDefault(it.Contact), it.Number, it.Service.Value, it.Channel, it.Origin, it.EnteredAt, it.PromisedAt,
            it.Ending, it.Wait?.TotalSeconds, viewer.May(Permission.FiguresPeopleRead) || it.Person == viewer.Person ? it.Person?.Value : null,
            it.Result, it.FinishedAt is null ? null : it.Work.TotalSeconds, [.. it.Reasons.Select(reason => reason.Value)]));
    }

    /// <summary>A place in the list: behind this stay. Opaque to those who carry it.</summary>
    private readonly record struct Position(DateTimeOffset EnteredAt, ContactId Contact, int Number)
    {
        public static Position? Of(string? text)
        {
            if (text is null) return new(DateTimeOffset.MaxValue, new(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff")), int.MaxValue);

            Span<byte> bytes = stackalloc byte[28];
            if (text.Length != 40 || !Convert.TryFromBase64String(text, bytes, out var written) || written != 28) return null;
            var ticks = BitConverter.ToInt64(bytes);
            if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks) return null;
            return new(new(ticks, TimeSpan.Zero), new(new Guid(bytes[8..24], bigEndian: true)), BitConverter.ToInt32(bytes[24..]));
        }

        public override string ToString()
        {
            Span<byte> bytes = stackalloc byte[28];
            BitConverter.TryWriteBytes(bytes, EnteredAt.UtcTicks);
            Contact.Value.TryWriteBytes(bytes[8..], bigEndian: true, out _);
            BitConverter.TryWriteBytes(bytes[24..], Number);
            return Convert.ToBase64String(bytes);
        }

        /// <summary>Ids compare by their bytes, as both databases do.</summary>
        public bool IsBefore(Stay stay)
        {
            if (stay.EnteredAt != EnteredAt) return stay.EnteredAt < EnteredAt;
            Span<byte> mine = stackalloc byte[16], its = stackalloc byte[16];
            Contact.Value.TryWriteBytes(mine, bigEndian: true, out _);
            stay.Contact.Value.TryWriteBytes(its, bigEndian: true, out _);
            var order = ((ReadOnlySpan<byte>)its).SequenceCompareTo(mine);
            return order < 0 || (order == 0 && stay.Number < Number);
        }
    }
}

/// <summary>The contacts behind a figure.</summary>
/// <param name="Next">Ask with this as "after" for more; null at the end.</param>
public sealed record FigureContacts(IReadOnlyList<FigureContact> Contacts, string? Next);

/// <summary>One contact's stay with a service, as a figure counts it.</summary>
/// <param name="WorkSeconds">The handler's own time; null until wrapped up.</param>
public sealed record FigureContact(
    Guid Contact, string? Reference, int Number, Guid Service, Channel Channel, Origin Origin, DateTimeOffset EnteredAt, DateTimeOffset? PromisedAt,
    Ending Ending, double? WaitSeconds, Guid? Person, Result Result, double? WorkSeconds, IReadOnlyList<Guid> Reasons);
