namespace Isberg.Contacts;

/// <summary>A message was written in a contact; its text lies in the message's own row.</summary>
/// <param name="Number">Counts within the contact, from 1.</param>
/// <param name="Length">In UTF-16 code units.</param>
public sealed record MessageWritten(ContactId Contact, MessageId Message, int Number, Author Author, PersonId? Person, int Length) : Note, IOfContact;

/// <summary>Who wrote a message.</summary>
public enum Author
{
    Citizen, Staff,

    /// <summary>The product itself: a greeting, a notice, a receipt.</summary>
    Automatic,

    /// <summary>An internal note among the staff; never shown to the citizen.</summary>
    Internal,
}

/// <summary>A contact's customer became known, or was corrected.</summary>
public sealed record ContactIdentified(ContactId Contact, CustomerId Customer, PersonId? By) : Note, IOfContact;

/// <summary>What was written and said of people in a contact is gone: texts, files, names and addresses. The contact and its figures stay.</summary>
public sealed record ContentErased(ContactId Contact, PersonId? By) : Note, IOfContact;
