using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Whether a person has room for one more: presence, capacity and the conflict matrix.</summary>
internal static class Occupancy
{
    public static bool MayTake(FloorState floor, PersonState person, ChannelClass channels) =>
        person is { Presence: Presence.Ready, Offered: < 0 } && HasRoom(floor, person, channels);

    public static bool HasRoom(FloorState floor, PersonState person, ChannelClass channels) =>
        person.Load[(int)channels] < person.Capacity.Of(channels) && !IsInConflict(floor, person, channels);

    /// <summary>Whether he would have room, if he handled the contact in this slot in another channel instead.</summary>
    public static bool HasRoomInstead(FloorState floor, PersonState person, int slot, ChannelClass channels)
    {
        var load = person.Load[(int)channels] - (floor.Contacts[slot].Class == channels ? 1 : 0);
        return load < person.Capacity.Of(channels) && !IsInConflict(floor, person, channels, without: slot);
    }

    public static bool IsInConflict(FloorState floor, PersonState person, ChannelClass channels, int without = ContactState.NoOne)
    {
        for (var busy = ChannelClass.Voice; busy <= ChannelClass.Task; busy++)
        {
            var load = person.Load[(int)busy];
            if (without != ContactState.NoOne && floor.Contacts[without].Class == busy) load--;
            if (load == 0) continue;

            var conflict = floor.ConflictOf(busy, channels);
            if (conflict == Conflict.Blocks) return true;
            if (conflict == Conflict.IfInterruptible && HoldsRigid(floor, person, busy, without)) return true;
        }

        return false;
    }

    private static bool HoldsRigid(FloorState floor, PersonState person, ChannelClass busy, int without)
    {
        foreach (var slot in person.Handling.Items)
        {
            ref var contact = ref floor.Contacts[slot];
            if (slot != without && contact.Class == busy && !IsInterruptible(floor.QueueOf(ref contact))) return true;
        }

        if (busy == ChannelClass.Voice && person.Beside >= 0 && !IsInterruptible(floor.QueueOf(ref floor.Contacts[person.Beside]))) return true;
        foreach (var slot in person.WrapUps.Items)
        {
            ref var wrapUp = ref floor.WrapUps[slot];
            if (wrapUp.Class == busy && !IsInterruptible(floor.QueueOf(ref wrapUp))) return true;
        }

        return false;
    }

    private static bool IsInterruptible(QueueState? queue) => queue?.Rule!.IsInterruptible ?? false;
}
