using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Whether a person has room for one more: presence, capacity and the conflict matrix.</summary>
internal static class Occupancy
{
    public static bool MayTake(FloorState floor, PersonState person, ChannelClass channels) =>
        person is { Presence: Presence.Ready, Offered: < 0 } && HasRoom(floor, person, channels);

    public static bool HasRoom(FloorState floor, PersonState person, ChannelClass channels) =>
        person.Load[(int)channels] < person.Rule.Capacity.Of(channels) && !IsInConflict(floor, person, channels);

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
        foreach (var slot in person.Handling)
        {
            var need = floor.Contacts[slot].Need;
            if (need.Channel.Class() == busy && !floor.IsInterruptible(need.Service, need.Channel)) return true;
        }

        foreach (var slot in person.WrapUps)
        {
            ref var wrapUp = ref floor.WrapUps[slot];
            if (wrapUp.Channel.Class() == busy && !floor.IsInterruptible(wrapUp.Service, wrapUp.Channel)) return true;
        }

        return false;
    }
}
