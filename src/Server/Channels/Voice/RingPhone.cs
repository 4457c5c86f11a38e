using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Voice;

/// <summary>Rings at the phone of whoever is offered a call, and tells what comes of it.</summary>
internal sealed class RingPhone(RingOwn own, TimeProvider clock)
{
    /// <summary>The floor ends an unanswered offer itself; the exchange does so only when we are away.</summary>
    private static readonly TimeSpan AfterOffer = TimeSpan.FromSeconds(10);

    /// <summary>Whoever has accepted at his screen may need a moment to take the phone up.</summary>
    private static readonly TimeSpan AfterAccepting = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>Does the next thing for the leg to him; answers what the floor is to be told, or null.</summary>
    public async Task<Input?> Run(Call call, ContactOnFloor contact, CancellationToken stop)
    {
        var (person, leg) = (contact.Person!.Value, CallNames.Leg(contact.Contact, contact.Segment, contact.Offer));
        if (call.EndOf(leg) is { } end) return AtEnd(contact, person, end);

        if (call.At.Picture.Find(leg) is not { } line) return call.WasMade(leg) ? null : await Make(call, person, leg, stop);
        if (line is { IsOurs: true, IsUp: false } && !call.IsDialled(leg)) await Dial(call, contact, leg, stop);
        if (line.IsUp && contact.Stage == Stage.Offered) return new OfferAccepted(contact.Contact, person, contact.Offer);
        return HoldKey(call, contact, person);
    }

    /// <summary>What the hold key of his phone says; once.</summary>
    private static Input? HoldKey(Call call, ContactOnFloor contact, PersonId person)
    {
        var pressed = call.HoldKey;
        call.HoldKey = null;
        return (pressed, contact.Stage) switch
        {
            (true, Stage.Handled) => new ContactHeld(contact.Contact, person),
            (false, Stage.Held) => new ContactResumed(contact.Contact, person),
            _ => null,
        };
    }

    private static Input AtEnd(ContactOnFloor contact, PersonId person, LineEnd end)
    {
        if (contact.Stage == Stage.Offered && end.Cause is HangupReason.Busy or HangupReason.Rejected) return new OfferDeclined(contact.Contact, person, contact.Offer);
        if (contact.Stage != Stage.Offered && end is { WasUp: true, Cause: HangupReason.Normal }) return new ConversationEnded(contact.Contact, person);
        return new PhoneLost(contact.Contact, person);
    }

    /// <summary>Makes a leg to somebody's phone; answers what the floor is to be told if it cannot be reached.</summary>
    public async Task<Input?> Make(Call call, PersonId person, string leg, CancellationToken stop)
    {
        if ((await own.LegTo(call, person, leg, stop) ?? LegTo(call, person, leg)) is not { } channel) return new PhoneLost(call.Contact, person);

        call.Make(leg);
        try
        {
            await call.At.Client.Create(channel, stop);
            return null;
        }
        catch (AriException refused) when (!refused.IsConflict && !refused.IsUnanswered)
        {
            return new PhoneLost(call.Contact, person); // it was connected a moment ago
        }
    }

    /// <summary>Null: his phone is not connected.</summary>
    private static NewChannel? LegTo(Call call, PersonId person, string leg) => Phones.EndpointOf(person, call.At) is not { } endpoint ? null : new NewChannel(endpoint, leg)
    {
        Originator = CallerOf(call),
        Formats = CallerOf(call) is null ? "alaw,ulaw" : null,
        Variables = new Dictionary<string, string>
        {
            ["ISBERG_CONTACT"] = call.Contact.Value.ToString("N"), ["TIMEOUT(absolute)"] = $"{(int)Longest.TotalSeconds}",
        },
    };

    private async Task Dial(Call call, ContactOnFloor contact, string leg, CancellationToken stop)
    {
        var limit = contact.OfferUntil is { } until ? until - clock.GetUtcNow() + AfterOffer : AfterAccepting;
        call.Dial(leg);
        if (call.Outgoing is { } outgoing) await Exchange.IfThere(call.At.Client.ShowCaller(leg, new AriParty(outgoing.Phone, ""), stop));
        await Exchange.IfThere(call.At.Client.Dial(leg, CallerOf(call), limit < AfterOffer ? AfterOffer : limit, stop));
    }

    /// <summary>Null: the citizen is called afterwards.</summary>
    private static string? CallerOf(Call call) => call.Outgoing is null || call.At.Picture.Find(call.Caller) is not null ? call.Caller : null;
}
