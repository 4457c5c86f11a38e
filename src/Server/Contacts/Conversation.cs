using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Contacts;

/// <summary>A written contact as the citizen holds it: the secret that opens it, and what he says of himself. All he says can be erased.</summary>
public sealed class Conversation : IOfCommissioner
{
    public ContactId Contact { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    /// <summary>SHA-256 of the secret; see <see cref="ConversationSecret"/>. The secret itself is nowhere in the house.</summary>
    public required byte[] SecretHash { get; init; }

    /// <summary>What a form is about, in the citizen's words.</summary>
    public string? Matter { get; set; }

    /// <summary>As he calls himself; nobody has checked it.</summary>
    public string? GivenName { get; set; }

    public string? GivenEmail { get; set; }

    public string? GivenPhone { get; set; }

    /// <summary>The page that it was begun on, without what stands after it in the address.</summary>
    public string? StartedOn { get; set; }
}

internal sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder) => builder.ToTable("conversations").HasKey(it => it.Contact);
}
