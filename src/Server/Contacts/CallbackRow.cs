using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Contacts;

/// <summary>Somebody who waited chose to be called back, and keeps his place. Each try is a contact of its own.</summary>
public sealed class CallbackRow : IOfCommissioner
{
    public const int MostTries = 3;

    /// <summary>In which he asked for it.</summary>
    public ContactId Asked { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public ServiceId Service { get; init; }

    public Language Language { get; init; }

    public CustomerId? Customer { get; init; }

    /// <summary>Where he is called. Null: it is over, or erased.</summary>
    public string? Phone { get; set; }

    /// <summary>Since when he has waited.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>From 1.</summary>
    public int Try { get; set; } = 1;

    /// <summary>When this try is to wait in the queue. Null: it does, or it is over.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The contact of this try, once it has come.</summary>
    public ContactId? Contact { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public CallbackEnding? Ending { get; set; }

    /// <summary>Who on the staff took it away. Null: nobody.</summary>
    public PersonId? EndedBy { get; set; }

    /// <summary>Why, in his words. Null: nobody took it away, or erased.</summary>
    public string? Reason { get; set; }

    public void End(CallbackEnding ending, DateTimeOffset now) => (Ending, EndedAt, DueAt, Phone) = (ending, now, null, null);
}

/// <summary>How a callback came to its end. Kept as a number.</summary>
public enum CallbackEnding
{
    Reached,
    NotReached,

    /// <summary>He called again himself.</summary>
    CalledAgain,

    /// <summary>The staff took it away, or what was known of him is erased.</summary>
    Withdrawn,
}

internal sealed class CallbackMapping : IEntityTypeConfiguration<CallbackRow>
{
    public void Configure(EntityTypeBuilder<CallbackRow> builder)
    {
        builder.ToTable("callbacks").HasKey(it => it.Asked);
        builder.HasIndex(it => new { it.Centre, it.EndedAt, it.Since });
        builder.HasIndex(it => it.Customer);
    }
}
