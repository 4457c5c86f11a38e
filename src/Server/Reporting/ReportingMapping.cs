using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Reporting;

internal sealed class ReportingMapping :
    IEntityTypeConfiguration<StayRow>, IEntityTypeConfiguration<PersonTimeRow>, IEntityTypeConfiguration<PersonNowRow>
{
    public void Configure(EntityTypeBuilder<StayRow> builder)
    {
        builder.ToTable("stays").HasKey(it => new { it.Contact, it.Number });
        builder.Property(it => it.Reasons).StoredAsJson();
        builder.HasIndex(it => new { it.Centre, it.EnteredAt });
        builder.HasIndex(it => it.Centre).HasFilter("\"IsOpen\"").HasDatabaseName("ix_stays_open");
    }

    public void Configure(EntityTypeBuilder<PersonTimeRow> builder)
    {
        builder.ToTable("person_time").HasKey(it => new { it.Centre, it.Quarter, it.Person, it.Doing, it.Reason });
        builder.Ignore(it => it.GivenReason);
    }

    public void Configure(EntityTypeBuilder<PersonNowRow> builder) => builder.ToTable("person_now").HasKey(it => new { it.Centre, it.Person });
}
