using Isberg.People;
using Isberg.Services;
using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>Who is taken first, and where those go who cannot wait.</summary>
public sealed class QueueStories
{
    [Fact]
    public void The_sooner_due_is_taken_first_whatever_the_service() => Check("""
        09:00:00 anna queues for sales
        09:00:01 boris queues for support
        09:00:30 Maya is ready for sales, support
                 offer boris to Maya
        """, it => it.Service("support", rule => rule with { Target = TimeSpan.FromSeconds(20) }));

    [Fact]
    public void A_priority_class_goes_before_due_time() => Check("""
        09:00:00 anna queues for sales
        09:00:01 boris queues for sales priority 2
        09:00:30 Maya is ready for sales
                 offer boris to Maya
        """);

    [Fact]
    public void Who_comes_back_from_a_lost_screen_goes_before_those_who_are_due_as_soon() => Check("""
        09:00:00 anna queues for sales by chat in fi
        09:00:00 boris queues for sales by chat
        09:00:01 Noor is ready for sales
                 offer boris to Noor
        09:00:02 Noor accepts boris
        09:00:03 Noor's screen is lost
                 return boris from Noor
        09:00:04 Maya is ready for sales
                 offer boris to Maya
        """, it => it.Person("Maya", rule => rule with { Languages = [new Language("fi")] }));

    [Fact]
    public void A_head_start_makes_a_contact_due_sooner() => Check("""
        09:00:00 anna queues for sales
                 queue anna for sales due 09:02:00
        09:00:30 boris queues for sales ahead 60
                 queue boris for sales due 09:01:30
        09:00:40 Maya is ready for sales
                 offer boris to Maya
        """);

    [Fact]
    public void A_callback_that_keeps_its_place_is_due_from_when_its_clock_began() => Check("""
        09:00:00 anna queues for sales
                 queue anna for sales due 09:02:00
        09:00:10 boris queues for sales since 08:50:00
                 queue boris for sales due 08:52:00
        09:00:40 Maya is ready for sales
                 offer boris to Maya
        """);

    [Fact]
    public void Where_the_newest_goes_first_classes_do_not_count() => Check("""
        09:00:00 anna queues for sales priority 1
        09:00:01 boris queues for sales
        09:00:40 Maya is ready for sales
                 offer boris to Maya
        """, it => it.Service("sales", rule => rule with { Order = QueueOrder.NewestFirst }));

    [Fact]
    public void Who_leaves_the_queue_is_gone() => Check("""
        09:00:00 anna queues for sales
        09:00:01 boris queues for sales
        09:00:10 anna hangs up
                 close anna: abandoned
        09:00:11 anna hangs up
                 refuse contact.unknown
        09:00:12 boris leaves a message
                 close boris: left by choice
        09:00:30 Maya is ready for sales
        """);

    [Fact]
    public void A_contact_arrives_once() => Check("""
        09:00:00 anna queues for sales
        09:00:01 anna queues for sales
                 refuse contact.known
        09:00:02 anna hangs up
        09:00:03 anna queues for sales
                 refuse contact.known
        """);

    [Fact]
    public void A_call_to_a_closed_service_is_turned_away_and_a_letter_waits() => Check("""
        07:00:00 anna queues for sales
                 turn anna away: closed
                 close anna: turned away
        07:00:01 boris queues for sales by email
        08:00:00 Maya is ready for sales
                 offer boris to Maya
        """, it => it.Service("sales", rule => rule with { Open = [World.Hours("08:00", "16:00")] }));

    [Fact]
    public void Who_stands_in_the_queue_at_closing_is_served() => Check("""
        15:59:00 anna queues for sales
        16:00:00 time passes
        16:01:00 Maya is ready for sales
                 offer anna to Maya
        """, it => it.Service("sales", rule => rule with { Open = [World.Hours("08:00", "16:00")] }));

    [Fact]
    public void A_service_that_empties_its_queue_at_closing_sends_them_on_or_away() => Check("""
        15:59:00 anna queues for sales
        16:00:00 time passes
                 overflow anna from sales to support: closed
        16:29:00 boris queues for support
        16:30:00 time passes
                 turn anna away: closed
                 turn boris away: closed
        """, it =>
    {
        it.Service("sales", rule => rule with { Open = [World.Hours("08:00", "16:00")], AtClosing = AtClosing.Empty, OverflowTo = it.ServiceId("support") });
        it.Service("support", rule => rule with { Open = [World.Hours("08:00", "16:30")], AtClosing = AtClosing.Empty });
    });

    [Fact]
    public void A_full_queue_overflows_and_then_turns_away() => Check("""
        09:00:00 anna queues for sales
        09:00:01 boris queues for sales
                 overflow boris from sales to support: full
        09:00:02 clara queues for sales
                 overflow clara from sales to support: full
                 turn clara away: full
        """, it =>
    {
        it.Service("sales", rule => rule with { MostWaiting = 1, OverflowTo = it.ServiceId("support") });
        it.Service("support", rule => rule with { MostWaiting = 1 });
    });

    [Fact]
    public void A_queue_without_room_still_takes_who_is_served_at_once() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 boris queues for sales
                 turn boris away: full
        """, it => it.Service("sales", rule => rule with { MostWaiting = 0 }));

    [Fact]
    public void Who_waits_too_long_overflows_with_the_clock_running_on() => Check("""
        09:00:00 anna queues for sales
                 queue anna for sales due 09:02:00
        09:01:00 time passes
                 overflow anna from sales to support: waited too long
                 queue anna for support due 09:02:00
        09:01:30 time passes
                 turn anna away: waited too long
        """, it =>
    {
        it.Service("sales", rule => rule with { OverflowAfter = TimeSpan.FromMinutes(1), OverflowTo = it.ServiceId("support") });
        it.Service("support", rule => rule with { GiveUpAfter = TimeSpan.FromSeconds(90) });
    });

    [Fact]
    public void Two_services_that_overflow_to_each_other_do_not_play_ball() => Check("""
        09:00:00 anna queues for sales
                 overflow anna from sales to support: full
                 turn anna away: full
        """, it =>
    {
        it.Service("sales", rule => rule with { MostWaiting = 0, OverflowTo = it.ServiceId("support") });
        it.Service("support", rule => rule with { MostWaiting = 0, OverflowTo = it.ServiceId("sales") });
    });

    [Fact]
    public void A_supervisor_moves_prioritises_and_discards() => Check("""
        09:00:00 anna queues for sales
                 queue anna for sales due 09:02:00
        09:00:01 boris queues for support
                 queue boris for support due 09:02:01
        09:00:02 Noor moves anna to support
                 queue anna for support due 09:02:00
        09:00:03 Noor prioritises boris to 1
        09:00:04 clara queues for support
                 queue clara for support due 09:02:04
        09:00:05 Noor discards clara
                 close clara: discarded
        09:00:10 Maya is ready for support
                 offer boris to Maya
        """);

    [Fact]
    public void A_citizen_changes_to_another_service_and_his_clock_runs_on() => Check("""
        09:00:00 boris queues for support
                 queue boris for support due 09:02:00
        09:00:01 Noor is ready for sales
        09:00:02 anna queues for sales
                 queue anna for sales due 09:02:02
                 offer anna to Noor
        09:00:05 anna changes to support
                 withdraw anna from Noor
                 queue anna for support due 09:02:02
        09:00:06 clara queues for support
                 queue clara for support due 09:02:06
        09:00:10 Maya is ready for support
                 offer boris to Maya
        09:00:11 sales closes
        09:00:12 anna changes to sales
                 refuse queue.shut
        """);

    [Fact]
    public void Those_who_wait_for_a_service_that_is_removed_are_told() => Check("""
        09:00:00 anna queues for sales
        09:00:01 sales is removed
                 turn anna away: no such service
        09:00:02 boris queues for sales
                 turn boris away: no such service
        """);
}
