using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Services;

/// <summary>What callers go through before they wait: drafted, checked, published.</summary>
public sealed class Flow : IOfCentre
{
    public FlowId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>What the staff call it.</summary>
    public required string Name { get; set; }

    /// <summary>As it is being worked on; no caller meets it.</summary>
    public required FlowDefinition Draft { get; set; }

    /// <summary>The version that new calls go into. Null: none yet.</summary>
    public int? Published { get; set; }

    /// <summary>The draft is not what is published.</summary>
    public bool HasDraftChanges { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A flow as it was published once. It never changes, so that calls that are in it come to its end.</summary>
public sealed class FlowVersion : IOfCentre
{
    public FlowId Flow { get; init; }

    /// <summary>From 1.</summary>
    public int Number { get; init; }

    public CentreId Centre { get; init; }

    public required FlowDefinition Definition { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null: a program with an API key, or the product itself.</summary>
    public PersonId? By { get; init; }

    /// <summary>What is new in it, in the words of whoever published it.</summary>
    public string Comment { get; init; } = "";
}

internal sealed class FlowMapping : IEntityTypeConfiguration<Flow>, IEntityTypeConfiguration<FlowVersion>
{
    public void Configure(EntityTypeBuilder<Flow> builder)
    {
        builder.ToTable("flows").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Draft).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<FlowVersion> builder)
    {
        builder.ToTable("flow_versions").HasKey(it => new { it.Flow, it.Number });
        builder.Property(it => it.Definition).StoredAsJson();
    }
}
