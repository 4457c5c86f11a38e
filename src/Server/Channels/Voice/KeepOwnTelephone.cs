using System.Globalization;
using System.Security.Cryptography;
using Isberg.Access;
using Isberg.People;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>A person has calls ring at his own telephone: he names its number, is called there with a code, and enters it. Nobody can so point calls at somebody else.</summary>
internal sealed class KeepOwnTelephone(Databases databases, Exchanges exchanges, RingOwn ring, OwnTelephones telephones, TimeProvider clock)
{
    public static readonly Refusal Ours = new("telephone.ours", "This is a number of the centre itself. Write your own telephone's.");
    public static readonly Refusal NoShown = new("telephone.nothing_to_show", "There is no telephone number that could be shown to whoever is called. An administrator sets numbers up under Services.");
    public static readonly Refusal None = new("telephone.none", "You have given no telephone number.");

    /// <summary>Calls him there with a code.</summary>
    public async Task<Outcome<OwnTelephone>> Ask(Viewer viewer, PersonId person, string? written, CancellationToken stop)
    {
        if (!exchanges.Connected.Any()) return PhoneEndpoints.NotConnected;

        await using var db = databases.CreateDbContext();
        var centre = await db.Centres.AsNoTracking().SingleAsync(it => it.Id == viewer.Centre, stop);
        if (!MayDial.Check(centre.Dialling, written).Succeeded(out var number, out var not)) return not;
        if (number[0] != '+') return MayDial.NoNumber; // a short one is nobody's own
        var ours = await db.Numbers.AsNoTracking().Where(it => it.Centre == viewer.Centre && !it.IsArchived).ToListAsync(stop);
        if (ours.Exists(it => Dialled.Spellings(it.Dialled).Contains(number))) return Ours;
        if (ours.Where(it => !it.IsFax).MinBy(it => it.Dialled, StringComparer.Ordinal) is not { } shown) return NoShown;

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var kept = await Change(viewer, person, it => it.Ask(number, code, clock.GetUtcNow()), stop);
        if (!kept.Succeeded(out var telephone, out var no)) return no;

        await ring.SayCode(exchanges.ForNewCall.Client, number, shown.Dialled, code, new RingOwn.CodeWords(shown.Language, centre.Name), stop);
        return telephone;
    }

    public Task<Outcome<OwnTelephone>> Confirm(Viewer viewer, PersonId person, string code, CancellationToken stop) => Change(viewer, person, it => it.Confirm(code, clock.GetUtcNow()), stop);

    public Task<Outcome<OwnTelephone>> Use(Viewer viewer, PersonId person, bool isOn, CancellationToken stop) => Change(viewer, person, it => it.Use(isOn), stop);

    public Task<Outcome<OwnTelephone>> Forget(Viewer viewer, PersonId person, CancellationToken stop) => Change(
        viewer, person,
        it =>
        {
            it.Forget();
            return null;
        },
        stop);

    /// <summary>A wrong code is kept too: it counts.</summary>
    private async Task<Outcome<OwnTelephone>> Change(Viewer viewer, PersonId person, Func<OwnTelephone, Refusal?> change, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        var row = await db.OwnTelephones.SingleOrDefaultAsync(it => it.Person == person && it.Centre == viewer.Centre, stop);
        if (row is null) db.Add(row = new OwnTelephone { Person = person, Centre = viewer.Centre });
        var no = change(row);
        await db.SaveChangesAsync(stop);
        telephones.Know(row);
        return no is null ? row : no;
    }
}
