using Isberg.Access;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>Somebody asks why a waiting contact is not with anybody yet.</summary>
public sealed class ExplainContact(Database db, LiveCentres centres, PastFloor past)
{
    private const int MostOffers = 2_000;

    private static readonly string OfferKind = EventKinds.KindOf(typeof(ContactOffered));

    /// <summary>Why a waiting contact is, or is not, offered to each person just now.</summary>
    /// <param name="AheadOfIt">How many are taken before it.</param>
    public sealed record ExplanationView(
        ContactId Contact, ServiceId Service, Services.Channel Channel, Language? Language, IReadOnlyList<SkillLevel> Skills, int Step, DateTimeOffset Due,
        int AheadOfIt, IReadOnlyList<VerdictView> People);

    /// <param name="Rank">His rank for the service; null when his role does not answer it.</param>
    /// <param name="Score">What the service's choice compares.</param>
    /// <param name="TakesFirst">The contact that he would take before this one.</param>
    public sealed record VerdictView(PersonId Person, string Name, Verdict Verdict, int? Rank, double? Score, ContactId? TakesFirst);

    /// <param name="offer">The number of an offer of the past: why it was made as it was. Null: how things stand now.</param>
    public async Task<Outcome<ExplanationView>> Run(Viewer viewer, ContactId contact, int? offer, CancellationToken stop)
    {
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop)) return SteerContact.NoSuchContact;

        var found = offer is { } made
            ? await Offered(viewer, contact, made, stop) is { } sequence ? await past.Explain(viewer.Centre, contact, sequence, stop) : null
            : await centres.Of(viewer.Centre).Inbox.Ask(state => state.Floor.Explain(contact, state.Now), stop);
        if (found is null) return SteerContact.NoSuchContact;

        var names = await db.People.VisibleTo(viewer).Select(it => new { it.Id, it.Name }).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        return new ExplanationView(
            found.Contact, found.NeedNow.Service, found.NeedNow.Channel, found.NeedNow.Language, found.NeedNow.Skills ?? [], found.Step, found.Due, found.AheadOfIt,
            [.. found.People.Select(it => new VerdictView(it.Person, names.GetValueOrDefault(it.Person, ""), it.Verdict, it.Rank, it.Score, it.TakesFirst))]);
    }

    /// <summary>Where in the ledger an offer was made.</summary>
    private async Task<long?> Offered(Viewer viewer, ContactId contact, int offer, CancellationToken stop)
    {
        var offers = await db.Ledger.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == contact && it.Kind == OfferKind).Take(MostOffers).ToListAsync(stop);
        return offers.Find(it => EventKinds.Read(it) is ContactOffered made && made.Offer == offer)?.Sequence;
    }
}
