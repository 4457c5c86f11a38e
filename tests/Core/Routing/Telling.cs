using System.Diagnostics;
using Isberg.People;
using Isberg.Routing;

namespace Isberg.Tests.Routing;

/// <summary>Decisions in words.</summary>
internal sealed class Telling(World world)
{
    public string Of(Decision decision) => decision switch
    {
        ContactQueued it => $"queue {Name(it.Contact)} for {world.Name(it.Service.Value)} due {it.Due:HH:mm:ss}{(it.AtFront ? " at the front" : "")}",
        NeedRelaxed it => $"relax {Name(it.Contact)} to step {it.Step}",
        ContactOverflowed it => $"overflow {Name(it.Contact)} from {world.Name(it.From.Value)} to {world.Name(it.To.Value)}: {Words(it.Cause)}",
        ContactOffered it => $"offer {Name(it.Contact)} to {Name(it.Person)}",
        OfferWithdrawn it => $"withdraw {Name(it.Contact)} from {Name(it.Person)}",
        PresenceChanged it => $"presence of {Name(it.Person)}: {Words(it.Presence)}",
        ContactReturned it => $"return {Name(it.Contact)} from {Name(it.Person)}",
        SegmentBegan it => $"go on with {Name(it.Contact)} by {Words(it.Channel)}: {Name(it.Person)}",
        SecondReleased it => $"release {Name(it.Person)} from {Name(it.Contact)}",
        ContactHandedOver it => $"hand {Name(it.Contact)} over to {Name(it.Person)}",
        WrapUpBegan it => $"wrap up {Name(it.Contact)} by {Name(it.Person)} until {it.Until:HH:mm:ss}",
        WrapUpExpired it => $"wrap up of {Name(it.Contact)} by {Name(it.Person)} over",
        ContactTurnedAway it => $"turn {Name(it.Contact)} away: {Words(it.Cause)}",
        ContactClosed it => $"close {Name(it.Contact)}: {Words(it.Outcome)}",
        ContactStranded it => it.IsStranded ? $"strand {Name(it.Contact)}" : $"rescue {Name(it.Contact)}",
        ServiceUnattended it => $"{(it.IsUnattended ? "unattended" : "attended")} {world.Name(it.Service.Value)} by {Words(it.Channel)}",
        _ => throw new UnreachableException(decision.GetType().Name),
    };

    private string Name(ContactId contact) => world.Name(contact.Value);

    private string Name(PersonId person) => world.Name(person.Value);

    /// <summary>WaitedTooLong becomes "waited too long".</summary>
    private static string Words(Enum value) =>
        string.Concat(value.ToString().Select(it => char.IsUpper(it) ? " " + char.ToLowerInvariant(it) : it.ToString())).TrimStart();
}
