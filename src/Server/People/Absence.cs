using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.People;

/// <summary>That somebody on the staff is away for a time, so that whoever looks for him knows why and when he is back. It changes nothing on the floor.</summary>
public sealed class Absence : IOfCentre
{
    public AbsenceId Id { get; init; }

    public CentreId Centre { get; init; }

    public PersonId Person { get; init; }

    /// <summary>Why. Null: it is not said.</summary>
    public PresenceReasonId? Reason { get; init; }

    /// <summary>Where he is, or whom to ask meanwhile, in a few words.</summary>
    public string? Note { get; init; }

    public DateTimeOffset From { get; init; }

    /// <summary>When he is back.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Who said so.</summary>
    public PersonId? By { get; init; }
}

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("absences").HasKey(it => it.Id);
        builder.HasIndex(it => new { it.Centre, it.Person });
        builder.HasIndex(it => it.Until);
    }
}
