using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Whoever calls the service while he is to be called back gives that up, and has his place now.</summary>
internal static class CalledAgain
{
    /// <summary>Since when he has waited; null: nobody has promised to call him.</summary>
    public static async Task<CallbackRow?> Find(Database db, CentreId centre, ServiceId service, string? from, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(from)) return null;

        var open = await db.Callbacks.AsNoTracking().Where(it => it.Centre == centre && it.Service == service && it.EndedAt == null && it.Phone != null).ToListAsync(stop);
        if (open.Count == 0) return null;

        return MayDial.Check(await Rule(db, centre, stop), from).Succeeded(out var phone, out _) ? open.Find(it => it.Phone == phone) : null;
    }

    private static async Task<DialRule> Rule(Database db, CentreId centre, CancellationToken stop) => (await db.Centres.AsNoTracking().SingleAsync(it => it.Id == centre, stop)).Dialling;

    /// <summary>The try that waits for him waits no longer; one that somebody is just calling goes on.</summary>
    public static Task<Refusal?> End(LiveCentre centre, CallbackRow callback, DateTimeOffset now, CancellationToken stop) => centre.Inbox.Send(
        state =>
        {
            var waits = callback.Contact is { } contact && state.Floor.Contact(contact) is { Stage: Stage.Queued or Stage.Offered };
            return new Act(waits ? new ContactLeft(callback.Contact!.Value, LeaveWay.Callback) : null, Save: async (db, token) =>
            {
                (await db.Callbacks.SingleOrDefaultAsync(it => it.Asked == callback.Asked && it.EndedAt == null, token))?.End(CallbackEnding.CalledAgain, now);
                return null;
            });
        },
        stop, isAlone: true);
}
