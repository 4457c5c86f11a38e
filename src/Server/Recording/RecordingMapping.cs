using Isberg.Recording.Disguise;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Recording;

internal sealed class RecordingMapping : IEntityTypeConfiguration<RecordingRule>, IEntityTypeConfiguration<RecordingRow>, IEntityTypeConfiguration<RecordingCopy>,
    IEntityTypeConfiguration<RecordingAccess>
{
    public void Configure(EntityTypeBuilder<RecordingRule> builder)
    {
        builder.ToTable("recording_rules").HasKey(it => it.Service);
        builder.Property(it => it.Service).ValueGeneratedNever();
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Announcement).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<RecordingRow> builder)
    {
        builder.ToTable("recordings").HasKey(it => it.Id);
        builder.Property(it => it.Id).ValueGeneratedNever();
        builder.Property(it => it.Marks).StoredAsJson();
        builder.Ignore(it => it.StandsStill);
        builder.HasIndex(it => new { it.Contact, it.Segment }).IsUnique();
        builder.HasIndex(it => new { it.Centre, it.Person, it.StartedAt });
        builder.HasIndex(it => new { it.Centre, it.Service, it.StartedAt });
        builder.HasIndex(it => new { it.Centre, it.Until }).HasFilter("\"Key\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<RecordingCopy> builder)
    {
        builder.ToTable("recording_copies").HasKey(it => it.Id);
        builder.Property(it => it.Id).ValueGeneratedNever();
        builder.Property(it => it.Bleeps).StoredAsJson();
        builder.HasIndex(it => it.Recording);
        builder.HasIndex(it => it.Contact);
        builder.HasIndex(it => it.MadeAt).HasFilter("\"State\" = 0");
        builder.HasIndex(it => new { it.Centre, it.Until }).HasFilter("\"State\" < 2");
    }

    public void Configure(EntityTypeBuilder<RecordingAccess> builder)
    {
        builder.ToTable("recording_accesses").HasKey(it => new { it.Centre, it.Number });
        builder.Property(it => it.Number).ValueGeneratedNever();
        builder.Property(it => it.ReasonHash).HasMaxLength(64);
        builder.Property(it => it.Hash).HasMaxLength(64);
        builder.HasIndex(it => it.Contact);
        builder.HasIndex(it => it.Recording);
    }
}
