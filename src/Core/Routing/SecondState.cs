using Isberg.People;

namespace Isberg.Routing;

/// <summary>A second person at a call, as he stands now.</summary>
/// <param name="Number">Counts with the contact's offers.</param>
public sealed record SecondOnFloor(PersonId Person, SecondWay Way, int Number, DateTimeOffset Since);

/// <summary>A second person at a call.</summary>
internal sealed class SecondState(PersonState person, int number)
{
    public readonly PersonState Person = person;
    public readonly int Number = number;
    public SecondWay Way;
    public Moment Since;

    public SecondOnFloor View => new(Person.Id, Way, Number, Since);
}
