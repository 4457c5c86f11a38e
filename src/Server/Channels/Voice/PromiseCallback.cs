using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Whoever's line was lost with its exchange is called back and keeps his place, as if he had asked for it; who cannot be called has left.</summary>
internal sealed class PromiseCallback(Databases databases, LiveCentres centres)
{
    /// <summary>Null: the floor knows it.</summary>
    public async Task<Refusal?> Run(CentreId centre, ContactId contact, CancellationToken stop)
    {
        var phone = await PhoneOf(centre, contact, stop);
        return await centres.Of(centre).Inbox.Send(state => Leave(state, centre, contact, phone), stop, isAlone: true);
    }

    private static Outcome<Act> Leave(LiveState state, CentreId centre, ContactId contact, string? phone)
    {
        if (state.Floor.Contact(contact) is not { Stage: < Stage.WrappingUp } known || state.Contacts.Find(contact) is not { } row) return new Act();
        if (phone is null || IsTriedAgain(row)) return new Act(new ContactLeft(contact, LeaveWay.HungUp));

        var callback = new CallbackRow
        {
            Asked = contact, Centre = centre, Commissioner = row.Commissioner, Service = known.Need.Service, Language = row.Language ?? new Language("sv"), Customer = row.Customer, Phone = phone,
            Since = row.ArrivedAt, DueAt = state.Now,
        };
        return new Act(new ContactLeft(contact, LeaveWay.CutOff), Save: (db, _) =>
        {
            db.Add(callback);
            return Task.FromResult<Refusal?>(null);
        });
    }

    /// <summary>A try to call him back that had not reached him is made again anyhow.</summary>
    private static bool IsTriedAgain(ContactRow row) => row is { CallbackTry: not null, Called: not CallResult.Reached };

    /// <summary>Null: he cannot be called.</summary>
    private async Task<string?> PhoneOf(CentreId centre, ContactId contact, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var given = (await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact, stop))?.GivenPhone;
        var rule = (await db.Centres.AsNoTracking().SingleAsync(it => it.Id == centre, stop)).Dialling;
        return MayDial.Check(rule, given).Succeeded(out var phone, out _) && phone != MayDial.Emergency ? phone : null;
    }
}
