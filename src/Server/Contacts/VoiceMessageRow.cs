using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Contacts;

/// <summary>Words that a caller has left, or is leaving just now. Once they are kept they are a contact of their own, whose clock runs from his call.</summary>
public sealed class VoiceMessageRow : IOfCommissioner
{
    /// <summary>The call in which he left it. It need not have become a contact.</summary>
    public ContactId Call { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public ServiceId Service { get; init; }

    public Language Language { get; init; }

    /// <summary>Where he called from. Null: nobody knows, or his contact knows it now.</summary>
    public string? Phone { get; set; }

    /// <summary>What he pressed and typed in a flow before. Null: nothing, or his contact has it now.</summary>
    public string? Given { get; set; }

    /// <summary>Since when he has waited.</summary>
    public DateTimeOffset Since { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The contact as which somebody is to handle it. Null: it is not taken in yet.</summary>
    public ContactId? Contact { get; set; }

    /// <summary>It waits in its queue, or has waited there.</summary>
    public bool HasCome { get; set; }

    public TimeSpan Length { get; set; }

    /// <summary>Where its sound lies, sealed. Null: not yet, or erased.</summary>
    public Guid? File { get; set; }

    /// <summary>The key of its file, sealed under the master key. Without it the file is noise.</summary>
    public string? Key { get; set; }
}

internal sealed class VoiceMessageMapping : IEntityTypeConfiguration<VoiceMessageRow>
{
    public void Configure(EntityTypeBuilder<VoiceMessageRow> builder)
    {
        builder.ToTable("voice_messages").HasKey(it => it.Call);
        builder.Property(it => it.Call).ValueGeneratedNever();
        builder.HasIndex(it => it.Contact);
        builder.HasIndex(it => it.HasCome);
    }
}
