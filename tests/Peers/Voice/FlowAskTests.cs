using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Services;
using static Isberg.Peers.Voice.TownFlows;

namespace Isberg.Peers.Voice;

/// <summary>Flows that ask: business systems, the floor, and who calls.</summary>
public sealed class FlowAskTests(Town town) : IClassFixture<Town>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12#", FlowOutcome.Finished)]
    [InlineData("13#", FlowOutcome.ToQueue)]
    public async Task What_a_business_system_says_decides_where_a_caller_goes(string keys, FlowOutcome outcome)
    {
        var (number, flow) = await town.Leads(
            Digits("digits", "look"), new FlowStep("look", StepKind.LookUp, Next: "choose", OnFailed: "failed", Url: $"{town.Cases.Address}/cases/{{case}}", Seconds: 10),
            new FlowStep("choose", StepKind.Decide, Next: "q", Branches: [new FlowBranch(new FlowCondition(ConditionKind.Variable, Name: "status", Value: "Granted"), "bye")]),
            HangUp("bye"), Queue("q", town.Centre.Sales), Queue("failed", town.Centre.Support));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press(keys);

        if (outcome == FlowOutcome.Finished) Assert.True((await call.Ended(Stop)).ByTheOther);
        else
        {
            Assert.Equal(town.Centre.Sales, (await town.Call(Stage.Queued)).Need.Service);
            await call.HangUp(Stop);
        }

        await town.NothingIsLeft();
        await town.Left(flow, outcome);
    }

    [Fact]
    public async Task A_system_that_hangs_keeps_nobody_longer_than_its_time()
    {
        var (number, flow) = await town.Leads(
            new FlowStep("look", StepKind.LookUp, Next: "q", OnFailed: "failed", Url: $"{town.Cases.Address}/hangs", Seconds: 1), Queue("q", town.Centre.Sales), Queue("failed", town.Centre.Support));
        var call = town.Caller().Call(number);

        Assert.Equal(town.Centre.Support, (await town.Call(Stage.Queued)).Need.Service);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task A_caller_whose_system_hangs_may_ask_for_a_person_or_hang_up_at_once()
    {
        var (number, flow) = await town.Leads(
            Say("hello", "look"), new FlowStep("look", StepKind.LookUp, Next: "q", OnFailed: "look", Url: $"{town.Cases.Address}/hangs", Seconds: 10), Queue("q", town.Centre.Sales));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        await call.Sound.HearsSilence(Stop); // it is being looked up
        call.Press("0");

        Assert.Equal(town.Centre.Support, (await town.Call(Stage.Queued)).Need.Service);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToPerson);
    }

    [Fact]
    public async Task Whoever_has_an_open_contact_may_be_connected_with_its_handler()
    {
        var about = await HasAnOpenContact("+46705550101");
        var (number, flow) = await town.Leads(
            new FlowStep("known", StepKind.Decide, Next: "q", Branches: [new FlowBranch(new FlowCondition(ConditionKind.OpenContact), "own")]),
            new FlowStep("own", StepKind.Handler, Texts.Of(("sv", "Tryck 1 för {handler}.")), "q"), Queue("q", town.Centre.Support));
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;

        var call = town.Caller("+46705550101").Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        call.Press("1");
        var ringing = await phone.NextCall(Stop);
        var contact = await town.Call(Stage.Offered, town.Centre.Maya);
        Assert.Equal((town.Centre.Sales, town.Centre.Maya), (contact.Need.Service, contact.Need.Person));
        Assert.Equal(about, (await town.Rows()).Last().Earlier);

        await call.HangUp(Stop);
        await ringing.Ended(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task A_caller_who_is_not_known_is_not_asked_for_a_handler()
    {
        var (number, flow) = await town.Leads(new FlowStep("own", StepKind.Handler, Next: "q"), Queue("q", town.Centre.Sales));
        var call = town.Caller("+46705550199").Call(number);

        Assert.Null((await town.Call(Stage.Queued)).Need.Person);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Theory]
    [InlineData(ConditionKind.Open)]
    [InlineData(ConditionKind.Closed)]
    public async Task Opening_hours_decide(ConditionKind kind)
    {
        var (number, flow) = await town.Leads(
            new FlowStep("choose", StepKind.Decide, Next: "no", Branches: [new FlowBranch(new FlowCondition(kind, town.Centre.Sales), "yes")]), Queue("yes", town.Centre.Sales), Queue("no", town.Centre.Support));
        var call = town.Caller().Call(number);

        Assert.Equal(kind == ConditionKind.Open ? town.Centre.Sales : town.Centre.Support, (await town.Call(Stage.Queued)).Need.Service);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToQueue);
    }

    [Fact]
    public async Task Where_a_service_is_out_of_use_a_person_takes_over()
    {
        var (number, flow) = await town.Leads(Queue("q", new ServiceId(Guid.NewGuid())));
        var call = town.Caller().Call(number);

        Assert.Equal(town.Centre.Support, (await town.Call(Stage.Queued)).Need.Service);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Left(flow, FlowOutcome.ToPerson);
    }

    /// <summary>Maya works on a mail of his.</summary>
    private async Task<ContactId> HasAnOpenContact(string phone)
    {
        var (contact, customer, now) = (new ContactId(Guid.NewGuid()), new CustomerId(Guid.NewGuid()), DateTimeOffset.UtcNow);
        await town.Writes(db =>
        {
            db.Customers.Add(new Customer { Id = customer, Centre = town.Centre.Id, Phone = phone, Version = Guid.NewGuid() });
            db.Contacts.Add(new ContactRow
            {
                Id = contact, Centre = town.Centre.Id, Commissioner = town.Centre.Commissioner, Reference = ContactReference.Of(contact), Service = town.Centre.Sales, Channel = Channel.Email,
                Customer = customer, Stage = Stage.Handled, ArrivedAt = now, AnsweredAt = now, Person = town.Centre.Maya, Segment = 1,
            });
        });
        return contact;
    }
}
