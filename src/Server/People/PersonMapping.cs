using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.People;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PresenceRow>,
    IEntityTypeConfiguration<Skill>, IEntityTypeConfiguration<PresenceReason>, IEntityTypeConfiguration<RoutingRole>, IEntityTypeConfiguration<OwnTelephone>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people").HasKey(it => it.Id);
        builder.HasIndex(it => it.Email).IsUnique();
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Skills).StoredAsJson();
        builder.Property(it => it.Languages).StoredAsJson();
        builder.Property(it => it.Capacity).StoredAsJson();
        builder.Property(it => it.MayTake).StoredAsJson();
        builder.Property(it => it.Rule).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<PresenceRow> builder) => builder.ToTable("presences").HasKey(it => new { it.Centre, it.Person });

    public void Configure(EntityTypeBuilder<Skill> builder)
    {
        builder.ToTable("skills").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Name).StoredAsJson();
        builder.Property(it => it.Description).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<PresenceReason> builder)
    {
        builder.ToTable("presence_reasons").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Name).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<OwnTelephone> builder)
    {
        builder.ToTable("own_telephones").HasKey(it => it.Person);
        builder.HasIndex(it => it.Centre);
    }

    public void Configure(EntityTypeBuilder<RoutingRole> builder)
    {
        builder.ToTable("routing_roles").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Services).StoredAsJson();
    }
}
