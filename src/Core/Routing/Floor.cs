using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>The live state of one centre: who waits, who is free, what is offered. One input at a time; same inputs, same events, for ever.</summary>
public sealed class Floor
{
    /// <summary>The version of the routing rule; recorded in the ledger.</summary>
    public const int RuleVersion = 1;

    /// <summary>The moment of the next deadline, or null.</summary>
    public DateTimeOffset? NextDeadline => throw new NotSupportedException();

    /// <summary>Decides upon an input and applies what follows. Deadlines that are due by then fire first, under a <see cref="TimePassed"/> of their own.</summary>
    /// <param name="events">What happened is added here: the input itself and the decisions that follow. Nothing is added on a refusal, but for deadlines that fired first.</param>
    public Refusal? Handle(Input input, DateTimeOffset now, ICollection<Event> events) => throw new NotSupportedException();

    /// <summary>Brings the state to after a recorded event; decides nothing.</summary>
    public void Apply(Event happened, DateTimeOffset at) => throw new NotSupportedException();

    public FloorSnapshot Snapshot() => throw new NotSupportedException();

    public static Floor From(FloorSnapshot snapshot) => throw new NotSupportedException();

    public ContactOnFloor? Contact(ContactId contact) => throw new NotSupportedException();

    public PersonOnFloor? Person(PersonId person) => throw new NotSupportedException();

    public IReadOnlyList<ContactOnFloor> Contacts() => throw new NotSupportedException();

    public IReadOnlyList<PersonOnFloor> People() => throw new NotSupportedException();

    public IReadOnlyList<QueueOnFloor> Queues(DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>How many waiting contacts of the same service and channel are ahead; null when it does not wait.</summary>
    public int? Ahead(ContactId contact) => throw new NotSupportedException();

    /// <summary>Why this waiting contact is or is not offered to each person now.</summary>
    public Explanation? Explain(ContactId contact, DateTimeOffset now) => throw new NotSupportedException();
}

/// <summary>The floor's whole state as plain data. A reader that meets another format skips it for an older one.</summary>
public sealed record FloorSnapshot(int Format, DateTimeOffset At);
