namespace Isberg.Contacts;

/// <summary>What became of calling a citizen: it rings at his telephone, he has answered, or why he has not.</summary>
public sealed record CitizenCalled(ContactId Contact, CallResult Result) : Note, IOfContact;

/// <summary>Somebody is to be called back: this contact is the so-manieth try.</summary>
/// <param name="Try">From 1.</param>
public sealed record CallbackTried(ContactId Contact, int Try) : Note, IOfContact;

/// <summary>Somebody on the staff had a say in a callback.</summary>
/// <param name="Contact">In which it was asked for.</param>
public sealed record CallbackSteered(ContactId Contact, CallbackSteering How, PersonId By) : Note, IOfContact;

/// <summary>What the staff did with a callback.</summary>
public enum CallbackSteering
{
    /// <summary>He is called at once, and not only after the pause.</summary>
    Hastened,

    /// <summary>He is not called any more; why, stands with the callback.</summary>
    Discarded,
}

/// <summary>How far a call to a citizen has come. Kept as a number.</summary>
public enum CallResult
{
    /// <summary>His number is being called.</summary>
    Dialling,

    Reached,
    Busy,
    NoAnswer,

    /// <summary>He has refused the call.</summary>
    Declined,

    /// <summary>There is no such number.</summary>
    WrongNumber,

    /// <summary>The call did not come through.</summary>
    Failed,

    /// <summary>Whoever called gave up before there was an answer.</summary>
    Cancelled,
}
