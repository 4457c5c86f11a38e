using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

// ---- what the centre is ------------------------------------------------------------------------

public sealed record CentreChanged(CentreRule Rule) : Input;

public sealed record ServiceChanged(ServiceRule Service) : Input;

/// <summary>The service is gone; those who wait for it are turned away.</summary>
public sealed record ServiceRemoved(ServiceId Service) : Input;

public sealed record PersonChanged(PersonRule Rule) : Input, IOfPerson
{
    [System.Text.Json.Serialization.JsonIgnore]
    public PersonId Person => Rule.Id;
}

public sealed record PersonRemoved(PersonId Person) : Input, IOfPerson;

// ---- people ------------------------------------------------------------------------------------

/// <summary>A person sits down; he is not ready until he says so.</summary>
public sealed record PersonSignedIn(PersonId Person) : Input, IOfPerson;

/// <summary>A person leaves. Refused while he handles a live contact, unless a supervisor does it: then his contacts return to the queue.</summary>
public sealed record PersonSignedOut(PersonId Person, PersonId? By = null) : Input, IOfPerson;

/// <summary>A person, or his supervisor, chooses Ready or NotReady; running contacts go on.</summary>
public sealed record PresenceChosen(PersonId Person, Presence Presence, PresenceReasonId? Reason = null, PersonId? By = null) : Input, IOfPerson;

/// <summary>A person's last screen has been gone for longer than the grace: offers are withdrawn, his chats return to the front.</summary>
public sealed record ScreenLost(PersonId Person) : Input, IOfPerson;

// ---- contacts ----------------------------------------------------------------------------------

/// <summary>Someone has reached a service.</summary>
/// <param name="PriorityClass">0 (first) to 9; 5 is usual.</param>
/// <param name="HeadStart">The due time is this much earlier than the service's target says. Not negative.</param>
/// <param name="Since">The clock runs from here when it started earlier (a callback that keeps its place). At most now.</param>
/// <param name="Earlier">The contact that this one goes on from.</param>
public sealed record ContactArrived(
    ContactId Contact,
    Need Need,
    CustomerId? Customer = null,
    int PriorityClass = 5,
    TimeSpan HeadStart = default,
    DateTimeOffset? Since = null,
    ContactId? Earlier = null) : Input, IOfContact;

/// <summary>A person begins a contact himself: he writes to somebody first, or calls him. He handles it at once; nobody waits.</summary>
/// <param name="Earlier">The contact that this one goes on from.</param>
public sealed record ContactBegun(ContactId Contact, Need Need, PersonId Person, CustomerId? Customer = null, ContactId? Earlier = null)
    : Input, IOfContact, IOfPerson;

/// <summary>The citizen is gone from the queue, or from the conversation.</summary>
public sealed record ContactLeft(ContactId Contact, LeaveWay Way) : Input, IOfContact;

/// <summary>How a citizen left.</summary>
public enum LeaveWay
{
    /// <summary>Hung up, or closed the chat.</summary>
    HungUp,

    /// <summary>Has not been seen for longer than the grace.</summary>
    Lost,

    /// <summary>Left a message or an address instead of waiting (cap 53).</summary>
    LeftMessage,

    /// <summary>Chose to be called back (cap 54).</summary>
    Callback,

    /// <summary>His line was lost with the exchange that carried it; he is called back.</summary>
    CutOff,
}

public sealed record OfferAccepted(ContactId Contact, PersonId Person, int Offer) : Input, IOfContact, IOfPerson;

public sealed record OfferDeclined(ContactId Contact, PersonId Person, int Offer) : Input, IOfContact, IOfPerson;

/// <summary>The phone of whoever is offered a call, or talks in it, cannot be reached, and he has not hung up: the caller goes back to the front of the queue.</summary>
public sealed record PhoneLost(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

public sealed record ContactHeld(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

public sealed record ContactResumed(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

/// <summary>The person who handles it ends the conversation; his wrap-up begins.</summary>
public sealed record ConversationEnded(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

/// <summary>The person who handles it sends it on: to a queue, or, with <c>To.Person</c>, to a colleague. His own wrap-up begins.</summary>
/// <param name="WasWrongPlace">It should never have come here (misroute).</param>
/// <param name="IsAttended">To the colleague who has been asked, who has it at once.</param>
public sealed record ContactTransferred(ContactId Contact, PersonId Person, Need To, bool WasWrongPlace = false,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)] bool IsAttended = false) : Input, IOfContact, IOfPerson;

/// <summary>Whoever handles it, or its citizen, goes on with it in another channel.</summary>
/// <param name="By">Who handles it. Null: the citizen; then who handles it keeps it only if he has room.</param>
public sealed record ChannelChanged(ContactId Contact, Channel To, PersonId? By) : Input, IOfContact;

public sealed record WrapUpFinished(ContactId Contact, PersonId Person, IReadOnlyList<ReasonId> Reasons) : Input, IOfContact, IOfPerson;

/// <summary>A waiting contact goes to another queue; its clock runs on.</summary>
/// <param name="By">The supervisor who moves it. Null: the citizen would rather wait there.</param>
public sealed record ContactMoved(ContactId Contact, Need To, PersonId? By) : Input, IOfContact;

public sealed record ContactPrioritised(ContactId Contact, int PriorityClass, PersonId By) : Input, IOfContact;

/// <summary>A supervisor, or the block list, throws a contact away that nobody handles.</summary>
public sealed record ContactDiscarded(ContactId Contact, PersonId? By) : Input, IOfContact;

/// <summary>Two contacts are about the same thing: one ends, and what belongs to it is the other's from now on. It cannot be undone.</summary>
/// <param name="Contact">The one that ends: it waits, or is offered to or handled by the person who merges.</param>
/// <param name="Into">The one that goes on: that person handles it, or it waits.</param>
public sealed record ContactMerged(ContactId Contact, ContactId Into, PersonId By) : Input, IOfContact;

/// <summary>A deadline of the floor's has come; recorded only when it decides something.</summary>
public sealed record TimePassed : Input;

/// <summary>The centre is up again after an outage: offers and wrap-ups get the lost time back; waiting times and due times run on.</summary>
public sealed record FloorResumed(TimeSpan Outage) : Input;
