using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Benches;

/// <summary>A large centre: services that ask for a few skills each, people in teams that have most of them, one in ten with something of his own.</summary>
internal sealed class LargeCentre
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private const int PeoplePerTeam = 30;
    private static readonly Channel[] Mix = [Channel.Voice, Channel.Voice, Channel.Voice, Channel.Chat, Channel.Email, Channel.Email, Channel.Form, Channel.Task];
    private static readonly Language[] Languages = [new("sv"), new("fi"), new("en"), new("ar")];

    private readonly Chance chance;
    private readonly SkillId[] skills;
    private readonly Dictionary<ServiceId, SkillId[]> asked = [];
    private readonly List<Team> teams = [];

    public LargeCentre(int people, int services, int skills, ulong seed = 7)
    {
        chance = new Chance(seed);
        this.skills = [.. Enumerable.Range(0, skills).Select(_ => new SkillId(chance.Id()))];
        ServiceIds = [.. Enumerable.Range(0, services).Select(_ => new ServiceId(chance.Id()))];
        foreach (var service in ServiceIds) asked[service] = [.. Enumerable.Range(0, 3).Select(_ => chance.Of(this.skills)).Distinct()];
        for (var i = 0; i < Math.Max(1, people / PeoplePerTeam); i++) teams.Add(AnyTeam(i));
        People = [.. Enumerable.Range(0, people).Select(it => Person(teams[it % teams.Count]))];
    }

    private sealed record Team(ServiceId[] Services, SkillLevel[] Skills, Language[] Languages);

    public ServiceId[] ServiceIds { get; }

    public PersonRule[] People { get; }

    public ServiceRule Service(ServiceId id) => new(id, new CommissionerId(id.Value), [.. Mix.Distinct().Select(Rule)]);

    private static ChannelRule Rule(Channel channel) => new()
    {
        Channel = channel,
        Target = channel.IsLive() ? TimeSpan.FromSeconds(60) : TimeSpan.FromHours(4),
        Open = [new OpenInterval(Morning.AddHours(-1), Morning.AddDays(50))],
        Steps =
        [
            new RelaxStep(TimeSpan.FromMinutes(2), [], LowerLevelsBy: 1),
            new RelaxStep(TimeSpan.FromMinutes(10), [], DropAllSkills: true, DropLanguage: true, ReleasePerson: true),
        ],
        Choice = channel == Channel.Chat ? PersonChoice.LeastLoaded : PersonChoice.LongestIdle,
    };

    /// <summary>Teams cover all services between them, and share some.</summary>
    private Team AnyTeam(int index)
    {
        var step = Math.Max(1, ServiceIds.Length / Math.Max(1, teams.Capacity));
        var services = Enumerable.Range(0, 5).Select(it => it < 2 ? ServiceIds[((index * 2) + it) % ServiceIds.Length] : ServiceIds[((index * step * 3) + chance.Below(40)) % ServiceIds.Length]);
        var own = services.Distinct().ToArray();
        return new Team(own, SkillsFor(own), [Languages[0], chance.Of(Languages)]);
    }

    /// <summary>What the team's services ask for, most of it, and something besides.</summary>
    private SkillLevel[] SkillsFor(ServiceId[] services) =>
    [
        .. services.SelectMany(it => asked[it]).Where(_ => chance.Below(5) > 0).Concat(AnySkills(2).Select(it => it.Skill)).Distinct()
            .Select(it => new SkillLevel(it, 1 + chance.Below(5))),
    ];

    private SkillLevel[] AnySkills(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => chance.Of(skills)).Distinct().Select(it => new SkillLevel(it, 1 + chance.Below(5)))];

    private PersonRule Person(Team team) => new()
    {
        Id = new PersonId(chance.Id()),
        Skills = chance.Below(10) == 0 ? [.. team.Skills.Take(8), .. AnySkills(3).Where(it => team.Skills.Take(8).All(has => has.Skill != it.Skill))] : team.Skills,
        Languages = [.. team.Languages.Distinct()],
        Services = [.. team.Services.Select((it, index) => new Assignment(it, Rank: index == 0 ? 0 : 1))],
    };

    /// <summary>A contact that some team is there for; one in three asks for a skill, one in four for a language.</summary>
    public ContactArrived Arrival()
    {
        var team = chance.Of(teams);
        var service = chance.Of(team.Services);
        var skill = new SkillLevel(chance.Of(asked[service]), 1 + chance.Below(3));
        var need = new Need(
            service, chance.Of(Mix),
            chance.Below(4) == 0 ? team.Languages[0] : null,
            chance.Below(3) == 0 ? [skill] : null);
        return new ContactArrived(new ContactId(chance.Id()), need, PriorityClass: chance.Below(20) == 0 ? 3 : 5);
    }

    public void Open(Floor floor, List<Event> events)
    {
        foreach (var service in ServiceIds) Must(floor.Handle(new ServiceChanged(Service(service)), Morning, events));
        foreach (var person in People) Must(floor.Handle(new PersonChanged(person), Morning, events));
    }

    public static void Must(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"The floor refused what it should not: {refusal.Code}");
    }
}
