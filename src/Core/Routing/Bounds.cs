using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor lets in.</summary>
internal static class Bounds
{
    private const int HighestLevel = 5;
    private const int MostIntervals = 2_000;

    public static Refusal? WhyNot(ContactArrived input, Moment now)
    {
        if (input.PriorityClass is < 0 or > Floor.LowestPriority) return Floor.ContactInvalid;
        if (input.HeadStart < TimeSpan.Zero || input.HeadStart > Floor.LongestSpan) return Floor.ContactInvalid;
        if (input.Since is { } since && ((Moment)since > now || (Moment)since < now - Floor.LongestSpan)) return Floor.ContactInvalid;
        return WhyNot(input.Need);
    }

    public static Refusal? WhyNot(Need need)
    {
        if (!Enum.IsDefined(need.Channel)) return Floor.NeedInvalid;
        if (need.Wishes?.Count > Floor.MostNeedSkills) return Floor.NeedInvalid;
        if (need.Skills is not { Count: > 0 } skills) return null;
        if (skills.Count > Floor.MostNeedSkills) return Floor.NeedInvalid;

        for (var i = 0; i < skills.Count; i++)
        {
            if (skills[i].Level is < 1 or > HighestLevel || IsDoubled(skills, i)) return Floor.NeedInvalid;
        }

        return null;
    }

    private static bool IsDoubled(IReadOnlyList<SkillLevel> skills, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (skills[i].Skill == skills[index].Skill) return true;
        }

        return false;
    }

    public static Refusal? WhyNot(PersonRule rule)
    {
        if (rule.Skills.Count > Floor.MostSkills || rule.Services.Count > Floor.MostAssignments) return Floor.PersonInvalid;
        if (rule.Skills.Any(it => it.Level is < 1 or > HighestLevel)) return Floor.PersonInvalid;
        if (rule.Skills.Select(it => it.Skill).Distinct().Count() != rule.Skills.Count) return Floor.PersonInvalid;
        if (rule.Services.Any(it => it.FromStep is < 0 or > Floor.MostSteps)) return Floor.PersonInvalid;

        var capacity = rule.Capacity;
        int[] places = [capacity.Voice, capacity.Chat, capacity.Message, capacity.Task];
        return places.All(it => it is >= 0 and <= Floor.MostCapacity) ? null : Floor.PersonInvalid;
    }

    public static Refusal? WhyNot(CentreRule rule) =>
        IsSpan(rule.DeclinePause) && rule.Conflicts.All(IsPair) ? null : Floor.CentreInvalid;

    private static bool IsPair(ConflictPair pair) => Enum.IsDefined(pair.Busy) && Enum.IsDefined(pair.Offered) && Enum.IsDefined(pair.Conflict);

    public static Refusal? WhyNot(ServiceRule rule)
    {
        if (rule.Channels.Select(it => it.Channel).Distinct().Count() != rule.Channels.Count) return Floor.ServiceInvalid;
        return rule.Channels.All(IsSound) ? null : Floor.ServiceInvalid;
    }

    private static bool IsSound(ChannelRule rule) =>
        Enum.IsDefined(rule.Channel)
        && IsSpan(rule.Target) && rule.Target > TimeSpan.Zero
        && IsSpan(rule.OfferTimeout) && rule.OfferTimeout > TimeSpan.Zero
        && IsSpan(rule.WrapUpLimit)
        && IsSpan(rule.OverflowAfter ?? default) && IsSpan(rule.GiveUpAfter ?? default)
        && rule.MostWaiting is null or >= 0
        && AreSound(rule.Steps) && AreSound(rule.Open);

    private static bool AreSound(IReadOnlyList<RelaxStep> steps)
    {
        if (steps.Count > Floor.MostSteps) return false;

        for (var i = 0; i < steps.Count; i++)
        {
            if (!IsSpan(steps[i].After) || steps[i].LowerLevelsBy < 0) return false;
            if (i > 0 && steps[i].After < steps[i - 1].After) return false;
        }

        return true;
    }

    private static bool AreSound(IReadOnlyList<OpenInterval> open)
    {
        if (open.Count > MostIntervals) return false;

        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].Until <= open[i].From) return false;
            if (i > 0 && open[i].From < open[i - 1].Until) return false;
        }

        return true;
    }

    private static bool IsSpan(TimeSpan span) => span >= TimeSpan.Zero && span <= Floor.LongestSpan;
}
