using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Does the next thing for somebody who is to be called back: lets a try wait in the queue, or sees how it ended. It may be run as often as anybody likes.</summary>
internal sealed class BringCallback(Databases databases, LiveCentres centres, Calls calls, TimeProvider clock)
{
    public static readonly Refusal Over = new("callback.over", "He is not to be called back any longer.");

    /// <summary>Between two tries.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Where nobody knows when the service opens.</summary>
    private static readonly TimeSpan WhileClosed = TimeSpan.FromMinutes(15);

    public async Task Run(CallbackRow callback, CancellationToken stop)
    {
        if (callback.Phone is null) await Change(callback, it => it.End(CallbackEnding.Withdrawn, clock.GetUtcNow()), stop);
        else if (callback.Contact is { } contact) await Follow(callback, contact, stop);
        else await Begin(callback, callback.Phone, stop);
    }

    private async Task Begin(CallbackRow callback, string phone, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await OutgoingCalls.Shown(db, callback.Centre, callback.Service, stop) is not { } number) return; // until it has one again

        var centre = centres.Of(callback.Centre);
        var queue = await centre.Inbox.Ask(state => state.Floor.Queues(state.Now).FirstOrDefault(it => it.Service == callback.Service && it.Channel == Channel.Voice), stop);
        if (queue is not { IsOpen: true })
        {
            await Change(callback, it => it.DueAt = queue?.OpensAt ?? clock.GetUtcNow() + WhileClosed, stop);
            return;
        }

        var contact = IdOf(callback);
        if (await centre.Inbox.Send(state => Arrive(state, callback, contact, phone), stop, isAlone: true) is null) calls.Begin(contact, phone, number);
    }

    private static Outcome<Act> Arrive(LiveState state, CallbackRow callback, ContactId contact, string phone)
    {
        if (state.Contacts.Find(contact) is not null) return new Act(Save: (db, stop) => Came(db, callback, contact, stop));

        var need = new Need(callback.Service, Channel.Voice, callback.Language);
        var conversation = new Conversation
        {
            Contact = contact, Centre = callback.Centre, Commissioner = callback.Commissioner, SecretHash = ConversationSecret.Hash(ConversationSecret.NewKey()), GivenPhone = phone,
        };
        return new Act(
            new ContactArrived(contact, need, callback.Customer, Since: callback.Since, Earlier: callback.Asked), [new CallbackTried(contact, callback.Try)],
            Conversation: conversation, Save: (db, stop) => Came(db, callback, contact, stop));
    }

    private static async Task<Refusal?> Came(Database db, CallbackRow callback, ContactId contact, CancellationToken stop)
    {
        var row = await db.Callbacks.SingleAsync(it => it.Asked == callback.Asked, stop);
        if (row.EndedAt is not null) return Over; // he has called again in this very moment

        (row.Contact, row.DueAt) = (contact, null);
        return null;
    }

    private async Task Follow(CallbackRow callback, ContactId contact, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Id == contact, stop);
        if (row is { Stage: < Stage.WrappingUp }) return;

        var now = clock.GetUtcNow();
        if (row?.Called == CallResult.Reached) await Change(callback, it => it.End(CallbackEnding.Reached, now), stop);
        else if (row?.Outcome is ContactOutcome.Discarded or ContactOutcome.LeftByChoice or ContactOutcome.Merged) await Change(callback, it => it.End(CallbackEnding.Withdrawn, now), stop);
        else if (callback.Try >= CallbackRow.MostTries || row?.Called == CallResult.WrongNumber) await Change(callback, it => it.End(CallbackEnding.NotReached, now), stop);
        else await Change(callback, it => (it.Try, it.Contact, it.DueAt) = (it.Try + 1, null, now + Pause), stop);
    }

    private async Task Change(CallbackRow callback, Action<CallbackRow> change, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var alone = await databases.WriteGate(stop);
        if (await db.Callbacks.SingleOrDefaultAsync(it => it.Asked == callback.Asked && it.EndedAt == null && it.Contact == callback.Contact && it.Try == callback.Try, stop) is not { } row) return;

        change(row);
        await db.SaveChangesAsync(stop);
    }

    private static ContactId IdOf(CallbackRow callback) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"callback {callback.Asked.Value} {callback.Try}")).AsSpan(0, 16)));
}
