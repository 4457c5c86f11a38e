using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Access;

internal sealed class AccessMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<SessionRow>, IEntityTypeConfiguration<OneTimeLink>,
    IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<OpenIdSetup>, IEntityTypeConfiguration<ProtectionKey>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    /// <summary>As WebAuthn has it.</summary>
    private const int MostCredentialId = 1_023;

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Ignore(it => it.Version);
        builder.Property(it => it.Roles).StoredAsJson();
        builder.Property(it => it.Commissioners).StoredAsJson();
        builder.HasIndex(it => it.Person).IsUnique();
        builder.HasIndex(it => it.Centre);
    }

    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions").HasKey(it => it.Id);
        builder.HasIndex(it => it.Hash).IsUnique();
        builder.HasIndex(it => new { it.Account, it.EndedAt });
    }

    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.ToTable("one_time_links").HasKey(it => it.Id);
        builder.HasIndex(it => it.Hash).IsUnique();
        builder.HasIndex(it => it.Account);
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").HasKey(it => it.Id);
        builder.HasIndex(it => it.Hash).IsUnique();
        builder.HasIndex(it => it.Centre);
        builder.Property(it => it.Permissions).StoredAsJson();
        builder.Property(it => it.Commissioners).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<OpenIdSetup> builder)
    {
        builder.ToTable("openid_setups").HasKey(it => it.Centre);
        builder.Property(it => it.Groups).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<ProtectionKey> builder) => builder.ToTable("protection_keys").HasKey(it => it.Name);

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("account_claims");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("account_logins");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("account_tokens");

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("account_passkeys").HasKey(it => it.CredentialId);
        builder.Property(it => it.CredentialId).HasMaxLength(MostCredentialId);
        builder.Property(it => it.Data).StoredAsJson();
        builder.HasIndex(it => it.UserId);
        builder.HasOne<Account>().WithMany().HasForeignKey(it => it.UserId);
    }
}
