namespace Isberg.Routing;

/// <summary>How the floor says no.</summary>
public sealed partial class Floor
{
    public static readonly Refusal ContactKnown = new("contact.known", "This contact is here already.");
    public static readonly Refusal ContactUnknown = new("contact.unknown", "There is no such contact on the floor.");
    public static readonly Refusal ContactNotHandled = new("contact.not_handled", "Nobody handles this contact.");
    public static readonly Refusal ContactNotYours = new("contact.not_yours", "Somebody else handles this contact.");
    public static readonly Refusal ContactNoCall = new("contact.no_call", "This contact is no call.");
    public static readonly Refusal ConsultToOneself = new("consult.to_oneself", "Nobody asks himself.");
    public static readonly Refusal ConsultGoesOn = new("consult.goes_on", "A colleague is being asked already.");
    public static readonly Refusal ConsultUnknown = new("consult.unknown", "Nobody is asked about this call, or the colleague has not answered yet.");
    public static readonly Refusal ColleagueBusy = new("colleague.busy", "This colleague's phone is taken right now.");
    public static readonly Refusal SupervisionGoesOn = new("supervision.goes_on", "A supervisor is at this call already.");
    public static readonly Refusal SupervisionUnknown = new("supervision.unknown", "You are not at this call.");
    public static readonly Refusal SupervisionInvalid = new("supervision.invalid", "A supervisor listens, whispers or joins.");
    public static readonly Refusal ContactHeldAlready = new("contact.held", "This contact is on hold already.");
    public static readonly Refusal ContactNotHeld = new("contact.not_held", "This contact is not on hold.");
    public static readonly Refusal ChannelSame = new("channel.same", "The contact is in this channel already.");
    public static readonly Refusal ContactNotWaiting = new("contact.not_waiting", "This contact does not wait.");
    public static readonly Refusal MergeSame = new("merge.same", "A contact cannot be merged into itself.");
    public static readonly Refusal MergeTaken = new("merge.taken", "Somebody else is offered this contact, or handles it: it is not yours to merge.");
    public static readonly Refusal MergeOver = new("merge.over", "The conversation of one of the two has ended.");
    public static readonly Refusal ContactOver = new("contact.over", "The citizen has left already.");
    public static readonly Refusal ContactInvalid = new("contact.invalid", "The contact's priority class, head start or beginning is outside the limits.");
    public static readonly Refusal PriorityInvalid = new("priority.invalid", "The priority class is not between 0 and 9.");
    public static readonly Refusal NeedInvalid = new("need.invalid", "The need asks for too many skills, for one twice, or for a level that does not exist.");
    public static readonly Refusal OfferGone = new("offer.gone", "This offer is no longer open.");
    public static readonly Refusal NoWrapUp = new("wrapup.unknown", "This person does not wrap up this contact.");
    public static readonly Refusal QueueUnknown = new("queue.unknown", "The service does not exist, or does not have this channel.");
    public static readonly Refusal QueueShut = new("queue.shut", "The service is closed, or its queue is full.");
    public static readonly Refusal PersonUnknown = new("person.unknown", "There is no such person on the floor.");
    public static readonly Refusal PersonSignedInAlready = new("person.signed_in", "This person is signed in already.");
    public static readonly Refusal PersonIsSignedOut = new("person.signed_out", "This person is not signed in.");
    public static readonly Refusal PersonBusy = new("person.busy", "This person has a conversation that goes on.");
    public static readonly Refusal PersonNotAssigned = new("person.not_assigned", "This person does not answer this service in this channel.");
    public static readonly Refusal PersonInConflict = new("person.in_conflict", "What this person handles now does not go together with it. End that first.");
    public static readonly Refusal PersonFull = new("person.full", "This person handles as much at once as anybody can.");
    public static readonly Refusal PersonInvalid = new("person.invalid", "The person's skills, services or capacity are outside the limits.");
    public static readonly Refusal PresenceInvalid = new("presence.invalid", "Only ready and not ready can be chosen.");
    public static readonly Refusal PresenceSame = new("presence.same", "This is the person's presence already.");
    public static readonly Refusal ServiceUnknown = new("service.unknown", "There is no such service on the floor.");
    public static readonly Refusal ServiceInvalid = new("service.invalid", "The service's channels, times, steps or opening hours are outside the limits or out of order.");
    public static readonly Refusal CentreInvalid = new("centre.invalid", "The centre's rule is outside the limits.");
    public static readonly Refusal OutageInvalid = new("outage.invalid", "An outage lasts from nothing to ten years.");
    public static readonly Refusal FloorFull = new("floor.full", "The floor has no room for more.");
}
