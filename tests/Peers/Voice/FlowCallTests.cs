using Isberg.Asterisk.World;
using Isberg.Channels.Voice.Flows;
using Isberg.Contacts;
using Isberg.Services;
using Microsoft.Extensions.DependencyInjection;
using static Isberg.Peers.Voice.TownFlows;

namespace Isberg.Peers.Voice;

/// <summary>Real callers in flows: what they hear, what they press, and where it leads them.</summary>
public sealed class FlowCallTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Recorded = 660;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_chooses_in_a_menu_and_whoever_answers_reads_what_he_chose()
    {
        var (number, flow) = await town.Leads(Say("hello", "menu"), Menu("menu", new FlowKey("1", "Bygglov", "q"), new FlowKey("2", "Annat", "bye")), Queue("q", town.Centre.Sales), HangUp("bye"));
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;

        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        await town.At(flow, "menu");
        call.Press("1");
        var taken = await phone.NextCall(Stop);
        var contact = await town.Call(Stage.Offered);
        Assert.Equal((town.Centre.Sales, "Bygglov"), (contact.Need.Service, await town.Told(contact.Contact)));
        taken.Answer();
        taken.Sound.Tone = 660;
        await call.Sound.Hears(660, Stop);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task A_key_ends_the_saying_and_digits_are_kept_for_the_agent()
    {
        var (number, flow) = await town.Leads(Say("hello", "digits"), Digits("digits", "q"), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop); // the welcome is still being said
        call.Press("4711#");

        var contact = await town.Call(Stage.Queued);
        Assert.Equal("case: 4711", await town.Told(contact.Contact));
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999")]
    public async Task Key_0_and_not_being_understood_three_times_lead_to_a_person(string keys)
    {
        var (number, flow) = await town.Leads(Menu("menu", new FlowKey("1", "Bygglov", "q")), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press(keys);

        Assert.Equal(town.Centre.Support, (await town.Call(Stage.Queued)).Need.Service);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToPerson);
    }

    [Fact]
    public async Task Whoever_gets_his_answer_from_the_flow_is_let_go_and_never_becomes_a_contact()
    {
        var before = (await town.Rows()).Count;
        var (number, flow) = await town.Leads(
            Digits("digits", "choose"), new FlowStep("choose", StepKind.Decide, Next: "q", Branches: [new FlowBranch(new FlowCondition(ConditionKind.Variable, Name: "case", Value: "12"), "bye")]),
            HangUp("bye"), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("12#");

        Assert.True((await call.Ended(Stop)).ByTheOther);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.Finished);
        Assert.Equal(before, (await town.Rows()).Count);
        Assert.Equal((1, 1, "bye choose digits"), await Benefit(flow));
    }

    [Fact]
    public async Task A_call_stays_in_the_version_that_it_came_into()
    {
        var (number, flow) = await town.Leads(Menu("menu", new FlowKey("1", "Bygglov", "q")), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);

        var second = town.Definition(HangUp("bye"));
        await town.Writes(db =>
        {
            db.FlowVersions.Add(new FlowVersion { Flow = flow, Number = 2, Centre = town.Centre.Id, Definition = second });
            db.Flows.Single(it => it.Id == flow).Published = 2;
        });
        call.Press("1");
        await town.Call(Stage.Queued);
        await call.HangUp(Stop);
        await town.NothingIsLeft();

        var next = town.Caller().Call(number);
        Assert.True((await next.Ended(Stop)).ByTheOther, "The next call goes into the new version.");
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.Finished);
    }

    [Theory]
    [InlineData("hello", "")]
    [InlineData("menu", "")]
    [InlineData("digits", "1")]
    public async Task A_caller_may_hang_up_in_any_step(string step, string keys)
    {
        var before = (await town.Rows()).Count;
        var (number, flow) = await town.Leads(Say("hello", "menu"), Menu("menu", new FlowKey("1", "Bygglov", "digits")), Digits("digits", "q"), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        if (step != "hello") await town.At(flow, "menu");
        if (keys.Length > 0) call.Press(keys);
        if (step == "digits") await town.At(flow, "digits");

        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.Abandoned);
        Assert.Equal(before, (await town.Rows()).Count);
    }

    [Fact]
    public async Task A_recording_is_heard_instead_of_the_voice_and_after_it_when_something_was_not_understood()
    {
        var sound = new FlowSound { Id = Guid.NewGuid(), Centre = town.Centre.Id, Sound = Wave.Tone(Recorded, TimeSpan.FromSeconds(2), 8_000) };
        await town.Writes(db => db.FlowSounds.Add(sound));
        var menu = Menu("menu", new FlowKey("1", "Bygglov", "q")) with { Sounds = new Dictionary<string, Guid> { ["sv"] = sound.Id } };
        var (number, flow) = await town.Leads(menu, Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Recorded, Stop);
        call.Press("9");
        await call.Sound.Hears(Town.Voice, Stop);
        await call.Sound.Hears(Recorded, Stop);
        call.Press("1");

        await town.Call(Stage.Queued);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task A_caller_leaves_a_message_and_nobody_answers_him()
    {
        await town.TakesMessages();
        var before = (await town.Rows()).Count;
        var (number, flow) = await town.Leads(Menu("menu", new FlowKey("1", "Bygglov", "message")), Leave("message", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("1");
        call.Sound.Tone = Annas;
        await town.At(flow, "message");
        var run = (await town.Run(flow))!;
        await town.Speaks(run.Contact);
        await Town.Until(async () => await town.Run(flow) is { Outcome: FlowOutcome.ToQueue }, "what he says is a message");
        call.Press("#");
        await call.Sound.Hears(Town.Voice, Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);

        var message = await town.Message(run.Contact);
        Assert.True((await town.Hear(message)).Caller(Annas) > TimeSpan.FromSeconds(1), "What he said is there.");
        Assert.Equal(("Bygglov", null), (await town.Told(message.Contact!.Value), message.Given));
        Assert.True(message.Since <= run.EnteredAt, "His clock runs since he called.");
        await town.ThrowsAway(message);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
        Assert.Equal(before, (await town.Rows()).Count);
    }

    [Fact]
    public async Task Who_would_rather_speak_to_a_person_than_leave_a_message_presses_0()
    {
        await town.TakesMessages();
        var (number, flow) = await town.Leads(Leave("message", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("0");

        var waits = await town.Call(Stage.Queued);
        Assert.Equal(town.Centre.Support, waits.Need.Service);
        await call.HangUp(Stop);
        await town.NoMessage(waits.Contact);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToPerson);
    }

    [Fact]
    public async Task A_caller_is_called_back_with_the_time_of_his_call_whatever_keys_the_number_has()
    {
        var (number, flow) = await town.Leads(new FlowStep("back", StepKind.Callback, Service: town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("#");
        Assert.True((await call.Ended(Stop)).ByTheOther);

        await town.Left(flow, FlowOutcome.ToQueue);
        var run = (await town.Run(flow))!;
        var callback = await town.Callback(run.Contact);
        Assert.Equal((town.Centre.Sales, "+46701234567"), (callback.Service, callback.Phone));
        Assert.True(callback.Since <= run.EnteredAt, "His clock runs since he called.");
        await town.Withdraws(run.Contact);
        await town.NothingIsLeft();
    }

    /// <summary>Who came in, who got what he wanted, and the steps that somebody came to.</summary>
    private async Task<(int Entered, int Finished, string Steps)> Benefit(FlowId flow)
    {
        await using var scope = town.Server.Services.CreateAsyncScope();
        var (measure, now) = (scope.ServiceProvider.GetRequiredService<MeasureFlow>(), DateTimeOffset.UtcNow);
        Assert.True((await measure.Run(town.Centre.Everybody, flow, now.AddDays(-1), now.AddDays(1), Stop)).Succeeded(out var it, out var refusal), refusal?.Sentence);
        return (it.Entered, it.Finished, string.Join(' ', it.Steps.Select(step => step.Step)));
    }
}
