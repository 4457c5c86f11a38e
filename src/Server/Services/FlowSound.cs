using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Services;

/// <summary>What somebody has recorded himself to be heard in a flow, as the telephone plays it. It never changes: versions and running calls keep theirs.</summary>
public sealed class FlowSound : IOfCentre
{
    public Guid Id { get; init; }

    public CentreId Centre { get; init; }

    public FlowId Flow { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>A WAV file.</summary>
    public required byte[] Sound { get; init; }
}

internal sealed class FlowSoundMapping : IEntityTypeConfiguration<FlowSound>
{
    public void Configure(EntityTypeBuilder<FlowSound> builder)
    {
        builder.ToTable("flow_sounds").HasKey(it => it.Id);
        builder.HasIndex(it => it.Flow);
    }
}
