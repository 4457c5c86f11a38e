namespace Isberg;

/// <summary>Something that happened, as the ledger keeps it: ids, codes, times and figures, never personal data.</summary>
public abstract record Event;

/// <summary>What came in to the floor from outside: a fact that it decides upon.</summary>
public abstract record Input : Event;

/// <summary>What the floor decided because of an input.</summary>
public abstract record Decision : Event;

/// <summary>A fact that the floor does not need: a message written, a rule's text changed, a person signing in.</summary>
public abstract record Note : Event;

/// <summary>An event that concerns one contact; the ledger is indexed by it.</summary>
public interface IOfContact
{
    ContactId Contact { get; }
}

/// <summary>An event that concerns one person on the staff; the ledger is indexed by it.</summary>
public interface IOfPerson
{
    PersonId Person { get; }
}
