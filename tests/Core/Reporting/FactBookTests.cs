using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using static Isberg.Reporting.Day;

namespace Isberg.Reporting;

public sealed class FactBookTests
{
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void A_contact_belongs_to_the_quarter_in_which_it_entered_whenever_it_is_answered()
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:14:50", Anna);
        Assert.Equal(Ending.Waiting, day[Anna].Ending);

        day.Accepts("08:15:12", Maya, Anna);

        Assert.Equal(QuarterAt("08:00"), Quarter.Of(day[Anna].EnteredAt));
        Assert.Equal(Seconds(22), day[Anna].Wait);
        Assert.Equal(Counted.AnsweredLate, Figures.Of(day[Anna], ServiceLevelRule.Ours) & (Counted.AnsweredLate | Counted.AnsweredInTime));
    }

    [Fact]
    public void Talk_hold_and_wrap_up_are_told_apart_and_make_the_handling_time()
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:00:10", Anna).Accepts("08:00:15", Maya, Anna)
            .On("08:01:15", new ContactHeld(Anna, Maya))
            .On("08:01:45", new ContactResumed(Anna, Maya))
            .Ends("08:02:15", Maya, Anna).WrapsUp("08:02:25", Maya, Anna);

        Assert.Equal((Seconds(90), Seconds(30), Seconds(10)), (day[Anna].Talk, day[Anna].Held, day[Anna].WrapUp));
        Assert.Equal(Seconds(130), day[Anna].Work);
    }

    [Fact]
    public void A_contact_on_hold_when_the_conversation_ends_was_held_until_then()
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:00:00", Anna).Accepts("08:00:00", Maya, Anna)
            .On("08:01:00", new ContactHeld(Anna, Maya))
            .On("08:01:30", new ContactLeft(Anna, LeaveWay.HungUp), new WrapUpBegan(Anna, Maya, 1, At("08:03:30")));

        Assert.Equal((Seconds(30), Result.CitizenLeft, Handling.WrappingUp), (day[Anna].Held, day[Anna].Result, day[Anna].Handling));
        Assert.Equal(Ending.Answered, day[Anna].Ending);
    }

    [Fact]
    public void Two_chats_at_once_share_their_time_and_keep_one_person_busy_once()
    {
        var day = new Day().IsReady("08:00:00", Maya)
            .Queues("08:00:00", Anna, Channel.Chat).Accepts("08:00:00", Maya, Anna)
            .Queues("08:01:00", Boris, Channel.Chat).Accepts("08:01:00", Maya, Boris)
            .Ends("08:03:00", Maya, Anna).WrapsUp("08:03:00", Maya, Anna)
            .Ends("08:04:00", Maya, Boris).WrapsUp("08:04:00", Maya, Boris)
            .On("08:05:00", new PersonSignedOut(Maya));

        Assert.Equal((Seconds(120), Seconds(120)), (day[Anna].Work, day[Boris].Work));
        Assert.Equal(Seconds(240), day.TimeOf(Maya, Doing.Handling, "08:00"));
        Assert.Equal(Seconds(60), day.TimeOf(Maya, Doing.Ready, "08:00"));
    }

    [Fact]
    public void A_mail_laid_aside_for_a_call_costs_nothing_meanwhile()
    {
        var day = new Day().IsReady("08:00:00", Maya)
            .Queues("08:00:00", Anna, Channel.Email).Accepts("08:00:00", Maya, Anna)
            .Queues("08:01:00", Boris).Accepts("08:01:00", Maya, Boris)
            .Ends("08:03:00", Maya, Boris).WrapsUp("08:03:30", Maya, Boris)
            .Ends("08:04:00", Maya, Anna).WrapsUp("08:04:00", Maya, Anna);

        Assert.Equal((Seconds(90), Seconds(150)), (day[Anna].Work, day[Boris].Work));
    }

    [Fact]
    public void What_a_person_begins_takes_his_time_and_is_no_contact_that_came_in()
    {
        var day = new Day().IsReady("08:00:00", Maya)
            .On("08:01:00", new ContactBegun(Anna, new(Sales, Channel.Email), Maya))
            .Ends("08:03:00", Maya, Anna)
            .WrapsUp("08:03:30", Maya, Anna);

        Assert.Equal((Origin.Begun, Ending.NobodyWaited, Handling.Finished), (day[Anna].Origin, day[Anna].Ending, day[Anna].Handling));
        Assert.Equal((Seconds(120), Seconds(30), Seconds(150)), (day[Anna].Talk, day[Anna].WrapUp, day[Anna].Work));
        Assert.Equal((Seconds(60), Seconds(120), Seconds(30)), (day.TimeOf(Maya, Doing.Ready, "08:00"), day.TimeOf(Maya, Doing.Handling, "08:00"), day.TimeOf(Maya, Doing.WrappingUp, "08:00")));
        Assert.Equal(Counted.Begun, Figures.Of(day[Anna], ServiceLevelRule.Ours));
    }

    [Fact]
    public void A_citizen_who_hangs_up_while_waiting_abandoned()
    {
        var day = new Day().Queues("08:00:00", Anna)
            .On("08:00:04", new ContactLeft(Anna, LeaveWay.HungUp), new ContactClosed(Anna, ContactOutcome.Abandoned));

        Assert.Equal((Ending.Abandoned, Seconds(4)), (day[Anna].Ending, day[Anna].Wait));
        Assert.True(Figures.Of(day[Anna], ServiceLevelRule.Ours).HasFlag(Counted.ShortAbandon | Counted.AbandonedInTime));
    }

    [Fact]
    public void Leaving_a_message_instead_of_waiting_is_a_flow_out_by_choice()
    {
        var day = new Day().Queues("08:00:00", Anna)
            .On("08:00:04", new ContactLeft(Anna, LeaveWay.LeftMessage), new ContactClosed(Anna, ContactOutcome.LeftByChoice));

        Assert.Equal(Counted.Offered | Counted.Arrived | Counted.FlowedOut | Counted.LeftByChoice, Figures.Of(day[Anna], ServiceLevelRule.Ours));
    }

    [Fact]
    public void After_an_overflow_the_clock_runs_on_and_both_services_were_offered_it()
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:00:00", Anna)
            .On("08:00:15", new ContactOverflowed(Anna, Sales, Support, OverflowCause.WaitedTooLong), new ContactQueued(Anna, 1, Support, At("08:00:20")))
            .Accepts("08:00:25", Maya, Anna);

        Assert.Equal((Sales, Ending.FlowedOut, Seconds(15)), (day[Anna].Service, day[Anna].Ending, day[Anna].Wait));
        Assert.Equal((Support, Ending.Answered, Seconds(25)), (day[Anna, 2].Service, day[Anna, 2].Ending, day[Anna, 2].Wait));
        Assert.False(Figures.Of(day[Anna, 2], ServiceLevelRule.Ours).HasFlag(Counted.Arrived));
    }

    [Fact]
    public void A_full_queue_turns_away_what_the_service_was_offered_but_a_closed_service_was_offered_nothing()
    {
        var day = new Day()
            .On("08:00:00", new ContactArrived(Anna, new(Sales, Channel.Voice)), new ContactTurnedAway(Anna, TurnAwayCause.Full), new ContactClosed(Anna, ContactOutcome.TurnedAway))
            .On("23:00:00", new ContactArrived(Boris, new(Sales, Channel.Voice)), new ContactTurnedAway(Boris, TurnAwayCause.Closed), new ContactClosed(Boris, ContactOutcome.TurnedAway));

        Assert.Equal((Ending.FlowedOut, Ending.Closed), (day[Anna].Ending, day[Boris].Ending));
        Assert.Equal(Counted.Arrived | Counted.Closed, Figures.Of(day[Boris], ServiceLevelRule.Ours));
    }

    [Fact]
    public void Those_who_stand_in_the_queue_when_it_is_emptied_at_closing_were_offered()
    {
        var day = new Day().Queues("15:59:50", Anna)
            .On("16:00:00", new ContactTurnedAway(Anna, TurnAwayCause.Closed), new ContactClosed(Anna, ContactOutcome.TurnedAway));

        Assert.Equal(Ending.FlowedOut, day[Anna].Ending);
    }

    [Fact]
    public void A_transfer_is_a_new_stay_with_a_clock_of_its_own_while_the_first_person_wraps_up()
    {
        var day = new Day().IsReady("08:00:00", Maya).IsReady("08:00:00", Noor).Queues("08:00:00", Anna).Accepts("08:00:10", Maya, Anna)
            .On("08:01:10", new ContactTransferred(Anna, Maya, new(Support, Channel.Voice), WasWrongPlace: true), new WrapUpBegan(Anna, Maya, 1, At("08:03:10")), new ContactQueued(Anna, 2, Support, At("08:01:30")))
            .Accepts("08:01:40", Noor, Anna)
            .On("08:02:00", new WrapUpFinished(Anna, Maya, []))
            .Ends("08:05:40", Noor, Anna).WrapsUp("08:05:40", Noor, Anna);

        Assert.Equal((Seconds(110), Seconds(240)), (day[Anna].Work, day[Anna, 2].Work));
        Assert.Equal((Seconds(30), Noor, Support), (day[Anna, 2].Wait, day[Anna, 2].Person, day[Anna, 2].Service));
        Assert.True(Figures.Of(day[Anna], ServiceLevelRule.Ours).HasFlag(Counted.Transferred | Counted.Misrouted | Counted.Finished));
    }

    [Theory]
    [InlineData("08:01:10", true, true)]
    [InlineData("08:01:11", true, false)]
    [InlineData("08:01:10", false, false)]
    public void A_misroute_is_told_within_a_minute_to_be_in_the_wrong_place(string at, bool wrongPlace, bool isMisroute)
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:00:00", Anna).Accepts("08:00:10", Maya, Anna)
            .On(at, new ContactTransferred(Anna, Maya, new(Support, Channel.Voice), wrongPlace));

        Assert.Equal(isMisroute, Figures.Of(day[Anna], ServiceLevelRule.Ours).HasFlag(Counted.Misrouted));
        Assert.True(Figures.Of(day[Anna], ServiceLevelRule.Ours).HasFlag(Counted.Transferred));
    }

    [Fact]
    public void A_supervisors_move_within_the_service_changes_nothing_and_to_another_flows_out()
    {
        var day = new Day().Queues("08:00:00", Anna)
            .On("08:00:05", new ContactMoved(Anna, new(Sales, Channel.Voice, new Language("fi")), Maya), new ContactQueued(Anna, 1, Sales, At("08:00:20")));
        Assert.Equal(Ending.Waiting, day[Anna].Ending);

        day.On("08:00:10", new ContactMoved(Anna, new(Support, Channel.Voice), Maya), new ContactQueued(Anna, 1, Support, At("08:00:20")));

        Assert.Equal((Ending.FlowedOut, Origin.Moved, At("08:00:00")), (day[Anna].Ending, day[Anna, 2].Origin, day[Anna, 2].ClockFrom));
    }

    [Fact]
    public void A_contact_whose_handler_is_lost_waits_anew()
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:00:00", Anna, Channel.Chat).Accepts("08:00:10", Maya, Anna)
            .On("08:02:10", new ScreenLost(Maya), new ContactReturned(Anna, Maya, 1), new ContactQueued(Anna, 2, Sales, At("08:02:30"), AtFront: true), new PresenceChanged(Maya, Presence.NotAnswering, PresenceCause.ScreenLost));

        Assert.Equal((Result.Returned, Handling.Finished, Seconds(120)), (day[Anna].Result, day[Anna].Handling, day[Anna].Work));
        Assert.Equal((Origin.Returned, Ending.Waiting, Channel.Chat), (day[Anna, 2].Origin, day[Anna, 2].Ending, day[Anna, 2].Channel));
        Assert.Equal(Doing.NotAnswering, day.Now(Maya).Doing);
    }

    [Fact]
    public void A_callback_that_keeps_its_place_waited_from_the_first_wish()
    {
        var day = new Day().IsReady("08:00:00", Maya)
            .On("08:30:00", new ContactArrived(Anna, new(Sales, Channel.Voice), Since: At("08:10:00")), new ContactQueued(Anna, 1, Sales, At("08:10:20")))
            .Accepts("08:30:05", Maya, Anna);

        Assert.Equal(TimeSpan.FromMinutes(20) + Seconds(5), day[Anna].Wait);
        Assert.Equal(QuarterAt("08:30"), Quarter.Of(day[Anna].EnteredAt));
    }

    [Fact]
    public void A_head_start_is_no_part_of_the_promise()
    {
        var day = new Day()
            .On("08:00:00", new ContactArrived(Anna, new(Sales, Channel.Voice), HeadStart: Seconds(15)), new ContactQueued(Anna, 1, Sales, At("08:00:05")));

        Assert.Equal(At("08:00:20"), day[Anna].PromisedAt);
    }

    [Fact]
    public void A_persons_time_is_cut_at_the_quarters_and_kept_by_reason()
    {
        var day = new Day().IsReady("08:05:00", Maya)
            .On("08:20:00", new PresenceChosen(Maya, Presence.NotReady, Lunch))
            .On("08:50:00", new PresenceChosen(Maya, Presence.Ready));

        Assert.Equal(TimeSpan.FromMinutes(10), day.TimeOf(Maya, Doing.Ready, "08:00"));
        Assert.Equal(TimeSpan.FromMinutes(5), day.TimeOf(Maya, Doing.Ready, "08:15"));
        Assert.Equal(TimeSpan.FromMinutes(10), day.TimeOf(Maya, Doing.NotReady, "08:15", Lunch));
        Assert.Equal(TimeSpan.FromMinutes(15), day.TimeOf(Maya, Doing.NotReady, "08:30", Lunch));
        Assert.Equal(TimeSpan.FromMinutes(5), day.TimeOf(Maya, Doing.NotReady, "08:45", Lunch));
    }

    [Fact]
    public void A_running_conversation_goes_on_after_the_person_says_not_ready()
    {
        var day = new Day().IsReady("08:00:00", Maya).Queues("08:00:00", Anna).Accepts("08:00:00", Maya, Anna)
            .On("08:01:00", new PresenceChosen(Maya, Presence.NotReady, Lunch))
            .Ends("08:02:00", Maya, Anna).WrapsUp("08:03:00", Maya, Anna)
            .On("08:04:00", new PersonSignedOut(Maya));

        Assert.Equal(TimeSpan.FromMinutes(2), day.TimeOf(Maya, Doing.Handling, "08:00"));
        Assert.Equal(TimeSpan.FromMinutes(1), day.TimeOf(Maya, Doing.WrappingUp, "08:00"));
        Assert.Equal(TimeSpan.FromMinutes(1), day.TimeOf(Maya, Doing.NotReady, "08:00", Lunch));
    }

    [Fact]
    public void The_time_since_the_last_event_can_be_told_before_the_next_comes()
    {
        var day = new Day().IsReady("08:10:00", Maya);

        var running = day.Now(Maya).Until(At("08:20:00")).ToList();

        Assert.Equal(
            [(new TimeKey(Maya, QuarterAt("08:00"), Doing.Ready), TimeSpan.FromMinutes(5)), (new TimeKey(Maya, QuarterAt("08:15"), Doing.Ready), TimeSpan.FromMinutes(5))],
            running);
    }

    [Fact]
    public void A_restart_at_any_moment_leaves_the_same_facts()
    {
        var whole = Told(restarts: false);
        var restarted = Told(restarts: true);

        foreach (var (contact, number) in new[] { (Anna, 1), (Anna, 2), (Boris, 1) })
            Assert.Equal(whole[contact, number] with { Reasons = [] }, restarted[contact, number] with { Reasons = [] });
        foreach (var doing in Enum.GetValues<Doing>())
            Assert.Equal(whole.TimeOf(Maya, doing, "08:00"), restarted.TimeOf(Maya, doing, "08:00"));

        static Day Told(bool restarts)
        {
            var day = new Day();
            Func<Day, Day>[] story =
            [
                it => it.IsReady("08:00:00", Maya).IsReady("08:00:00", Noor),
                it => it.Queues("08:00:00", Anna, Channel.Chat).Accepts("08:00:07", Maya, Anna),
                it => it.Queues("08:00:10", Boris, Channel.Chat).Accepts("08:00:21", Maya, Boris),
                it => it.On("08:01:00", new ContactTransferred(Anna, Maya, new(Support, Channel.Chat)), new WrapUpBegan(Anna, Maya, 1, At("08:03:00"))),
                it => it.On("08:01:00", new ContactQueued(Anna, 2, Support, At("08:01:20"))).Accepts("08:01:13", Noor, Anna),
                it => it.On("08:01:30", new WrapUpExpired(Anna, Maya, 1)),
                it => it.Ends("08:02:01", Maya, Boris).WrapsUp("08:02:17", Maya, Boris),
                it => it.Ends("08:03:00", Noor, Anna).WrapsUp("08:03:01", Noor, Anna),
            ];
            foreach (var part in story)
            {
                part(day);
                if (restarts) day.ServerRestarts();
            }
            return day;
        }
    }
}
