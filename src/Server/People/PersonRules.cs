using Isberg.Services;

namespace Isberg.People;

/// <summary>Makes what the floor is told about a person from how he is administered.</summary>
public static class PersonRules
{
    /// <param name="role">The role that he is in.</param>
    /// <param name="today">By the centre's clock; skills that expired before it do not count.</param>
    public static PersonRule Of(Person person, RoutingRole? role, DateOnly today) => new()
    {
        Id = person.Id,
        Skills = [.. person.Skills.Where(it => it.Expires is not { } last || last >= today).Select(it => new SkillLevel(it.Skill, it.Level))],
        Languages = person.Languages,
        Services = role is null or { IsArchived: true } ? [] : [.. role.Services.Select(AssignmentOf)],
        Capacity = person.Capacity,
    };

    private static Assignment AssignmentOf(RoleService it) => new(
        it.Service,
        it.Channels.Count == 0 ? ChannelSet.All : it.Channels.Aggregate(ChannelSet.None, (set, channel) => set | channel.AsSet()),
        it.Rank, it.FromStep, it.IsBeginner);
}
