using Isberg.Access;
using Isberg.Api;
using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>An administrator sets a mailbox up, changes it or takes it out of use; it is read from then on.</summary>
public sealed class KeepMailbox(Database db, Settings settings, MasterKey key)
{
    public const int MostRules = 200;
    public const int MostText = 4_000;
    private const int MostSecret = 8_000;

    public static readonly Refusal NoSuchMailbox = new("mailbox.unknown", "There is no such mailbox.");

    /// <param name="Secret">A password, or for OAuth its grant as JSON. Null: the stored one stays.</param>
    /// <param name="NeedsNoSignIn">The server takes mail without a password; a stored one is forgotten.</param>
    public sealed record ServerDraft(
        string Host, int Port, LineSecurity Security, string User, string? Secret = null, MailSignIn SignIn = MailSignIn.Password, bool NeedsNoSignIn = false);

    public sealed record MailboxDraft(
        string Name, string Address, ServiceId Service, ServerDraft Incoming, ServerDraft Outgoing, string Folder = "INBOX", string? TakenFolder = null,
        string AsideFolder = "Isberg-aside", string? TrustedServer = null, bool TakesPlusAddresses = false, Texts? Sender = null, Texts? Signature = null,
        Texts? Receipt = null, IReadOnlyList<MailRule>? Rules = null, bool IsArchived = false, bool IsOfScans = false);

    /// <summary>The mailboxes whose service the viewer may see.</summary>
    public static IQueryable<Mailbox> Seen(Database db, Viewer viewer)
    {
        var mine = db.Mailboxes.VisibleTo(viewer);
        return viewer.Commissioners is null ? mine : mine.Where(it => db.Services.VisibleTo(viewer).Any(service => service.Id == it.Service));
    }

    /// <param name="seen">Null: a new mailbox.</param>
    public async Task<Outcome<Mailbox>> Run(Viewer viewer, MailboxId id, Seen? seen, MailboxDraft draft, CancellationToken stop)
    {
        var row = await Seen(db, viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchMailbox;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, draft, row, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new Mailbox { Id = id, Centre = viewer.Centre, Name = draft.Name, Address = draft.Address });
        var before = PlaceOf(row);
        Set(row, draft);
        return await settings.Keep(viewer, db, row, stop, mayNot: PlaceOf(row) == before ? null : (store, token) => Forget(store, id, token)) is { } refusal ? refusal : row;
    }

    /// <summary>As it would be kept; for trying it out.</summary>
    public async Task<Outcome<Mailbox>> Imagine(Viewer viewer, MailboxId? id, MailboxDraft draft, CancellationToken stop)
    {
        var row = id is { } known ? await Seen(db, viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == known, stop) : null;
        if (await Flaws(viewer, draft, row, stop) is { } flaws) return flaws;

        row ??= new Mailbox { Id = default, Centre = viewer.Centre, Name = draft.Name, Address = draft.Address };
        Set(row, draft);
        return row;
    }

    /// <summary>Where numbers count: in another place, what was read here tells nothing.</summary>
    private static (string Host, string User, string Folder) PlaceOf(Mailbox row) => (row.Incoming.Host, row.Incoming.User, row.Folder);

    private static async Task<Refusal?> Forget(Database store, MailboxId mailbox, CancellationToken stop)
    {
        await store.Set<MailboxReading>().Where(it => it.Mailbox == mailbox).ExecuteDeleteAsync(stop);
        return null;
    }

    private void Set(Mailbox row, MailboxDraft draft)
    {
        (row.Name, row.Address, row.Service, row.IsArchived) = (draft.Name.Trim(), Address.Email(draft.Address)!, draft.Service, draft.IsArchived);
        (row.Folder, row.TakenFolder, row.AsideFolder) = (draft.Folder.Trim(), Given(draft.TakenFolder), draft.AsideFolder.Trim());
        (row.TrustedServer, row.TakesPlusAddresses) = (Given(draft.TrustedServer), draft.TakesPlusAddresses);
        (row.Sender, row.Signature, row.Receipt) = (draft.Sender?.Trimmed() ?? Texts.Of(), draft.Signature?.Trimmed() ?? Texts.Of(), draft.Receipt?.Trimmed() ?? Texts.Of());
        (row.Rules, row.IsOfScans) = (draft.Rules ?? [], draft.IsOfScans);
        (row.Incoming, row.Outgoing) = (Of(draft.Incoming, row.Incoming), Of(draft.Outgoing, row.Outgoing));
    }

    /// <summary>A stored password stays only where it was given for: not for another server, whose administrator would get it.</summary>
    private MailServer Of(ServerDraft draft, MailServer before)
    {
        var host = draft.Host.Trim();
        var kept = MayStay(draft, before) ? before.Secret : null;
        var secret = draft.NeedsNoSignIn ? null : string.IsNullOrEmpty(draft.Secret) ? kept : key.Seal(draft.Secret, MailServer.SecretPurpose);
        return new MailServer(host, draft.Port, draft.Security, draft.User.Trim(), secret) { SignIn = draft.SignIn };
    }

    private static bool MayStay(ServerDraft draft, MailServer before) =>
        before.Secret is not null && before.Host == draft.Host.Trim() && before.User == draft.User.Trim() && before.SignIn == draft.SignIn
        && (before.Security == draft.Security || draft.Security != LineSecurity.None);

    private async Task<Refusal?> Flaws(Viewer viewer, MailboxDraft draft, Mailbox? before, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).Where(it => !it.IsArchived || draft.IsArchived).Select(it => it.Id).ToListAsync(stop);
        var rules = (draft.Rules ?? []).OfType<MailRule>().ToList();
        var flaws = new Flaws()
            .Needs(draft.Name, "name")
            .When(Address.Email(draft.Address) is null, "address", "Write the address like this: name@example.com.")
            .When(!services.Contains(draft.Service), "service", "There is no such service.")
            .Needs(draft.Folder, "folder").AtMost(draft.TakenFolder, "takenFolder", Limits.Name).Needs(draft.AsideFolder, "asideFolder")
            .When(draft.AsideFolder.Trim() == draft.Folder.Trim(), "asideFolder", "What is put aside must lie in another folder than the one that is read.")
            .AtMost(draft.TrustedServer, "trustedServer", Limits.Name)
            .AtMost(draft.Sender, "sender", Limits.Name).AtMost(draft.Signature, "signature", MostText).AtMost(draft.Receipt, "receipt", MostText)
            .AtMost(rules, "rules", MostRules)
            .When(rules.Count < draft.Rules?.Count, "rules", "A rule must not be null.")
            .When(rules.Any(it => string.IsNullOrWhiteSpace(it.Contains) || it.Contains.Length > Limits.Name), "rules", "Each rule needs a text to look for.")
            .When(rules.Any(it => !services.Contains(it.Service)), "rules", "There is no such service.");
        Look(draft.Incoming, "incoming", before?.Incoming, flaws);
        Look(draft.Outgoing, "outgoing", before?.Outgoing, flaws);
        return flaws.In("mailbox");
    }

    private static void Look(ServerDraft draft, string field, MailServer? before, Flaws flaws)
    {
        var needsSecret = !draft.NeedsNoSignIn && string.IsNullOrEmpty(draft.Secret) && (before is null || !MayStay(draft, before));
        flaws
            .Needs(draft.Host, $"{field}.host").When(!IsHost(draft.Host.Trim()), $"{field}.host", "Write the server's name alone, like this: mail.example.com.").Between(draft.Port, 1, ushort.MaxValue, $"{field}.port")
            .AtMost(draft.User, $"{field}.user", Limits.Name).AtMost(draft.Secret, $"{field}.secret", MostSecret)
            .When(!draft.NeedsNoSignIn && string.IsNullOrWhiteSpace(draft.User), $"{field}.user", "Type the user name.")
            .When(needsSecret, $"{field}.secret", "Type the password; it is not kept for another server or user.")
            .When(draft.Security == LineSecurity.None && !MailLine.IsOwnMachine(draft.Host.Trim()), $"{field}.security", "Without TLS only a server on the same machine can be used.")
            .When(draft.SignIn == MailSignIn.OAuth && draft.Secret is { Length: > 0 } grant && !MailTokens.IsGrant(grant), $"{field}.secret", "The grant must hold the token address (https), client id, client secret and scope.");
    }

    private static bool IsHost(string written) => written.Length == 0 || Uri.CheckHostName(written) is UriHostNameType.Dns or UriHostNameType.IPv4;

    private static string? Given(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();
}
