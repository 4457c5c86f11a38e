using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Routing;

// A parked call is nobody's for a while: its caller hears what he hears on hold, until somebody picks him up.

/// <summary>Whoever handles a call parks it, and is free for other contacts at once.</summary>
public sealed record ContactParked(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

/// <summary>Somebody picks up a parked call; it is his at once.</summary>
public sealed record ContactPickedUp(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

/// <summary>Where a call is parked.</summary>
/// <param name="Place">A short number to call out: the lowest that was free.</param>
/// <param name="By">Who parked it.</param>
/// <param name="Until">When it returns to the front of its queue.</param>
public sealed record ParkedOnFloor(int Place, PersonId By, DateTimeOffset Until);
