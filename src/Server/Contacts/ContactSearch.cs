using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>What contacts are looked for by; everything that is given must hold.</summary>
public sealed record ContactSearch
{
    /// <summary>Reading what was said in all years at once would hold everybody up: text is looked for in this stretch, unless another is given.</summary>
    public static readonly TimeSpan TextWithin = TimeSpan.FromDays(92);

    public ServiceId? Service { get; init; }

    public Channel? Channel { get; init; }

    public ContactState? State { get; init; }

    public PersonId? Person { get; init; }

    public CustomerId? Customer { get; init; }

    /// <summary>What the wrap-up said it was about: this reason, or one that is a part of it.</summary>
    public ReasonId? Reason { get; init; }

    /// <summary>Whether the staff began it.</summary>
    public bool? IsOutgoing { get; init; }

    /// <summary>A reference, a name, an address, a number, or words of a message.</summary>
    [MaxLength(Limits.Name)]
    public string? Text { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Before this.</summary>
    public DateTimeOffset? Until { get; init; }

    internal async Task<IQueryable<ContactRow>> In(Database db, CentreId centre, IQueryable<ContactRow> rows, DateTimeOffset now, CancellationToken stop)
    {
        if (Service is { } service) rows = rows.Where(it => it.Service == service);
        if (Channel is { } channel) rows = rows.Where(it => it.Channel == channel);
        if (Customer is { } customer) rows = rows.Where(it => it.Customer == customer);
        if (Person is { } person) rows = rows.Where(it => db.Segments.Any(s => s.Contact == it.Id && s.Person == person));
        if (Reason is { } reason) rows = About(rows, Part(await db.Reasons.AsNoTracking().Where(it => it.Centre == centre).ToListAsync(stop), reason));
        if (State is { } state) rows = InState(rows, state);
        if (IsOutgoing is { } isOutgoing) rows = rows.Where(it => (it.BegunBy != null) == isOutgoing);
        if (From is { } from) rows = rows.Where(it => it.ArrivedAt >= from);
        if (Until is { } until) rows = rows.Where(it => it.ArrivedAt < until);
        return string.IsNullOrWhiteSpace(Text) ? rows : Saying(db, rows, Text.Trim(), now);
    }

    /// <summary>The reason and all that are parts of it, however deep.</summary>
    private static HashSet<ReasonId> Part(List<Reason> all, ReasonId whole)
    {
        var parts = new HashSet<ReasonId> { whole };
        bool grew;
        do
        {
            grew = false;
            foreach (var it in all.Where(it => it.Parent is { } parent && parts.Contains(parent))) grew |= parts.Add(it.Id);
        }
        while (grew);
        return parts;
    }

    /// <summary>A contact's reasons are kept as one text, in which each stands with its id.</summary>
    private static IQueryable<ContactRow> About(IQueryable<ContactRow> rows, IEnumerable<ReasonId> reasons)
    {
        var contact = Expression.Parameter(typeof(ContactRow), "it");
        var kept = Expression.Convert(Expression.Convert(Expression.Property(contact, nameof(ContactRow.Reasons)), typeof(object)), typeof(string));
        var contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
        var any = reasons.Select(it => (Expression)Expression.Call(kept, contains, Expression.Constant(it.Value.ToString()))).Aggregate(Expression.OrElse);
        return rows.Where(Expression.Lambda<Func<ContactRow, bool>>(any, contact));
    }

    private static IQueryable<ContactRow> InState(IQueryable<ContactRow> rows, ContactState state) => state switch
    {
        ContactState.Waiting => rows.Where(it => it.Stage == Stage.Queued || it.Stage == Stage.Offered || it.Stage == Stage.Arrived),
        ContactState.Handled => rows.Where(it => it.Stage == Stage.Handled || it.Stage == Stage.Held),
        ContactState.WrappingUp => rows.Where(it => it.Stage == Stage.WrappingUp),
        ContactState.Answered => rows.Where(it => it.Stage == Stage.Closed && it.Outcome == ContactOutcome.Handled),
        ContactState.Abandoned => rows.Where(it => it.Outcome == ContactOutcome.Abandoned || it.Outcome == ContactOutcome.LeftByChoice),
        ContactState.Merged => rows.Where(it => it.MergedInto != null),
        _ => rows.Where(it => it.Outcome == ContactOutcome.TurnedAway || it.Outcome == ContactOutcome.Discarded),
    };

    /// <summary>A reference alone is found whenever it was; anything else where it was said or who said it.</summary>
    private IQueryable<ContactRow> Saying(Database db, IQueryable<ContactRow> rows, string text, DateTimeOffset now)
    {
        if (ReferenceIn(text) is { } reference) return rows.Where(it => it.Reference == reference);

        var pattern = Pattern(text);
        var earliest = now - TextWithin;
        if (From is null) rows = rows.Where(it => it.ArrivedAt >= earliest);
        return rows.Where(it =>
            db.Messages.Any(m => m.Contact == it.Id && EF.Functions.Like(Database.Folded(m.Text)!, pattern, "\\"))
            || db.Customers.Any(c => c.Id == it.Customer && (EF.Functions.Like(Database.Folded(c.Name)!, pattern, "\\")
                || EF.Functions.Like(Database.Folded(c.Email)!, pattern, "\\") || EF.Functions.Like(c.Phone!, pattern, "\\")))
            || db.Conversations.Any(c => c.Contact == it.Id && (EF.Functions.Like(Database.Folded(c.GivenName)!, pattern, "\\")
                || EF.Functions.Like(Database.Folded(c.GivenEmail)!, pattern, "\\") || EF.Functions.Like(Database.Folded(c.Matter)!, pattern, "\\"))));
    }

    /// <summary>People write references with or without the hyphen, large or small.</summary>
    internal static string? ReferenceIn(string text)
    {
        var plain = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length == 8 && plain.All(ContactReference.IsLetter) && plain.Any(char.IsAsciiDigit) ? $"{plain[..4]}-{plain[4..]}" : null;
    }

    /// <summary>The text as it is, wherever it stands: what has a meaning in a pattern is taken literally.</summary>
    internal static string Pattern(string text)
    {
        var literal = Folding.Fold(text)!
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{literal}%";
    }
}

/// <summary>How far a contact has come, as people look for it.</summary>
public enum ContactState
{
    Waiting, Handled, WrappingUp,

    /// <summary>Over, and somebody answered it.</summary>
    Answered,

    /// <summary>The citizen left before somebody answered.</summary>
    Abandoned,

    /// <summary>Turned away or thrown away.</summary>
    NotServed,

    /// <summary>Became part of another contact.</summary>
    Merged,
}
