using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides when a person begins a contact himself. It is his own decision: neither his presence nor his capacity keeps him from it.</summary>
public sealed partial class Floor
{
    private Refusal? Begin(ContactBegun input)
    {
        if (state.SlotOf(input.Contact) >= 0 || state.Closed.Has(input.Contact)) return ContactKnown;
        if (state.Contacts.Taken >= MostContacts) return FloorFull;
        if (Bounds.WhyNot(input.Need) is { } refusal) return refusal;
        if (WhyNotBegin(input.Person, input.Need) is { } no) return no;

        Emit(input);
        WithdrawIfUnfit(state.Person(input.Person)!); // what rings at his desk may not go together with it
        return null;
    }

    private Refusal? WhyNotBegin(PersonId id, Need need)
    {
        if (state.Person(id) is not { } person) return PersonUnknown;
        if (!person.IsSignedIn) return PersonIsSignedOut;
        if (state.Queue(need.Service, need.Channel) is null) return QueueUnknown;
        if (!IsAssigned(person, need.Service, need.Channel)) return PersonNotAssigned;
        if (person.Load[(int)need.Channel.Class()] >= MostCapacity) return PersonFull;
        return Occupancy.IsInConflict(state, person, need.Channel.Class()) ? PersonInConflict : null;
    }

    private static bool IsAssigned(PersonState person, ServiceId service, Channel channel) =>
        person.Capacity.Of(channel.Class()) > 0 && person.Rule.Services.Any(it => it.Service == service && it.Channels.Has(channel));

    /// <summary>The services in which a person may begin a contact in a channel, in the order of his assignments.</summary>
    public IReadOnlyList<ServiceId> ServicesOf(PersonId id, Channel channel)
    {
        if (state.Person(id) is not { } person) return [];
        return [.. person.Rule.Services.Select(it => it.Service).Distinct().Where(it => state.Queue(it, channel) is not null && IsAssigned(person, it, channel))];
    }
}
