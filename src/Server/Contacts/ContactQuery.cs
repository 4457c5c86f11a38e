using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Services;

namespace Isberg.Contacts;

/// <summary>The parameters of a search for contacts.</summary>
/// <param name="Text">A reference, a name, an address, a number, or words of a message.</param>
/// <param name="Person">Handled it, at any time.</param>
/// <param name="Reason">What it was about; those that are parts of the reason included.</param>
/// <param name="IsOutgoing">Whether the staff began it; left out: whoever did.</param>
/// <param name="Until">Arrived before this.</param>
/// <param name="After">The "next" of the page before.</param>
public sealed record ContactQuery(
    Guid? Service, Channel? Channel, ContactState? State, Guid? Person, Guid? Customer, Guid? Reason, bool? IsOutgoing, [property: MaxLength(Limits.Name)] string? Text,
    DateTimeOffset? From, DateTimeOffset? Until, string? After, int? Size)
{
    internal ContactSearch Search => new()
    {
        Service = Service is { } service ? new ServiceId(service) : null,
        Channel = Channel,
        State = State,
        Person = Person is { } person ? new PersonId(person) : null,
        Customer = Customer is { } customer ? new CustomerId(customer) : null,
        Reason = Reason is { } reason ? new ReasonId(reason) : null,
        IsOutgoing = IsOutgoing,
        Text = Text,
        From = From?.ToUniversalTime(),
        Until = Until?.ToUniversalTime(),
    };
}
