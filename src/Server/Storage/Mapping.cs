using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Storage;

internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerRow>, IEntityTypeConfiguration<Head>,
    IEntityTypeConfiguration<SnapshotRow>, IEntityTypeConfiguration<SetAsideRow>, IEntityTypeConfiguration<Cursor>
{
    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.ToTable("ledger").HasKey(it => new { it.Centre, it.Sequence });
        builder.Property(it => it.Sequence).ValueGeneratedNever();
        builder.Property(it => it.Kind).HasMaxLength(64);
        builder.HasIndex(it => new { it.Contact, it.Sequence });
        builder.HasIndex(it => new { it.Person, it.Sequence });
    }

    public void Configure(EntityTypeBuilder<Head> builder) => builder.ToTable("heads").HasKey(it => it.Centre);

    public void Configure(EntityTypeBuilder<SnapshotRow> builder)
    {
        builder.ToTable("snapshots").HasKey(it => new { it.Centre, it.Sequence });
        builder.Property(it => it.Sequence).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SetAsideRow> builder) => builder.ToTable("set_aside").HasKey(it => it.Id);

    public void Configure(EntityTypeBuilder<Cursor> builder) => builder.ToTable("cursors").HasKey(it => new { it.Centre, it.Follower });
}

internal sealed class ContactMapping : IEntityTypeConfiguration<ContactRow>, IEntityTypeConfiguration<SegmentRow>, IEntityTypeConfiguration<MessageRow>,
    IEntityTypeConfiguration<MailRow>, IEntityTypeConfiguration<DraftRow>, IEntityTypeConfiguration<LetterRow>
{
    public void Configure(EntityTypeBuilder<ContactRow> builder)
    {
        builder.ToTable("contacts").HasKey(it => it.Id);
        builder.Property(it => it.Reference).HasMaxLength(16);
        builder.Property(it => it.Reasons).StoredAsJson();
        builder.HasIndex(it => new { it.Centre, it.Reference }).IsUnique();
        builder.HasIndex(it => new { it.Centre, it.ArrivedAt });
        builder.HasIndex(it => new { it.Customer, it.ArrivedAt });
        builder.HasIndex(it => new { it.Centre, it.ClosedAt });
        builder.HasIndex(it => it.Earlier);
        builder.HasIndex(it => it.MergedInto);
    }

    public void Configure(EntityTypeBuilder<SegmentRow> builder) => builder.ToTable("segments").HasKey(it => new { it.Contact, it.Number });

    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("messages").HasKey(it => new { it.Contact, it.Number });
        builder.HasIndex(it => it.Id).IsUnique();
        builder.Property(it => it.Files).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.ToTable("drafts").HasKey(it => new { it.Contact, it.Person });
        builder.Property(it => it.Content).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<MailRow> builder)
    {
        builder.ToTable("mails").HasKey(it => it.Id);
        builder.HasIndex(it => new { it.Centre, it.Fingerprint }).IsUnique();
        builder.HasIndex(it => new { it.Centre, it.HeaderId });
        builder.HasIndex(it => it.Message);
        builder.HasIndex(it => it.Contact);
        builder.HasIndex(it => it.DueAt);
        builder.HasIndex(it => it.Side);
        builder.Property(it => it.From).StoredAsJson();
        builder.Property(it => it.To).StoredAsJson();
        builder.Property(it => it.Cc).StoredAsJson();
        builder.Property(it => it.Bcc).StoredAsJson();
        builder.Property(it => it.ReplyTo).StoredAsJson();
        builder.Property(it => it.Folded).StoredAsJson();
        builder.Property(it => it.LeftOut).StoredAsJson();
        builder.Property(it => it.Inline).StoredAsJson();
        builder.Property(it => it.Verdict).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<LetterRow> builder)
    {
        builder.ToTable("letters").HasKey(it => it.Id);
        builder.HasIndex(it => it.Message);
        builder.HasIndex(it => it.Contact);
        builder.HasIndex(it => new { it.Centre, it.State, it.At });
        builder.Property(it => it.Pages).StoredAsJson();
        builder.Property(it => it.Fax).StoredAsJson();
        builder.HasIndex(it => it.DueAt);
    }
}

internal sealed class CustomerMapping : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers").HasKey(it => it.Id);
        builder.HasIndex(it => new { it.Centre, it.Email });
        builder.HasIndex(it => new { it.Centre, it.Phone });
    }
}
