using System.Security.Cryptography;
using System.Text;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Routing;

/// <summary>The small world of the stories: names stand for ids, and everything has usual rules until a story says otherwise.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly OpenInterval Always = new(Midnight.AddDays(-1), Midnight.AddDays(60));

    private readonly Dictionary<Guid, string> names = [];
    private readonly Dictionary<string, ServiceRule> services = [];
    private readonly Dictionary<string, PersonRule> people = [];

    public World()
    {
        foreach (var service in (string[])["sales", "support"]) Service(service);
        foreach (var person in (string[])["Maya", "Noor"]) Person(person, it => it);
    }

    public CentreRule Centre { get; set; } = new();

    /// <summary>How many are told at once that they are stranded.</summary>
    public int MostTold { get; set; } = Floor.MostTold;

    public IEnumerable<ServiceRule> Services => services.Values;

    public IEnumerable<PersonRule> People => people.Values;

    public bool HasPerson(string name) => people.ContainsKey(name);

    public bool HasService(string name) => services.ContainsKey(name);

    public static DateTimeOffset At(string time) => Midnight + TimeSpan.Parse(time);

    public static OpenInterval Hours(string from, string until) => new(At(from), At(until));

    public string Name(Guid id) => names[id];

    public Guid Id(string name)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
        names[id] = name;
        return id;
    }

    public ServiceId ServiceId(string name) => new(Id(name));

    public PersonId PersonId(string name) => new(Id(name));

    public ContactId ContactId(string name) => new(Id(name));

    public SkillId Skill(string name) => new(Id(name));

    public SkillLevel Level(string skill, int level) => new(Skill(skill), level);

    public ServiceRule Rule(string service) => services[service];

    public PersonRule Staff(string person) => people[person];

    /// <summary>A service in every channel, open all day unless <paramref name="rule"/> says otherwise.</summary>
    public ServiceRule Service(string name, Func<ChannelRule, ChannelRule>? rule = null)
    {
        var channels = Enum.GetValues<Channel>()
            .Select(it => new ChannelRule { Channel = it, Open = [Always] })
            .Select(it => rule is null ? it : rule(it));
        return services[name] = new ServiceRule(ServiceId(name), new CommissionerId(Id("the municipality")), [.. channels]);
    }

    public PersonRule Person(string name, Func<PersonRule, PersonRule> rule)
    {
        var before = people.GetValueOrDefault(name) ?? new PersonRule { Id = PersonId(name) };
        return people[name] = rule(before);
    }

    /// <summary>Answers these services, in this order of rank only when <paramref name="isRanked"/>.</summary>
    public void Answers(string person, bool isRanked, params string[] names) => Person(person, it => it with
    {
        Services = [.. names.Select((name, index) => new Assignment(ServiceId(name), Rank: isRanked ? index : 0))],
    });
}
