using Isberg.Channels.Voice.Flows;
using Isberg.Demo;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>What keeps a flow from being published is told where it is.</summary>
public sealed class CheckFlowTests
{
    private static readonly ServiceId Permits = new(new Guid("00000000-0000-0000-0000-000000000001"));

    /// <summary>Takes messages, and no calls.</summary>
    private static readonly ServiceId Refuse = new(new Guid("00000000-0000-0000-0000-000000000002"));

    [Fact]
    public void A_flow_that_brings_everybody_to_an_end_has_no_mistakes() => Assert.Empty(Mistakes(Menu(), Queue()));

    [Fact]
    public void Key_0_is_a_persons_and_no_key_counts_twice() => Assert.Equal(
        [new("menu", "keys.1.key", "taken"), new("menu", "keys.2.key", "twice"), new("menu", "keys.3.key", "wrong"), new("menu", "keys.3.label", "missing")],
        Mistakes(Menu() with { Keys = [Key("1"), Key("0"), Key("1"), new FlowKey("a", " ", "queue")] }, Queue()));

    [Fact]
    public void Every_language_that_a_key_chooses_is_spoken_everywhere() => Assert.Equal(
        [new("menu", "text.fi", "missing")], Mistakes(Menu() with { Keys = [Key("1") with { Language = new Language("fi") }] }, Queue()));

    [Fact]
    public void Where_callers_speak_each_way_out_has_examples_and_there_is_more_than_one() => Assert.Equal(
        [new("menu", "keys", "missing"), new("menu", "seconds", "wrong"), new("menu", "keys.0.examples", "missing")],
        Mistakes(Menu() with { Kind = StepKind.Speech, Seconds = 2, Keys = [Key("1") with { Examples = ["bygga", "garage", " "] }] }, Queue()));

    [Fact]
    public void A_way_back_to_a_question_that_is_answered_by_speaking_is_no_circle() => Assert.Empty(Mistakes(
        Menu() with { Kind = StepKind.Speech, Seconds = 10, Keys = [Spoken("1"), Spoken("2") with { Next = "a" }] }, Queue(), Say("a", "menu")));

    [Fact]
    public void Nobody_is_sent_in_a_circle_without_being_asked() => Assert.Equal(
        [new("a", "next", "endless"), new("b", "next", "endless")],
        Mistakes(Menu() with { Keys = [Key("1"), Key("2") with { Next = "a" }] }, Queue(), Say("a", "b"), Say("b", "a")));

    [Fact]
    public void A_way_back_to_a_menu_is_no_circle() =>
        Assert.Empty(Mistakes(Menu() with { Keys = [Key("1"), Key("2") with { Next = "a" }] }, Queue(), Say("a", "menu")));

    [Fact]
    public void Who_calls_does_not_choose_the_host_that_is_asked() => Assert.Equal(
        [new("look", "url", "wrong"), new("look", "seconds", "wrong")],
        Mistakes(Menu() with { Keys = [Key("1") with { Next = "look" }] }, Queue(), new FlowStep("look", StepKind.LookUp, Next: "queue", OnFailed: "queue", Url: "https://{host}/x", Seconds: 99)));

    [Fact]
    public void A_host_that_is_not_allowed_is_told() => Assert.Equal(
        [new("look", "url", "forbidden")],
        Mistakes(Menu() with { Keys = [Key("1") with { Next = "look" }] }, Queue(), new FlowStep("look", StepKind.LookUp, Next: "queue", OnFailed: "queue", Url: "https://elsewhere.example.org/{case}", Seconds: 5)));

    [Fact]
    public void What_a_step_needs_is_told() => Assert.Equal(
        [
            new("menu", "text.sv", "missing"), new("menu", "keys", "missing"), new("digits", "text.sv", "missing"), new("digits", "name", "missing"), new("digits", "least", "wrong"),
            new("digits", "most", "wrong"), new("digits", "next", "missing"), new("queue", "service", "unknown"), new("digits", "id", "unreached"), new("queue", "id", "unreached"),
        ],
        Mistakes(new FlowStep("menu", StepKind.Menu), new FlowStep("digits", StepKind.Digits), Queue() with { Service = new ServiceId(Guid.Empty) }));

    [Fact]
    public void Messages_are_left_for_services_that_take_them_and_callbacks_are_asked_of_those_that_take_calls() => Assert.Equal(
        [new("queue", "service", "unknown"), new("call", "service", "unknown"), new("none", "service", "missing")],
        Mistakes(
            Menu() with { Keys = [Key("1"), Key("2") with { Next = "call" }, Key("3") with { Next = "none" }, Key("4") with { Next = "right" }, Key("5") with { Next = "back" }] },
            Queue() with { Kind = StepKind.Message }, Queue() with { Id = "call", Kind = StepKind.Callback, Service = Refuse }, Queue() with { Id = "none", Kind = StepKind.Message, Service = null },
            Queue() with { Id = "right", Kind = StepKind.Message, Service = Refuse }, Queue() with { Id = "back", Kind = StepKind.Callback }));

    [Fact]
    public void A_flow_without_a_start_or_a_person_is_told_so() => Assert.Equal(
        [new(null, "person", "missing"), new(null, "start", "missing")],
        CheckFlow.Of(new FlowDefinition(new Language("sv"), null, null, []), new HashSet<ServiceId> { Permits }, new HashSet<ServiceId>(), _ => true));

    [Fact]
    public void The_demonstrations_flow_has_no_mistakes() => Assert.Empty(CheckFlow.Of(
        DemoFlow.Definition, DemoFlow.Definition.Steps.Select(it => it.Service).OfType<ServiceId>().ToHashSet(), new HashSet<ServiceId>(), _ => false));

    private static IReadOnlyList<FlowMistake> Mistakes(params FlowStep[] steps) =>
        CheckFlow.Of(new FlowDefinition(new Language("sv"), Permits, "menu", steps), new HashSet<ServiceId> { Permits }, new HashSet<ServiceId> { Refuse }, it => it == "allowed.example.org");

    private static FlowStep Menu() => new("menu", StepKind.Menu, Texts.Of(("sv", "Tryck 1.")), Keys: [Key("1")]);

    private static FlowKey Spoken(string key) => Key(key) with { Examples = ["jag vill bygga", "ett garage", "mitt bygglov"] };

    private static FlowKey Key(string key) => new(key, "Bygglov", "queue");

    private static FlowStep Say(string id, string next) => new(id, StepKind.Say, Texts.Of(("sv", "Hej")), next);

    private static FlowStep Queue() => new("queue", StepKind.Queue, Service: Permits);
}
