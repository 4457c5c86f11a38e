using Isberg.Access;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Recording;
using Isberg.Recording.Disguise;
using Isberg.Reporting;
using Isberg.Services;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Storage;

/// <summary>Everything that is stored. Mapped once for both databases; each feature maps its own tables in <c>…Mapping.cs</c>.</summary>
public abstract class Database(DbContextOptions options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<OpenIdSetup> OpenIdSetups => Set<OpenIdSetup>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

    public DbSet<Head> Heads => Set<Head>();

    public DbSet<SnapshotRow> Snapshots => Set<SnapshotRow>();

    public DbSet<SetAsideRow> SetAside => Set<SetAsideRow>();

    public DbSet<Cursor> Cursors => Set<Cursor>();

    public DbSet<Centre> Centres => Set<Centre>();

    public DbSet<Commissioner> Commissioners => Set<Commissioner>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<Calendar> Calendars => Set<Calendar>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Block> Blocks => Set<Block>();

    public DbSet<Reason> Reasons => Set<Reason>();

    public DbSet<Skill> Skills => Set<Skill>();

    public DbSet<PresenceReason> PresenceReasons => Set<PresenceReason>();

    public DbSet<RoutingRole> RoutingRoles => Set<RoutingRole>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<OwnTelephone> OwnTelephones => Set<OwnTelephone>();

    public DbSet<PresenceRow> Presences => Set<PresenceRow>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<ContactRow> Contacts => Set<ContactRow>();

    public DbSet<SegmentRow> Segments => Set<SegmentRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<MailRow> Mails => Set<MailRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();

    public DbSet<Template> Templates => Set<Template>();

    public DbSet<LetterRow> Letters => Set<LetterRow>();

    public DbSet<Intake> Intakes => Set<Intake>();

    public DbSet<CallbackRow> Callbacks => Set<CallbackRow>();

    public DbSet<VoiceMessageRow> VoiceMessages => Set<VoiceMessageRow>();

    public DbSet<Number> Numbers => Set<Number>();

    public DbSet<Flow> Flows => Set<Flow>();

    public DbSet<FlowVersion> FlowVersions => Set<FlowVersion>();

    public DbSet<FlowSound> FlowSounds => Set<FlowSound>();

    public DbSet<FlowRun> FlowRuns => Set<FlowRun>();

    public DbSet<RecordingRule> RecordingRules => Set<RecordingRule>();

    public DbSet<RecordingRow> Recordings => Set<RecordingRow>();

    public DbSet<RecordingCopy> RecordingCopies => Set<RecordingCopy>();

    public DbSet<RecordingAccess> RecordingAccesses => Set<RecordingAccess>();

    public DbSet<CallSound> CallSounds => Set<CallSound>();

    public DbSet<StayRow> Stays => Set<StayRow>();

    public DbSet<PersonTimeRow> PersonTimes => Set<PersonTimeRow>();

    public DbSet<PersonNowRow> PeopleNow => Set<PersonNowRow>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    /// <summary>A text without the difference between small and large letters, å, ä and ö included. Only for questions to the database.</summary>
    public static string? Folded(string? text) => throw new InvalidOperationException("The database folds, not we.");

    protected abstract bool IsSqlite { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        StoredIds.Configure(configurationBuilder, IsSqlite);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(Database).Assembly);
        Folding.Configure(builder, IsSqlite);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.FindProperty("Version") is { } version && version.ClrType == typeof(Guid)) version.IsConcurrencyToken = true;
        }
    }
}
