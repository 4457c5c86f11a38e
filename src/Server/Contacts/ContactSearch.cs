using System.ComponentModel.DataAnnotations;
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

    /// <summary>A reference, a name, an address, a number, or words of a message.</summary>
    [MaxLength(Limits.Name)]
    public string? Text { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Before this.</summary>
    public DateTimeOffset? Until { get; init; }

    internal IQueryable<ContactRow> In(Database db, IQueryable<ContactRow> rows, DateTimeOffset now)
    {
        if (Service is { } service) rows = rows.Where(it => it.Service == service);
        if (Channel is { } channel) rows = rows.Where(it => it.Channel == channel);
        if (Customer is { } customer) rows = rows.Where(it => it.Customer == customer);
        if (Person is { } person) rows = rows.Where(it => it.Person == person || db.Segments.Any(s => s.Contact == it.Id && s.Person == person));
        if (State is { } state) rows = InState(rows, state);
        if (From is { } from) rows = rows.Where(it => it.ArrivedAt >= from);
        if (Until is { } until) rows = rows.Where(it => it.ArrivedAt < until);
        return string.IsNullOrWhiteSpace(Text) ? rows : Saying(db, rows, Text.Trim(), now);
    }

    private static IQueryable<ContactRow> InState(IQueryable<ContactRow> rows, ContactState state) => state switch
    {
        ContactState.Waiting => rows.Where(it => it.Stage == Stage.Queued || it.Stage == Stage.Offered || it.Stage == Stage.Arrived),
        ContactState.Handled => rows.Where(it => it.Stage == Stage.Handled || it.Stage == Stage.Held),
        ContactState.WrappingUp => rows.Where(it => it.Stage == Stage.WrappingUp),
        ContactState.Answered => rows.Where(it => it.Stage == Stage.Closed && it.Outcome == ContactOutcome.Handled),
        ContactState.Abandoned => rows.Where(it => it.Outcome == ContactOutcome.Abandoned || it.Outcome == ContactOutcome.LeftByChoice),
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
            db.Messages.Any(m => m.Contact == it.Id && EF.Functions.Like(m.Text!.ToLower(), pattern, "\\"))
            || db.Customers.Any(c => c.Id == it.Customer && (EF.Functions.Like(c.Name!.ToLower(), pattern, "\\") || EF.Functions.Like(c.Email!.ToLower(), pattern, "\\") || EF.Functions.Like(c.Phone!, pattern, "\\")))
            || db.Conversations.Any(c => c.Contact == it.Id && (EF.Functions.Like(c.GivenName!.ToLower(), pattern, "\\") || EF.Functions.Like(c.Matter!.ToLower(), pattern, "\\"))));
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
        var literal = text.ToLowerInvariant()
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
}
