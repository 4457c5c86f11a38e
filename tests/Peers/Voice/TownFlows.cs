using Isberg.Contacts;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers.Voice;

/// <summary>Numbers of the town that lead to flows.</summary>
internal static class TownFlows
{
    private static int last;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A new number whose callers go through these steps first; key 0 leads to support.</summary>
    public static Task<(string Number, FlowId Flow)> Leads(this Town town, params FlowStep[] steps) => town.Leads("sv", steps);

    public static async Task<(string Number, FlowId Flow)> Leads(this Town town, string language, params FlowStep[] steps)
    {
        var (number, flow) = ($"+46800020{Interlocked.Increment(ref last):00}", new FlowId(Guid.NewGuid()));
        var definition = town.Definition(steps) with { Language = new Language(language) };
        await town.Writes(db =>
        {
            db.Flows.Add(new Flow { Id = flow, Centre = town.Centre.Id, Name = number, Draft = definition, Published = 1 });
            db.FlowVersions.Add(new FlowVersion { Flow = flow, Number = 1, Centre = town.Centre.Id, Definition = definition });
            db.Numbers.Add(new Number { Id = new NumberId(Guid.NewGuid()), Centre = town.Centre.Id, Name = number, Dialled = number, Service = town.Centre.Sales, Flow = flow, Language = new Language("sv") });
        });
        return (number, flow);
    }

    public static FlowDefinition Definition(this Town town, params FlowStep[] steps) => new(new Language("sv"), town.Centre.Support, steps[0].Id, steps);

    public static async Task Writes(this Town town, Action<Storage.Database> change)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        using var gate = await town.Server.Databases.WriteGate(Stop);
        change(db);
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>The newest call in a flow.</summary>
    public static async Task<FlowRun?> Run(this Town town, FlowId flow)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.FlowRuns.AsNoTracking().Where(it => it.Flow == flow).OrderByDescending(it => it.EnteredAt).FirstOrDefaultAsync(Stop);
    }

    public static Task At(this Town town, FlowId flow, string step) => Town.Until(async () => await town.Run(flow) is { } run && run.Step == step, $"the caller is at {step}");

    public static async Task Left(this Town town, FlowId flow, FlowOutcome outcome)
    {
        await Town.Until(async () => await town.Run(flow) is { LeftAt: not null }, "the caller has left the flow");
        var run = (await town.Run(flow))!;
        Assert.Equal((outcome, 0, 0), (run.Outcome, run.Given.Count, run.Values.Count));
    }

    /// <summary>What the agent reads of what the caller gave.</summary>
    public static async Task<string?> Told(this Town town, ContactId contact)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return (await db.Messages.AsNoTracking().Where(it => it.Contact == contact).OrderBy(it => it.Number).FirstOrDefaultAsync(Stop))?.Text;
    }

    public static FlowStep Say(string id, string next) => new(id, StepKind.Say, Texts.Of(("sv", "Hej och välkommen till oss.")), next);

    public static FlowStep Menu(string id, params FlowKey[] keys) => new(id, StepKind.Menu, Texts.Of(("sv", "Tryck 1 eller 2.")), Keys: keys);

    public static FlowStep Digits(string id, string next) => new(id, StepKind.Digits, Texts.Of(("sv", "Skriv ditt nummer.")), next, Name: "case", Least: 2, Most: 12);

    public static FlowStep HangUp(string id) => new(id, StepKind.HangUp, Texts.Of(("sv", "Tack och hej.")));

    public static FlowStep Leave(string id, ServiceId service) => new(id, StepKind.Message, Texts.Of(("sv", "Tala efter tonen.")), Service: service);

    public static FlowStep Queue(string id, ServiceId service) => new(id, StepKind.Queue, Service: service);
}
