using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Routing;

// A second person at a call: a colleague who is asked, or a supervisor. At most one of each.

/// <summary>Whoever handles a call asks a colleague; the caller hears music meanwhile.</summary>
/// <param name="Person">Who handles it.</param>
public sealed record ConsultAsked(ContactId Contact, PersonId Person, PersonId Colleague) : Input, IOfContact, IOfPerson;

/// <summary>The colleague talks with whoever asks him.</summary>
/// <param name="Person">The colleague.</param>
/// <param name="Number">Of the consultation, as the floor counted it.</param>
public sealed record ConsultAnswered(ContactId Contact, PersonId Person, int Number) : Input, IOfContact, IOfPerson;

/// <summary>Whoever handles the call brings the caller and the colleague together: all three hear each other.</summary>
/// <param name="Person">Who handles it.</param>
public sealed record ConsultJoined(ContactId Contact, PersonId Person) : Input, IOfContact, IOfPerson;

/// <summary>The consultation is over, and whoever handles the call is back with his caller.</summary>
/// <param name="Person">The colleague.</param>
public sealed record ConsultLeft(ContactId Contact, PersonId Person, SecondEnd Why) : Input, IOfContact, IOfPerson;

/// <summary>A supervisor comes to a call that somebody else handles.</summary>
/// <param name="Way"><see cref="SecondWay.Listens"/>, <see cref="SecondWay.Whispers"/> or <see cref="SecondWay.Joined"/>; also to go on in another way.</param>
public sealed record SupervisionBegan(ContactId Contact, PersonId Person, SecondWay Way) : Input, IOfContact, IOfPerson;

/// <summary>The supervisor leaves the call, or his phone did.</summary>
public sealed record SupervisionEnded(ContactId Contact, PersonId Person, SecondEnd Why) : Input, IOfContact, IOfPerson;

/// <summary>The supervisor at a call takes it over; whoever handled it wraps up.</summary>
/// <param name="From">Who handled it.</param>
public sealed record ContactTakenOver(ContactId Contact, PersonId Person, PersonId From) : Input, IOfContact, IOfPerson;

/// <summary>What a second person does at a call.</summary>
public enum SecondWay
{
    /// <summary>The colleague's phone rings.</summary>
    Asked,

    /// <summary>He talks with whoever asks; the caller hears music.</summary>
    Consulted,

    /// <summary>All hear each other.</summary>
    Joined,

    /// <summary>Hears both, and is heard by nobody.</summary>
    Listens,

    /// <summary>Hears both, and is heard by whoever handles the call.</summary>
    Whispers,
}

/// <summary>Why a second person left.</summary>
public enum SecondEnd
{
    /// <summary>He hung up, or whoever asked him let him go.</summary>
    Ended, Declined,

    /// <summary>He did not answer, or his phone cannot be reached.</summary>
    Unreached,
}
