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

    public static bool IsInConflict(FloorState floor, PersonState person, ChannelClass channels)
    {
        for (var busy = ChannelClass.Voice; busy <= ChannelClass.Task; busy++)
        {
            if (person.Load[(int)busy] == 0) continue;

            var conflict = floor.ConflictOf(busy, channels);
            if (conflict == Conflict.Blocks) return true;
            if (conflict == Conflict.IfInterruptible && HoldsRigid(floor, person, busy)) return true;
        }

        return false;
    }

    private static bool HoldsRigid(FloorState floor, PersonState person, ChannelClass busy)
    {
        foreach (var slot in person.Handling.Items)
        {
            ref var contact = ref floor.Contacts[slot];
            if (contact.Class == busy && !IsInterruptible(floor.QueueOf(ref contact))) return true;
        }

        foreach (var slot in person.WrapUps.Items)
        {
            ref var wrapUp = ref floor.WrapUps[slot];
            if (wrapUp.Class == busy && !IsInterruptible(floor.QueueOf(ref wrapUp))) return true;
        }

        return false;
    }

    private static bool IsInterruptible(QueueState? queue) => queue?.Rule!.IsInterruptible ?? false;
}
