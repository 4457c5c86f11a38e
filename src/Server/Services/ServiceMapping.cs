using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Services;

internal sealed class ServiceMapping : IEntityTypeConfiguration<Centre>, IEntityTypeConfiguration<Commissioner>, IEntityTypeConfiguration<Service>,
    IEntityTypeConfiguration<Calendar>, IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<Block>, IEntityTypeConfiguration<Reason>, IEntityTypeConfiguration<Mailbox>,
    IEntityTypeConfiguration<Template>, IEntityTypeConfiguration<Intake>, IEntityTypeConfiguration<Number>
{
    public void Configure(EntityTypeBuilder<Centre> builder)
    {
        builder.ToTable("centres").HasKey(it => it.Id);
        builder.HasIndex(it => it.Key).IsUnique();
        builder.Property(it => it.Rule).StoredAsJson();
        builder.Property(it => it.Closing).StoredAsJson();
        builder.Property(it => it.Dialling).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Commissioner> builder)
    {
        builder.ToTable("commissioners").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
    }

    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("services").HasKey(it => it.Id);
        builder.HasIndex(it => new { it.Centre, it.Key }).IsUnique();
        builder.Property(it => it.Name).StoredAsJson();
        builder.Property(it => it.Description).StoredAsJson();
        builder.Property(it => it.Script).StoredAsJson();
        builder.Property(it => it.Channels).StoredAsJson();
        builder.Property(it => it.Manual).StoredAsJson();
        builder.Property(it => it.AllowedOrigins).StoredAsJson();
        builder.Property(it => it.Form).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Calendar> builder)
    {
        builder.ToTable("calendars").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Holidays).StoredAsJson();
        builder.Property(it => it.Days).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices").HasKey(it => it.Id);
        builder.HasIndex(it => new { it.Centre, it.Until });
        builder.Property(it => it.Text).StoredAsJson();
        builder.Property(it => it.Services).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Block> builder)
    {
        builder.ToTable("blocks").HasKey(it => it.Id);
        builder.HasIndex(it => new { it.Centre, it.Hash });
    }

    public void Configure(EntityTypeBuilder<Mailbox> builder)
    {
        builder.ToTable("mailboxes").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Sender).StoredAsJson();
        builder.Property(it => it.Signature).StoredAsJson();
        builder.Property(it => it.Receipt).StoredAsJson();
        builder.Property(it => it.Rules).StoredAsJson();
        builder.Property(it => it.Incoming).StoredAsJson();
        builder.Property(it => it.Outgoing).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.ToTable("templates").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Text).StoredAsJson();
        builder.Property(it => it.Services).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Intake> builder)
    {
        builder.ToTable("intakes").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Sender).StoredAsJson();
        builder.Property(it => it.Rules).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Number> builder)
    {
        builder.ToTable("numbers").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.HasIndex(it => it.Dialled).IsUnique().HasFilter("NOT \"IsArchived\"");
        builder.Property(it => it.Greeting).StoredAsJson();
        builder.Property(it => it.Closed).StoredAsJson();
        builder.Property(it => it.Full).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Reason> builder)
    {
        builder.ToTable("reasons").HasKey(it => it.Id);
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Name).StoredAsJson();
    }
}
