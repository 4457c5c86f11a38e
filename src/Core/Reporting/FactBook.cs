using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>What the ledger's events mean for the figures: each contact's stays, each person's time. A fold: same events, same facts.</summary>
public sealed class FactBook
{
    private readonly Dictionary<ContactId, List<Stay>> open = [];
    private readonly Dictionary<PersonId, PersonNow> people = [];
    private readonly Dictionary<PersonId, List<(ContactId Contact, int Number)>> atWork = [];

    private readonly Dictionary<(ContactId Contact, int Number), Stay> changedStays = [];
    private readonly Dictionary<TimeKey, TimeSpan> addedTime = [];
    private readonly HashSet<PersonId> changedPeople = [];

    /// <param name="stays">All stays of those contacts that have an open one, in order.</param>
    public static FactBook From(IEnumerable<Stay> stays, IEnumerable<PersonNow> people)
    {
        var book = new FactBook();
        foreach (var stay in stays)
        {
            book.StaysOf(stay.Contact).Add(stay);
            if (IsAtWork(stay, out var person)) book.AtWork(person).Add((stay.Contact, stay.Number));
        }
        foreach (var person in people) book.people[person.Person] = person;
        return book;
    }

    /// <summary>What changed since this was last asked: stays and people as they are now, time to be added.</summary>
    public FactChanges TakeChanges()
    {
        var changes = new FactChanges([.. changedStays.Values], addedTime.ToDictionary(), [.. changedPeople.Select(it => people[it])]);
        changedStays.Clear();
        addedTime.Clear();
        changedPeople.Clear();
        return changes;
    }

    /// <summary>Takes in one event of the ledger; those that figures do not need are passed over.</summary>
    public void Apply(Event happened, DateTimeOffset at)
    {
        switch (happened)
        {
            case ContactArrived it: Enter(it.Contact, it.Need, Origin.Arrived, at, it.Since ?? at, it.HeadStart); break;
            case ContactBegun it: Begin(it, at); break;
            case ContactQueued it: Queue(it, at); break;
            case ContactOverflowed it: Overflow(it, at); break;
            case ContactMoved it: Move(it, at); break;
            case OfferAccepted it: Answer(it, at); break;
            case ContactHeld it: Change(Conversation(it.Contact, it.Person), stay => stay with { HeldSince = at }, at); break;
            case ContactResumed it: Change(Conversation(it.Contact, it.Person), stay => Resumed(stay, at), at); break;
            case ConversationEnded it: EndConversation(it.Contact, it.Person, Result.Ended, at); break;
            case ContactTransferred it: Transfer(it, at); break;
            case ContactReturned it: Return(it, at); break;
            case SegmentBegan it: GoOn(it, at); break;
            case ContactTakenOver it: TakeOver(it, at); break;
            case ContactHandedOver it: HandOver(it, at); break;
            case ContactParked it: Change(Conversation(it.Contact, it.Person), stay => stay with { Handling = Handling.Parked, HeldSince = stay.HeldSince ?? at }, at); break;
            case ContactPickedUp it: PickUp(it, at); break;
            case ContactLeft it: Leave(it, at); break;
            case WrapUpFinished it: Finish(WrapUp(it.Contact, it.Person, segment: null), it.Reasons, at); break;
            case WrapUpExpired it: Finish(WrapUp(it.Contact, it.Person, it.Segment), [], at); break;
            case ContactTurnedAway it: EndWaiting(it.Contact, TurnedAway(it), at); break;
            case ContactDiscarded it: EndWaiting(it.Contact, Ending.Discarded, at); break;
            case ContactMerged it: Merge(it, at); break;
            case ContactClosed it: Close(it, at); break;

            case PersonSignedIn it: Be(it.Person, Presence.NotReady, reason: null, at); break;
            case PersonSignedOut it: Be(it.Person, Presence.SignedOut, reason: null, at); break;
            case PersonRemoved it: Be(it.Person, Presence.SignedOut, reason: null, at); break;
            case PresenceChosen it: Be(it.Person, it.Presence, it.Reason, at); break;
            case PresenceChanged it: Be(it.Person, it.Presence, reason: null, at); break;
        }
    }

    // ---- waiting -----------------------------------------------------------------------------------

    private void Enter(ContactId contact, Need need, Origin origin, DateTimeOffset at, DateTimeOffset clockFrom, TimeSpan headStart)
    {
        var stays = StaysOf(contact);
        stays.Add(new()
        {
            Contact = contact, Number = stays.Count + 1, Service = need.Service, Channel = need.Channel,
            Origin = origin, EnteredAt = at, ClockFrom = clockFrom, HeadStart = headStart,
        });
        Note(stays[^1]);
    }

    private void Queue(ContactQueued it, DateTimeOffset at)
    {
        if (Parked(it.Contact) is { } parked) ReturnParked(parked, at);
        if (Waiting(it.Contact) is not { } stay) return;

        Change(stay, now => now with { Segment = it.Segment, PromisedAt = now.PromisedAt ?? it.Due + now.HeadStart }, at);
    }

    private void Overflow(ContactOverflowed it, DateTimeOffset at)
    {
        if (Waiting(it.Contact) is not { } stay) return;

        var neverQueued = stay.PromisedAt is null && it.Cause == OverflowCause.Closed;
        EndWaiting(it.Contact, neverQueued ? Ending.Closed : Ending.FlowedOut, at);
        Enter(it.Contact, new(it.To, stay.Channel), Origin.Overflowed, at, stay.ClockFrom, stay.HeadStart);
    }

    private void Move(ContactMoved it, DateTimeOffset at)
    {
        if (Waiting(it.Contact) is not { } stay) return;
        if (stay.Service == it.To.Service && stay.Channel == it.To.Channel) return;

        EndWaiting(it.Contact, Ending.FlowedOut, at);
        Enter(it.Contact, it.To, Origin.Moved, at, stay.ClockFrom, stay.HeadStart);
    }

    /// <summary>A full queue, or one that gave up or was emptied, failed those who came; a closed door was no offer.</summary>
    private Ending TurnedAway(ContactTurnedAway it) =>
        it.Cause == TurnAwayCause.Full || Waiting(it.Contact)?.PromisedAt is not null ? Ending.FlowedOut : Ending.Closed;

    private void EndWaiting(ContactId contact, Ending ending, DateTimeOffset at) =>
        Change(Waiting(contact), stay => stay with { Ending = ending, EndedAt = at }, at);

    // ---- handling ----------------------------------------------------------------------------------

    private void Answer(OfferAccepted it, DateTimeOffset at) =>
        Change(
            Waiting(it.Contact),
            stay => stay with { Ending = Ending.Answered, EndedAt = at, Person = it.Person, Handling = Handling.Conversing },
            at);

    private void Begin(ContactBegun it, DateTimeOffset at)
    {
        Enter(it.Contact, it.Need, Origin.Begun, at, at, headStart: TimeSpan.Zero);
        Change(
            Waiting(it.Contact),
            stay => stay with { Segment = 1, Ending = Ending.NobodyWaited, EndedAt = at, Person = it.Person, Handling = Handling.Conversing },
            at);
    }

    private void Transfer(ContactTransferred it, DateTimeOffset at)
    {
        EndConversation(it.Contact, it.Person, it.WasWrongPlace ? Result.WrongPlace : Result.Transferred, at);
        Enter(it.Contact, it.To, Origin.Transferred, at, at, headStart: TimeSpan.Zero);
    }

    private void Return(ContactReturned it, DateTimeOffset at)
    {
        if (Conversation(it.Contact, it.Person) is not { } stay) return;

        EndConversation(it.Contact, it.Person, Result.Returned, at);
        Finish(WrapUp(it.Contact, it.Person, stay.Segment), [], at);
        Enter(it.Contact, new(stay.Service, it.To ?? stay.Channel), Origin.Returned, at, at, headStart: TimeSpan.Zero);
    }

    /// <summary>The time in each channel is counted there. Nobody waited for the second, so it is offered to nobody and answered by nobody.</summary>
    private void GoOn(SegmentBegan it, DateTimeOffset at)
    {
        if (Conversation(it.Contact, it.Person) is not { } stay) return;

        EndConversation(it.Contact, it.Person, Result.WentOn, at);
        Finish(WrapUp(it.Contact, it.Person, stay.Segment), [], at);
        Enter(it.Contact, new(stay.Service, it.Channel), Origin.WentOn, at, at, headStart: TimeSpan.Zero);
        Change(
            Waiting(it.Contact),
            now => now with { Segment = it.Segment, Ending = Ending.NobodyWaited, EndedAt = at, Person = it.Person, Handling = Handling.Conversing },
            at);
    }

    private void TakeOver(ContactTakenOver it, DateTimeOffset at)
    {
        if (Conversation(it.Contact, it.From) is not { } stay) return;

        EndConversation(it.Contact, it.From, Result.Transferred, at);
        Enter(it.Contact, new(stay.Service, stay.Channel), Origin.Transferred, at, at, headStart: TimeSpan.Zero);
    }

    /// <summary>Nobody waits for whoever is there already.</summary>
    private void HandOver(ContactHandedOver it, DateTimeOffset at) => Change(
        Waiting(it.Contact),
        now => now with { Segment = it.Segment, Ending = Ending.NobodyWaited, EndedAt = at, Person = it.Person, Handling = Handling.Conversing },
        at);

    /// <summary>To whoever parked it himself, parking was a hold. Nobody waits for anybody else who picks it up.</summary>
    private void PickUp(ContactPickedUp it, DateTimeOffset at)
    {
        if (Parked(it.Contact) is not { } stay) return;
        if (stay.Person == it.Person)
        {
            Change(stay, now => Resumed(now, at) with { Handling = Handling.Conversing, Segment = now.Segment + 1 }, at);
            return;
        }

        EndParked(stay, Result.Transferred, at);
        Enter(it.Contact, new(stay.Service, stay.Channel), Origin.Transferred, at, at, headStart: TimeSpan.Zero);
        Change(
            Waiting(it.Contact),
            now => now with { Segment = stay.Segment + 1, Ending = Ending.NobodyWaited, EndedAt = at, Person = it.Person, Handling = Handling.Conversing },
            at);
    }

    private void ReturnParked(Stay stay, DateTimeOffset at)
    {
        EndParked(stay, Result.Returned, at);
        Enter(stay.Contact, new(stay.Service, stay.Channel), Origin.Returned, at, at, headStart: TimeSpan.Zero);
    }

    /// <summary>The caller was on hold until now; there is no wrap-up.</summary>
    private void EndParked(Stay? stay, Result result, DateTimeOffset at) => Change(
        stay,
        now => Resumed(now, at) with { Handling = Handling.Finished, Result = result, ConversationEndedAt = at, FinishedAt = at },
        at);

    private void Leave(ContactLeft it, DateTimeOffset at)
    {
        var byChoice = it.Way is LeaveWay.LeftMessage or LeaveWay.Callback or LeaveWay.CutOff;
        EndWaiting(it.Contact, byChoice ? Ending.LeftByChoice : Ending.Abandoned, at);
        if (Find(it.Contact, stay => stay.Handling == Handling.Conversing) is { Person: { } person })
            EndConversation(it.Contact, person, Result.CitizenLeft, at);
        EndParked(Parked(it.Contact), Result.CitizenLeft, at);
    }

    /// <summary>Who handled it wraps up the other contact, and nothing here.</summary>
    private void Merge(ContactMerged it, DateTimeOffset at)
    {
        EndWaiting(it.Contact, Ending.Merged, at);
        if (Conversation(it.Contact, it.By) is not { } stay) return;

        EndConversation(it.Contact, it.By, Result.Merged, at);
        Finish(WrapUp(it.Contact, it.By, stay.Segment), [], at);
    }

    private void EndConversation(ContactId contact, PersonId person, Result result, DateTimeOffset at) =>
        Change(
            Conversation(contact, person),
            stay => Resumed(stay, at) with { Handling = Handling.WrappingUp, Result = result, ConversationEndedAt = at },
            at);

    private static Stay Resumed(Stay stay, DateTimeOffset at) =>
        stay.HeldSince is { } since ? stay with { Held = stay.Held + (at - since), HeldSince = null } : stay;

    private void Finish(Stay? wrapUp, IReadOnlyList<ReasonId> reasons, DateTimeOffset at) =>
        Change(wrapUp, stay => stay with { Handling = Handling.Finished, FinishedAt = at, Reasons = reasons }, at);

    private void Close(ContactClosed it, DateTimeOffset at)
    {
        EndWaiting(it.Contact, Unanswered(it.Outcome), at);
        EndParked(Parked(it.Contact), Result.Ended, at);
        while (Find(it.Contact, stay => stay.Handling == Handling.Conversing) is { Person: { } person })
            EndConversation(it.Contact, person, Result.Ended, at);
        while (Find(it.Contact, stay => stay.Handling == Handling.WrappingUp) is { } left)
            Finish(left, left.Reasons, at);
        open.Remove(it.Contact);
    }

    private static Ending Unanswered(ContactOutcome outcome) => outcome switch
    {
        ContactOutcome.LeftByChoice => Ending.LeftByChoice,
        ContactOutcome.TurnedAway => Ending.FlowedOut,
        ContactOutcome.Discarded => Ending.Discarded,
        ContactOutcome.Merged => Ending.Merged,
        _ => Ending.Abandoned,
    };

    // ---- people ------------------------------------------------------------------------------------

    private void Be(PersonId person, Presence presence, PresenceReasonId? reason, DateTimeOffset at)
    {
        AddUp(person, at);
        people[person] = people[person] with { Presence = presence, Reason = reason };
        Decide(person);
    }

    /// <summary>Puts the time since the last change into the rows and the stays that it belongs to.</summary>
    private void AddUp(PersonId person, DateTimeOffset at)
    {
        changedPeople.Add(person);
        if (!people.TryGetValue(person, out var now))
        {
            people[person] = new(person, Presence.SignedOut, null, Doing.SignedOut, at);
            return;
        }
        if (at <= now.Since) return;

        foreach (var (key, time) in now.Until(at)) addedTime[key] = addedTime.GetValueOrDefault(key) + time;
        var work = AtWork(person).ConvertAll(it => open[it.Contact][it.Number - 1]);
        if (work.Count > 0)
            foreach (var stay in Attention.Shared(work, at - now.Since)) Note(stay);
        people[person] = now with { Since = at };
    }

    /// <summary>What the person does now follows from his contacts and, without any, from his presence.</summary>
    private void Decide(PersonId person)
    {
        var work = AtWork(person).ConvertAll(it => open[it.Contact][it.Number - 1].Handling);
        people[person] = people[person] with
        {
            Doing = work.Contains(Handling.Conversing) ? Doing.Handling
                : work.Count > 0 ? Doing.WrappingUp
                : ByPresence(people[person].Presence),
        };
    }

    private static Doing ByPresence(Presence presence) => presence switch
    {
        Presence.Ready => Doing.Ready,
        Presence.NotReady => Doing.NotReady,
        Presence.NotAnswering => Doing.NotAnswering,
        _ => Doing.SignedOut,
    };

    // ---- finding and changing ----------------------------------------------------------------------

    private Stay? Waiting(ContactId contact) => Find(contact, stay => stay.Ending == Ending.Waiting);

    private Stay? Parked(ContactId contact) => Find(contact, stay => stay.Handling == Handling.Parked);

    private Stay? Conversation(ContactId contact, PersonId person) =>
        Find(contact, stay => stay.Handling == Handling.Conversing && stay.Person == person);

    private Stay? WrapUp(ContactId contact, PersonId person, int? segment) =>
        Find(contact, stay => stay.Handling == Handling.WrappingUp && stay.Person == person && (segment ?? stay.Segment) == stay.Segment);

    private Stay? Find(ContactId contact, Predicate<Stay> wanted) => open.GetValueOrDefault(contact)?.Find(wanted);

    /// <summary>Changes a stay, having added up its person's time until then.</summary>
    private void Change(Stay? stay, Func<Stay, Stay> change, DateTimeOffset at)
    {
        if (stay is null) return;

        if (stay.Person is { } handler) AddUp(handler, at);
        var changed = change(open[stay.Contact][stay.Number - 1]);
        if (stay.Person is null && changed.Person is { } newHandler) AddUp(newHandler, at);
        Note(changed);
        if (changed.Person is { } person) Work(person, changed);
    }

    private void Work(PersonId person, Stay stay)
    {
        var work = AtWork(person);
        work.Remove((stay.Contact, stay.Number));
        if (IsAtWork(stay, out _)) work.Add((stay.Contact, stay.Number));
        Decide(person);
    }

    private static bool IsAtWork(Stay stay, out PersonId person)
    {
        person = stay.Person.GetValueOrDefault();
        return stay.Person is not null && stay.Handling is Handling.Conversing or Handling.WrappingUp;
    }

    private void Note(Stay stay)
    {
        open[stay.Contact][stay.Number - 1] = stay;
        changedStays[(stay.Contact, stay.Number)] = stay;
    }

    private List<Stay> StaysOf(ContactId contact) =>
        open.TryGetValue(contact, out var stays) ? stays : open[contact] = [];

    private List<(ContactId Contact, int Number)> AtWork(PersonId person) =>
        atWork.TryGetValue(person, out var work) ? work : atWork[person] = [];
}

/// <summary>What a stretch of the ledger changed in the facts.</summary>
/// <param name="Stays">Each as it is now.</param>
/// <param name="Time">To be added to what stands there.</param>
/// <param name="People">Each as he is now.</param>
public sealed record FactChanges(
    IReadOnlyList<Stay> Stays, IReadOnlyDictionary<TimeKey, TimeSpan> Time, IReadOnlyList<PersonNow> People);
