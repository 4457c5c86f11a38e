using Isberg.Access;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Demo;

/// <summary>The staff of Isbergs kommun. All of them are made up.</summary>
internal static class DemoPeople
{
    /// <summary>Of every account of the demonstration, which is for trying out and not for use.</summary>
    public const string Password = "Isberg-demo-2026";

    private const string FrontLine = "Kontaktcenter";
    private const string Building = "Bygg och gata";
    private const string School = "Skola och omsorg";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("maya", "Maya Lindqvist", FrontLine, ["sv", "en"], Role.Agent) { Skills = [("service", 4), ("preschool", 4)], Speed = 0.95 },
        new("noor", "Noor Haddad", FrontLine, ["sv", "en", "ar"], Role.Agent) { Skills = [("service", 3), ("care", 3)] },
        new("aino", "Aino Korhonen", School, ["sv", "fi", "en"], Role.Agent) { Skills = [("service", 4), ("preschool", 5), ("care", 3)], Speed = 0.9 },
        new("erik", "Erik Sandberg", Building, ["sv", "en"], Role.Agent) { Skills = [("service", 3), ("permits", 5), ("streets", 3)], Speed = 1.1 },
        new("fatima", "Fatima Rahimi", School, ["sv", "en", "fa"], Role.Agent) { Skills = [("service", 4), ("care", 5)] },
        new("johan", "Johan Nyström", Building, ["sv"], Role.Agent) { Skills = [("service", 2), ("streets", 4), ("waste", 3)], Speed = 1.2 },
        new("linnea", "Linnea Öberg", FrontLine, ["sv", "en"], Role.Agent) { Skills = [("service", 2)], IsBeginner = true, Speed = 1.35 },
        new("mikko", "Mikko Laine", FrontLine, ["sv", "fi"], Role.Agent, Role.Attendant) { Skills = [("service", 4), ("waste", 4)] },
        new("sara", "Sara Holm", Building, ["sv", "en"], Role.Agent) { Skills = [("service", 3), ("permits", 3), ("waste", 3)], Share = 0.75 },
        new("sam", "Sam Virtanen", FrontLine, ["sv", "fi", "en"], Role.Supervisor, Role.Administrator) { Skills = [("service", 5)], Share = 0 },
        new("eva", "Eva Sjögren", FrontLine, ["sv", "en"], Role.Supervisor) { Skills = [("service", 5), ("care", 4)], Share = 0 },
        new("petra", "Petra Wallin", null, ["sv"], Role.Planner) { Share = 0 },
        new("adam", "Adam Dahl", null, ["sv", "en"], Role.Administrator) { Share = 0 },
        new("greta", "Greta Revik", null, ["sv"], Role.Auditor) { Share = 0 },
    ];

    public static IEnumerable<RoutingRole> Roles() =>
    [
        Row(FrontLine, "Svarar i alla tjänster; växeln först.", ["switchboard", "preschool", "permits", "streets", "waste", "care"], []),
        Row(Building, "Bygglov, gata och avfall; hjälper till i växeln när kön växer.", ["permits", "streets", "waste"], ["switchboard", "preschool", "care"]),
        Row(School, "Förskola och omsorg; hjälper till i växeln när kön växer.", ["preschool", "care"], ["switchboard", "waste", "streets", "permits"]),
    ];

    public static IEnumerable<Skill> Skills() =>
    [
        SkillRow("service", "Bemötande", "Asiakaspalvelu", "Customer care", "Nivå 3: klarar upprörda samtal själv. Nivå 5: handleder andra."),
        SkillRow("preschool", "Förskolans regler", "Varhaiskasvatuksen säännöt", "Preschool rules", "Nivå 3: kö och avgifter. Nivå 5: omprövning."),
        SkillRow("permits", "Plan- och bygglagen", "Rakentamislaki", "Building law", "Nivå 3: lovplikt. Nivå 5: granskar ritningar."),
        SkillRow("streets", "Drift av gata och park", "Katujen ja puistojen kunnossapito", "Street operations", "Nivå 3: felanmälan. Nivå 4: beställer akut utryckning."),
        SkillRow("waste", "Avfallstaxan", "Jätetaksa", "Waste tariff", "Nivå 3: kärl och fakturor."),
        SkillRow("care", "Socialtjänst och sekretess", "Sosiaalipalvelut ja salassapito", "Social services and secrecy", "Nivå 3: vägleder. Nivå 5: tar emot orosanmälan."),
    ];

    public static Person Row(DemoPerson person, DateOnly today) => new()
    {
        Id = person.Id,
        Centre = DemoServices.Centre,
        Name = person.Name,
        Email = person.Email,
        Skills = [.. person.Skills.Select((it, place) => new PersonSkill(SkillOf(it.Skill), it.Level, Evidence(it.Level), place == 1 ? today.AddMonths(9) : null))],
        Languages = [.. person.Languages.Select(it => new Language(it))],
        Capacity = person.IsBeginner ? new Capacity(1, 1, 1, 1) : new Capacity(1, 3, 2, 2),
        MayTake = person.Role is null ? [] : [RoleOf(FrontLine), RoleOf(Building), RoleOf(School)],
        Role = person.Role is { } role ? RoleOf(role) : null,
        Rule = new PersonRule { Id = person.Id },
    };

    private static string Evidence(int level) => level >= 4 ? "Intern utbildning och medlyssning" : "Intern utbildning";

    private static RoutingRole Row(string name, string description, string[] first, string[] later) => new()
    {
        Id = RoleOf(name), Centre = DemoServices.Centre, Name = name, Description = description,
        Services = [.. first.Select(it => Assigned(it, fromStep: 0)), .. later.Select(it => Assigned(it, fromStep: 1))],
    };

    private static RoleService Assigned(string service, int fromStep) =>
        new(new ServiceId(DemoId.Of($"service/{service}")), [], Rank: 0, FromStep: fromStep);

    private static Skill SkillRow(string key, string sv, string fi, string en, string levels) => new()
    {
        Id = SkillOf(key), Centre = DemoServices.Centre, Name = Texts.Of(("sv", sv), ("fi", fi), ("en", en)), Description = Texts.Of(("sv", levels)),
    };

    private static SkillId SkillOf(string key) => new(DemoId.Of($"skill/{key}"));

    private static RoutingRoleId RoleOf(string name) => new(DemoId.Of($"role/{name}"));
}

/// <summary>One of the staff.</summary>
/// <param name="Role">The role that says which services he answers.</param>
/// <param name="Roles">What his account may do.</param>
internal sealed record DemoPerson(string Key, string Name, string? Role, string[] Languages, params string[] Roles)
{
    public PersonId Id { get; } = new(DemoId.Of($"person/{Key}"));

    public string Email => $"{Key}@example.org";

    public (string Skill, int Level)[] Skills { get; init; } = [];

    public bool IsBeginner { get; init; }

    /// <summary>How long he takes, compared with others.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The share of weekdays on which he answered in the weeks that have passed.</summary>
    public double Share { get; init; } = 0.93;
}
