using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>The contact stands in a queue, in its own place by due time.</summary>
/// <param name="Segment">The number of the segment that waits, from 1.</param>
public sealed record ContactQueued(ContactId Contact, int Segment, ServiceId Service, DateTimeOffset Due, bool AtFront = false) : Decision, IOfContact;

/// <summary>A step of the service's relaxation has been entered. Steps count from 1.</summary>
public sealed record NeedRelaxed(ContactId Contact, int Step) : Decision, IOfContact;

/// <summary>The contact went on to the service's overflow service, where it is queued anew with its clock running on.</summary>
public sealed record ContactOverflowed(ContactId Contact, ServiceId From, ServiceId To, OverflowCause Cause) : Decision, IOfContact;

public enum OverflowCause
{
    Full, Closed, WaitedTooLong,
}

public sealed record ContactOffered(ContactId Contact, PersonId Person, int Segment, int Offer, DateTimeOffset Until) : Decision, IOfContact, IOfPerson;

public sealed record OfferWithdrawn(ContactId Contact, PersonId Person, int Offer, WithdrawCause Cause) : Decision, IOfContact, IOfPerson;

public enum WithdrawCause
{
    Unanswered, Declined, CitizenLeft, ScreenLost, SignedOut, NotReady, Moved, Discarded, NoLongerFits, Merged, PhoneLost,
}

/// <summary>The floor changed a person's presence.</summary>
public sealed record PresenceChanged(PersonId Person, Presence Presence, PresenceCause Cause) : Decision, IOfPerson;

public enum PresenceCause
{
    OfferUnanswered, ScreenLost, PhoneLost,
}

/// <summary>A contact that someone handled is nobody's again: his screen or his phone was lost, he was signed out, or it goes on in a channel that he has no room for. It is queued anew.</summary>
/// <param name="To">The channel that it goes on in, when that is another.</param>
/// <param name="For">Whom it waits for there, when it waits for somebody.</param>
public sealed record ContactReturned(ContactId Contact, PersonId Person, int Segment, Channel? To = null, PersonId? For = null) : Decision, IOfContact, IOfPerson;

/// <summary>Whoever handles a contact goes on with it in another channel: one segment ends without wrap-up, and the next is his at once.</summary>
/// <param name="Segment">The new one.</param>
public sealed record SegmentBegan(ContactId Contact, PersonId Person, int Segment, Channel Channel) : Decision, IOfContact, IOfPerson;

/// <summary>The conversation is over for whoever was the second person in it.</summary>
public sealed record SecondReleased(ContactId Contact, PersonId Person) : Decision, IOfContact, IOfPerson;

/// <summary>The second person at a call has it from now on; nobody waited.</summary>
/// <param name="Segment">The new one.</param>
/// <param name="Offer">The number under which he came to the call.</param>
public sealed record ContactHandedOver(ContactId Contact, PersonId Person, int Segment, int Offer) : Decision, IOfContact, IOfPerson;

/// <param name="Until">When it ends by itself.</param>
public sealed record WrapUpBegan(ContactId Contact, PersonId Person, int Segment, DateTimeOffset Until) : Decision, IOfContact, IOfPerson;

/// <summary>Wrap-up ended because its limit was reached, or because there is none. (A finished one is <see cref="WrapUpFinished"/>.)</summary>
public sealed record WrapUpExpired(ContactId Contact, PersonId Person, int Segment) : Decision, IOfContact, IOfPerson;

/// <summary>Closed, full or waited past the limit: the contact is not served here.</summary>
public sealed record ContactTurnedAway(ContactId Contact, TurnAwayCause Cause) : Decision, IOfContact;

public enum TurnAwayCause
{
    Closed, Full, NoSuchService, WaitedTooLong,
}

public sealed record ContactClosed(ContactId Contact, ContactOutcome Outcome) : Decision, IOfContact;

/// <summary>No signed-in person can ever take this waiting contact, whatever step it reaches (or again somebody can).</summary>
public sealed record ContactStranded(ContactId Contact, bool IsStranded) : Decision, IOfContact;

/// <summary>A service is open in a channel while nobody signed in answers it (or again somebody does): a dead channel (cap 20).</summary>
public sealed record ServiceUnattended(ServiceId Service, Channel Channel, bool IsUnattended) : Decision;
