using Isberg.Ledger;
using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>Turns what the ledger holds of a contact into what its page tells.</summary>
internal static class StoryEvents
{
    /// <summary>What one event says beyond its kind, its moment and its person.</summary>
    internal readonly record struct Facts(ServiceId? Service = null, string? Cause = null, int? Number = null, DateTimeOffset? Until = null, PersonId? Person = null);

    /// <summary>Null: told elsewhere on the page, or of no interest to anybody.</summary>
    public static Facts? Of(Event happened) => happened switch
    {
        ContactArrived it => new(it.Need.Service, Number: it.PriorityClass),
        ContactBegun it => new(it.Need.Service),
        ContactQueued it => new(it.Service, it.AtFront ? "AtFront" : null, it.Segment, it.Due),
        NeedRelaxed it => new(Number: it.Step),
        ContactOverflowed it => new(it.To, it.Cause.ToString()),
        ContactOffered it => new(Number: it.Offer, Until: it.Until),
        OfferWithdrawn it => new(Cause: it.Cause.ToString(), Number: it.Offer),
        OfferAccepted it => new(Number: it.Offer),
        ContactTransferred it => new(it.To.Service, it.WasWrongPlace ? "WrongPlace" : null, Person: it.To.Person),
        ConsultAsked it => new(Person: it.Colleague),
        ConsultLeft it => new(Cause: it.Why.ToString()),
        SupervisionBegan it => new(Cause: it.Way.ToString()),
        ContactHandedOver it => new(Number: it.Offer),
        ContactMoved it => new(it.To.Service, Person: it.By),
        ContactPrioritised it => new(Number: it.PriorityClass, Person: it.By),
        ContactDiscarded it => new(Person: it.By),
        ContactIdentified it => new(Person: it.By),
        ContactSplit it => new(Cause: ContactReference.Of(it.Into), Person: it.By),
        ContactMerged it => new(Cause: ContactReference.Of(it.Into), Person: it.By),
        ContactJoined it => new(Cause: ContactReference.Of(it.Joined), Person: it.By),
        ContactLeft it => new(Cause: it.Way.ToString()),
        ContactTurnedAway it => new(Cause: it.Cause.ToString()),
        ContactClosed it => new(Cause: it.Outcome.ToString()),
        ContactStranded it => new(Cause: it.IsStranded ? "Stranded" : "NoLonger"),
        ChannelChanged it => new(Cause: it.To.ToString(), Person: it.By),
        WrapUpBegan it => new(Until: it.Until),
        MailMoved { State: not MailState.Queued } it => new(Cause: it.State.ToString()),
        FlowLeft it => new(Cause: it.Outcome.ToString()),
        CallbackTried it => new(Number: it.Try),
        CallbackSteered it => new(Cause: it.How.ToString(), Person: it.By),
        CitizenCalled it => new(Cause: it.Result.ToString()),
        RecordingMoved { Move: not RecordingMove.Pausing } it => new(Cause: it.Move.ToString(), Number: it.Segment, Person: it.By),
        LetterMoved it => new(Cause: it.State.ToString(), Person: it.By),
        ContactHeld or ContactResumed or ConversationEnded or WrapUpFinished or WrapUpExpired or ContactReturned => new(),
        ConsultAnswered or ConsultJoined or SupervisionEnded or SecondReleased or ContactTakenOver => new(),
        ContactParked or ContactPickedUp => new(),
        _ => null, // a message, and the decline that the withdrawn offer tells
    };

    public static IEnumerable<(Committed Committed, Facts Facts)> Of(IEnumerable<LedgerRow> rows)
    {
        foreach (var row in rows)
        {
            var happened = EventKinds.Read(row);
            if (Of(happened) is { } facts) yield return (new Committed(row.Sequence, row.At, happened), facts);
        }
    }
}
