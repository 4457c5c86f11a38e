using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Finds what a call that goes out from here is to do: the rows know it, whatever has become of the server that began it.</summary>
internal sealed class OutgoingCalls(Databases databases)
{
    /// <summary>The number that is shown when somebody calls for a service; null: it has none.</summary>
    public static async Task<Number?> Shown(Database db, CentreId centre, ServiceId service, CancellationToken stop) =>
        (await db.Numbers.AsNoTracking().Where(it => it.Centre == centre && it.Service == service && !it.IsArchived && !it.IsFax).ToListAsync(stop))
        .MinBy(it => it.Dialled, StringComparer.Ordinal);

    /// <summary>Null: it is none that goes out, or nobody knows any longer whom it was for.</summary>
    public async Task<Call?> Of(CentreId centre, ContactId contact, Exchange at, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Id == contact && (it.BegunBy != null || it.CallbackTry != null), stop);
        if (row is null) return null;

        var phone = (await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact, stop))?.GivenPhone;
        var number = await Shown(db, centre, row.Service, stop);
        return phone is null || number is null ? null : New(contact, phone, number, at);
    }

    public static Call New(ContactId contact, string phone, Number number, Exchange at) => new(contact, CallNames.Citizen(contact), at)
    {
        Centre = number.Centre, Number = number, Language = number.Language, IsReceived = true, IsGreeted = true, Outgoing = new OutgoingCall(phone, number.Dialled),
    };
}

/// <summary>A call from here to a citizen.</summary>
/// <param name="Shown">The number of ours that he sees.</param>
internal sealed record OutgoingCall(string Phone, string Shown);
