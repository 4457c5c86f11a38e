using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Whoever waits presses a key, or comes from a flow that leads to it, says where he is to be called, and may hang up: he keeps his place.</summary>
internal sealed class AskCallback(SayToCaller say, Databases databases, LiveCentres centres, TimeProvider clock)
{
    /// <summary>Whoever presses nothing for so long stays in the queue.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LastDigits = 4;

    /// <summary>Takes in the keys that were pressed, as long as he waits.</summary>
    public async Task Run(Call call, CancellationToken stop)
    {
        if (call is { Keys.IsEmpty: true, Asking: null, IsToBeAsked: false }) return;
        if (call.Outgoing is not null || call.Centre is not { } centre || !await Waits(call, centre, stop))
        {
            Forget(call);
            return;
        }

        if (call.IsToBeAsked) await BeginFromFlow(call, stop);
        var key = await KeyOf(call, stop);
        while (call.Keys.TryDequeue(out var pressed)) await Press(call, key, pressed, stop);
        if (call.Asking is { } asking && clock.GetUtcNow() > asking.Until) await Stay(call, stop);
    }

    private static void Forget(Call call)
    {
        call.Keys.Clear();
        (call.Asking, call.IsToBeAsked) = (null, false);
    }

    /// <summary>His clock has run since he called.</summary>
    private async Task BeginFromFlow(Call call, CancellationToken stop)
    {
        call.IsToBeAsked = false;
        call.Since ??= call.Arrived?.At;
        await Begin(call, stop);
    }

    /// <summary>After a restart of ours the number is looked up again.</summary>
    private async Task<char?> KeyOf(Call call, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        call.Number ??= call.Arrived is { } arrived ? await ArriveCall.NumberOf(db, arrived.Dialled, stop) : null;
        return call.Number?.CallbackKey is { Length: > 0 } key ? key[0] : null;
    }

    private Task<bool> Waits(Call call, CentreId centre, CancellationToken stop) => centres.Of(centre).Inbox.Ask(
        state => state.Floor.Contact(call.Contact) is { Stage: Stage.Queued or Stage.Offered, Need.Channel: Channel.Voice, Segment: 1 }, stop);

    /// <param name="key">Asks for it. Null: none does.</param>
    private async Task Press(Call call, char? key, char pressed, CancellationToken stop)
    {
        if (call.Asking is not { } asking)
        {
            if (pressed == key) await Begin(call, stop);
            return;
        }

        asking.Until = clock.GetUtcNow() + Patience;
        if (pressed == '*') await Stay(call, stop);
        else if (pressed == '#') await Confirm(call, asking, stop);
        else if (char.IsAsciiDigit(pressed) && asking.Digits.Length < Dialled.MostDigits) await Add(call, asking, pressed, stop);
    }

    /// <summary>A key ends the saying: who knows what comes need not hear it out.</summary>
    private async Task Add(Call call, Asking asking, char digit, CancellationToken stop)
    {
        asking.Digits += digit;
        await say.EndSaying(call, stop);
    }

    private async Task Begin(Call call, CancellationToken stop)
    {
        var known = await Checked(call, call.Arrived?.From, stop);
        call.Asking = new Asking(known) { Until = clock.GetUtcNow() + Patience };
        await say.Instead(call, known is null ? Sayings.Say(call.Language, "callback.number") : Sayings.Say(call.Language, "callback.confirm", Spoken(known)), stop);
    }

    private async Task Stay(Call call, CancellationToken stop)
    {
        (call.Asking, call.LookAt) = (null, clock.GetUtcNow() + Call.BetweenSayings);
        await say.Instead(call, Sayings.Say(call.Language, "callback.stays"), stop);
    }

    private async Task Confirm(Call call, Asking asking, CancellationToken stop)
    {
        var phone = asking.Digits.Length == 0 ? asking.Known : await Checked(call, asking.Digits, stop);
        asking.Digits = "";
        if (phone is null)
        {
            await say.Instead(call, Sayings.Say(call.Language, "callback.wrong"), stop);
            return;
        }

        await say.EndSaying(call, stop);
        call.LastWords = Sayings.Say(call.Language, "callback.done", Spoken(phone));
        if (await centres.Of(call.Centre!.Value).Inbox.Send(state => Leave(state, call, phone), stop, isAlone: true) is not null) call.LastWords = null;
        call.Asking = null;
    }

    private static Outcome<Act> Leave(LiveState state, Call call, string phone)
    {
        var row = state.Contacts.Find(call.Contact);
        var callback = new CallbackRow
        {
            Asked = call.Contact, Centre = call.Centre!.Value, Commissioner = row?.Commissioner ?? default, Service = row?.Service ?? call.Number!.Service,
            Language = call.Language, Customer = row?.Customer, Phone = phone, Since = call.Since ?? row?.ArrivedAt ?? state.Now, DueAt = state.Now,
        };
        return new Act(new ContactLeft(call.Contact, LeaveWay.Callback), Save: (db, _) =>
        {
            db.Add(callback);
            return Task.FromResult<Refusal?>(null);
        });
    }

    private async Task<string?> Checked(Call call, string? written, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rule = (await db.Centres.AsNoTracking().SingleAsync(it => it.Id == call.Centre, stop)).Dialling;
        return MayDial.Check(rule, written).Succeeded(out var phone, out _) && phone != MayDial.Emergency ? phone : null;
    }

    private static string Spoken(string phone) => string.Join(' ', phone.TakeLast(LastDigits));
}

/// <summary>A caller says where he is to be called back.</summary>
/// <param name="Known">The number that he calls from; null: it cannot be called.</param>
internal sealed record Asking(string? Known)
{
    public string Digits { get; set; } = "";

    public DateTimeOffset Until { get; set; }
}
