using System.Text.Json;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>What other products document, reproduced by configuration; docs/routing.md tells which by which.</summary>
public sealed class DocumentedScenarios
{
    private static readonly string[] Reproduced =
    [
        "acs-longest-idle-1", "acs-best-label", "acs-best-equal-notequal", "aws-ex1", "aws-ex2", "aws-ex4", "aws-priority-age", "aws-criteria-steps",
        "twilio-precedence", "twilio-lifo", "twilio-workflow-linear", "twilio-skip-if", "genesys-conversation-score", "genesys-bullseye",
        "genesys-bullseye-best-skill",
    ];

    [Fact]
    public void Every_documented_scenario_has_its_test()
    {
        Documented.Scenario("acs-longest-idle-1");
        Assert.Equal(Documented.Ids().Order(StringComparer.Ordinal), Reproduced.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Acs_the_least_loaded_first_and_of_equals_the_longest_available()
    {
        var scenario = Documented.Scenario("acs-longest-idle-1");
        var workers = scenario.GetProperty("given").EnumerateArray().ToArray();
        var table = new Table(PersonChoice.LeastLoaded);
        foreach (var worker in workers.OrderByDescending(it => it.GetProperty("availMin").GetInt32()))
        {
            var capacity = worker.GetProperty("cap").GetInt32();
            table.SitDown(worker.GetProperty("w").GetString()!, 20 - worker.GetProperty("availMin").GetInt32(), it => it with { Capacity = new Capacity(0, capacity, 0, 0) });
            table.Occupy(worker.GetProperty("w").GetString()!, worker.GetProperty("used").GetInt32());
        }

        Assert.Equal(Strings(scenario.GetProperty("expected_order")), table.OrderOfOffers(workers.Length));
    }

    [Fact]
    public void Acs_the_share_of_matching_labels_counts()
    {
        var scenario = Documented.Scenario("acs-best-label");
        var wishes = scenario.GetProperty("job").EnumerateObject().Select(it => (Label(it.Name, it.Value.GetString()!), IsWanted: true));
        CheckScores(scenario, wishes);
    }

    [Fact]
    public void Acs_an_unwanted_label_counts_when_it_is_absent()
    {
        var scenario = Documented.Scenario("acs-best-equal-notequal");
        var wishes = scenario.GetProperty("job_selectors").EnumerateArray()
            .Select(it => (Label(it[0].GetString()!, it[2].GetString()!), IsWanted: it[1].GetString() == "="));
        CheckScores(scenario, wishes);
    }

    private static void CheckScores(JsonElement scenario, IEnumerable<(string Skill, bool IsWanted)> wishes)
    {
        var table = new Table(PersonChoice.LabelScore);
        foreach (var worker in scenario.GetProperty("workers").EnumerateObject())
        {
            var skills = worker.Value.EnumerateObject().Select(it => table.World.Level(Label(it.Name, it.Value.GetString()!), 1)).ToArray();
            table.SitDown(worker.Name, 1, it => it with { Skills = skills });
        }

        var verdicts = table.Explain([.. wishes.Select(it => new Wish(table.World.Skill(it.Skill), it.IsWanted))]);

        Assert.Equal(
            scenario.GetProperty("expected_scores").EnumerateObject().ToDictionary(it => it.Name, it => (double?)it.Value.GetDouble()),
            verdicts.ToDictionary(it => it.Name, it => it.Verdict.Score));
        Assert.Equal(scenario.GetProperty("expected_first").GetString(), Assert.Single(verdicts, it => it.Verdict.Verdict == Verdict.Chosen).Name);
    }

    private static string Label(string name, string value) => $"{name} {value}";

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(it => it.GetString()!)];

    [Fact]
    public void Aws_the_first_queue_of_a_profile_is_emptied_first() => Check("""
        09:00:00 boris queues for support
        09:01:00 anna queues for sales
        09:01:01 Maya signs in
        09:01:02 Maya is ready
                 offer anna to Maya
        """, it => it.Answers("Maya", isRanked: true, "sales", "support"));

    [Fact]
    public void Aws_a_delayed_queue_competes_as_an_equal_when_its_contact_has_waited() => Check("""
        09:00:00 Maya signs in
        09:00:01 Maya is ready
        09:00:02 boris queues for support
        09:00:31 time passes
        09:00:32 time passes
                 relax boris to step 1
                 offer boris to Maya
        09:00:33 Maya accepts boris
        09:01:00 clara queues for support
        09:01:01 anna queues for sales
        09:02:00 boris hangs up
                 relax clara to step 1
        09:02:01 Maya wraps up boris
                 offer clara to Maya
        """, it =>
    {
        it.Service("support", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromSeconds(30), [])] });
        it.Person("Maya", rule => rule with { Services = [new Assignment(it.ServiceId("sales")), new Assignment(it.ServiceId("support"), FromStep: 1)] });
    });

    [Fact]
    public void Aws_equal_queues_are_taken_from_by_age() => Check("""
        09:00:00 boris queues for support
        09:00:01 anna queues for sales
        09:00:02 Maya is ready for sales, support
                 offer boris to Maya
        """);

    [Fact]
    public void Aws_priority_goes_first_and_routing_age_is_a_head_start() => Check("""
        09:00:00 anna queues for sales
        09:00:10 boris queues for sales ahead 30
        09:00:20 clara queues for sales priority 4
        09:00:30 Maya is ready for sales
                 offer clara to Maya
        09:00:31 Noor is ready for sales
                 offer boris to Noor
        """);

    [Fact]
    public void Aws_routing_criteria_are_tried_step_by_step_and_then_anybody() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 anna queues for sales needing tax 4
        09:00:11 time passes
                 relax anna to step 1
        09:00:21 time passes
                 relax anna to step 2
                 offer anna to Noor
        """, it =>
    {
        it.Person("Noor", rule => rule with { Skills = [it.Level("tax", 1)] });
        it.Service("sales", rule => rule with
        {
            Steps = [new RelaxStep(TimeSpan.FromSeconds(10), [], LowerLevelsBy: 2), new RelaxStep(TimeSpan.FromSeconds(20), [], DropAllSkills: true)],
        });
    });

    [Fact]
    public void Twilio_a_higher_priority_goes_first_whatever_the_age() => Check("""
        09:00:00 anna queues for sales
        09:00:01 boris queues for sales
        09:59:00 clara queues for sales priority 0
        10:00:00 Maya is ready for sales
                 offer clara to Maya
        10:00:01 Noor is ready for sales
                 offer anna to Noor
        """);

    [Fact]
    public void Twilio_a_lifo_queue_takes_the_newest_and_ignores_priority() => Check("""
        09:00:00 anna queues for sales priority 0
        09:00:01 boris queues for sales
        09:00:02 Maya is ready for sales
                 offer boris to Maya
        """, it => it.Service("sales", rule => rule with { Order = QueueOrder.NewestFirst }));

    [Fact]
    public void Twilio_a_workflow_tries_the_preferred_then_all_then_gives_up() => Check("""
        09:00:00 Noor is ready for support
        09:00:01 Noor is away
        09:00:02 anna queues for support asking for Maya
        09:00:17 time passes
                 relax anna to step 1
        09:00:32 time passes
                 turn anna away: waited too long
        """, it => it.Service("support", rule => rule with
    {
        Steps = [new RelaxStep(TimeSpan.FromSeconds(15), [], ReleasePerson: true)],
        GiveUpAfter = TimeSpan.FromSeconds(30),
    }));

    [Fact]
    public void Twilio_a_step_is_skipped_only_when_nothing_was_offered_at_once() => Check("""
        09:00:00 Maya is ready for support
        09:00:01 Noor is ready for support
        09:00:02 anna queues for support needing tax 3
                 offer anna to Maya
        09:00:03 boris queues for support needing tax 3
                 relax boris to step 1
                 offer boris to Noor
        """, it =>
    {
        it.Person("Maya", rule => rule with { Skills = [it.Level("tax", 3)] });
        it.Service("support", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromMinutes(5), [], DropAllSkills: true, SkipTo: SkipWhen.NobodyFree)] });
    });

    [Fact]
    public void Genesys_a_conversation_score_of_minutes_and_priority_is_a_head_start_in_minutes() => Check("""
        09:00:00 anna queues for sales
        09:05:00 boris queues for sales ahead 600
        09:10:00 Maya is ready for sales
                 offer boris to Maya
        09:10:01 Noor is ready for sales
                 offer anna to Noor
        """);

    [Fact]
    public void Genesys_a_ring_drops_its_skills_on_exit() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 anna queues for sales needing tax 1 needing law 1
        09:00:06 time passes
                 relax anna to step 1
        09:00:11 time passes
                 relax anna to step 2
                 offer anna to Noor
        """, it => it.Service("sales", rule => rule with
    {
        Steps = [new RelaxStep(TimeSpan.FromSeconds(5), [it.Skill("tax")]), new RelaxStep(TimeSpan.FromSeconds(10), [it.Skill("law")])],
    }));

    [Fact]
    public void Genesys_rings_are_entered_one_by_one_even_when_late() => Check("""
        09:00:00 Liv signs in
        09:00:01 Liv is ready
        09:00:02 Maya signs in
        09:00:03 Maya is ready
        09:00:04 Noor signs in
        09:00:05 Noor is ready
        09:00:06 anna queues for sales needing tax 1
                 offer anna to Liv
        09:00:18 time passes
                 withdraw anna from Liv
                 relax anna to step 1
                 offer anna to Maya
        09:00:30 time passes
                 withdraw anna from Maya
                 relax anna to step 2
                 offer anna to Noor
        """, it =>
    {
        it.Service("sales", rule => rule with
        {
            Choice = PersonChoice.BestSkilled,
            OfferTimeout = TimeSpan.FromSeconds(12),
            Steps = [new RelaxStep(TimeSpan.FromSeconds(5), []), new RelaxStep(TimeSpan.FromSeconds(10), [])],
        });
        it.Person("Liv", rule => Ring(it, rule, 0, 1));
        it.Person("Maya", rule => Ring(it, rule, 1, 2));
        it.Person("Noor", rule => Ring(it, rule, 2, 3));
    });

    private static PersonRule Ring(World world, PersonRule rule, int step, int level) => rule with
    {
        Skills = [world.Level("tax", level)],
        Services = [new Assignment(world.ServiceId("sales"), FromStep: step)],
    };
}
