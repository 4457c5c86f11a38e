using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>The figure by which a service chooses among people; the highest wins, and ties go to the longest idle.</summary>
internal static class Score
{
    public static double Of(PersonChoice choice, in ContactState contact, PersonState person, ChannelClass channels) => choice switch
    {
        PersonChoice.LeastLoaded => -(double)person.Load[(int)channels] / person.Capacity.Of(channels),
        PersonChoice.BestSkilled => LevelSum(in contact, person.Signature),
        PersonChoice.LabelScore => WishesFulfilled(in contact, person.Signature),
        _ => 0,
    };

    private static double LevelSum(in ContactState contact, StaffSignature staff)
    {
        if (contact.Need.Skills is not { } skills) return 0;

        var sum = 0;
        for (var i = 0; i < skills.Count; i++) sum += staff.LevelOf(skills[i].Skill);
        return sum;
    }

    /// <summary>From 0 to 1: the share of wanted skills that he has and unwanted ones that he has not.</summary>
    private static double WishesFulfilled(in ContactState contact, StaffSignature staff)
    {
        if (contact.Need.Wishes is not { Count: > 0 } wishes) return 0;

        var fulfilled = 0;
        for (var i = 0; i < wishes.Count; i++) fulfilled += staff.Has(wishes[i].Skill) == wishes[i].IsWanted ? 1 : 0;
        return (double)fulfilled / wishes.Count;
    }
}
