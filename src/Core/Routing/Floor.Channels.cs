using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides when a contact goes on in another channel.</summary>
public sealed partial class Floor
{
    public bool HasQueue(ServiceId service, Channel channel) => state.Queue(service, channel) is not null;

    private Refusal? ChangeChannel(ChannelChanged input)
    {
        var slot = state.SlotOf(input.Contact);
        if (slot < 0) return ContactUnknown;

        ref var contact = ref state.Contacts[slot];
        if (contact.Stage is not (Stage.Handled or Stage.Held)) return ContactNotHandled;
        if (input.By is { } by && by != state.PersonOf(in contact).Id) return ContactNotYours;
        if (contact.Need.Channel == input.To) return ChannelSame;
        if (!HasQueue(contact.Need.Service, input.To)) return QueueUnknown;

        Emit(input);
        ReleaseSeconds(slot);
        if (input.By is not null || MayGoOn(slot, input.To)) GoOn(slot, input.To);
        else WaitFor(slot, input.To);
        return null;
    }

    /// <summary>A citizen who comes where he is answered at once must not overrun whoever handles him; what need not be answered at once overruns nobody.</summary>
    private bool MayGoOn(int slot, Channel to)
    {
        var person = state.PersonOf(in state.Contacts[slot]);
        return !to.IsLive() || (person is { Presence: Presence.Ready, Offered: < 0 } && Occupancy.HasRoomInstead(state, person, slot, to.Class()));
    }

    private void GoOn(int slot, Channel to)
    {
        ref var contact = ref state.Contacts[slot];
        Emit(new SegmentBegan(contact.Id, state.PersonOf(in contact).Id, contact.Segment + 1, to));
    }

    /// <summary>He waits for whoever handled him, who is offered him when he has room; for anybody, when that one is not ready, or takes no such contacts.</summary>
    private void WaitFor(int slot, Channel to)
    {
        ref var contact = ref state.Contacts[slot];
        var person = state.PersonOf(in contact);
        PersonId? awaited = person.Presence == Presence.Ready && person.Capacity.Of(to.Class()) > 0 ? person.Id : null;
        Emit(new ContactReturned(contact.Id, person.Id, contact.Segment, to, awaited));
        EnqueueAnyway(slot, atFront: false);
    }
}
