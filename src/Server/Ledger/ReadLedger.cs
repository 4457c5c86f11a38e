using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>An auditor reads what happened, to a contact, by a person, or in a stretch of time.</summary>
public sealed class ReadLedger(Database db)
{
    public static readonly Refusal WholeCentreOnly = new(
        "ledger.forbidden", "The ledger is read whole or not at all, and you may see only some of the centre's commissioners.");

    public static readonly Refusal WrongTime = new("ledger.invalid", "The end of the time must come after its beginning.");

    /// <param name="From">Including.</param>
    /// <param name="Until">Excluding.</param>
    /// <param name="After">Only events with a greater sequence number.</param>
    public sealed record Question(ContactId? Contact, PersonId? Person, DateTimeOffset? From, DateTimeOffset? Until, long After, int Limit);

    public async Task<Outcome<List<LedgerRow>>> Run(Viewer viewer, Question question, CancellationToken stop)
    {
        if (viewer.Commissioners is not null) return WholeCentreOnly;
        if (question.From is { } first && question.Until is { } last && last <= first) return WrongTime;

        var after = question.After;
        if (question.From is { } from) after = Math.Max(after, await db.LastBefore(viewer.Centre, from, stop));
        var rows = db.Ledger.VisibleTo(viewer).AsNoTracking().Where(it => it.Sequence > after);
        if (question.Until is { } until)
        {
            var end = await db.LastBefore(viewer.Centre, until, stop);
            rows = rows.Where(it => it.Sequence <= end);
        }

        if (question.Contact is { } contact) rows = rows.Where(it => it.Contact == contact);
        if (question.Person is { } person) rows = rows.Where(it => it.Person == person);
        return await rows.OrderBy(it => it.Sequence).Take(question.Limit).ToListAsync(stop);
    }
}
