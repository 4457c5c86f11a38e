using Isberg.People;
using Isberg.Services;
using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>Who is chosen, how much he can carry, and what happens when he goes.</summary>
public sealed class PeopleStories
{
    [Fact]
    public void The_longest_idle_is_chosen() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 anna queues for sales
                 offer anna to Noor
        """);

    [Fact]
    public void The_best_skilled_is_chosen_where_the_service_wants_it() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 anna queues for sales needing tax 1
                 offer anna to Maya
        """, it =>
    {
        it.Service("sales", rule => rule with { Choice = PersonChoice.BestSkilled });
        it.Person("Maya", rule => rule with { Skills = [it.Level("tax", 4)] });
        it.Person("Noor", rule => rule with { Skills = [it.Level("tax", 2)] });
    });

    [Fact]
    public void The_rank_of_a_service_goes_before_everything_else() => Check("""
        09:00:00 anna queues for support priority 0
        09:00:01 boris queues for sales
        09:00:02 Maya signs in
        09:00:03 Maya is ready
                 offer boris to Maya
        """, it => it.Answers("Maya", isRanked: true, "sales", "support"));

    [Fact]
    public void A_call_excludes_a_chat_and_two_chats_go_together() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by chat
                 offer anna to Maya
        09:00:02 boris queues for sales
        09:00:03 clara queues for sales by chat
        09:00:04 Maya accepts anna
                 offer clara to Maya
        09:00:05 Maya accepts clara
        09:00:06 david queues for sales by chat
        09:10:00 anna hangs up
        09:10:10 Maya wraps up anna
                 offer david to Maya
        """);

    [Fact]
    public void A_call_interrupts_mail_where_the_service_says_so() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales
                 offer boris to Maya
        """, it => it.Service("sales", rule => rule with { IsInterruptible = rule.Channel == Channel.Email }));

    [Fact]
    public void A_call_does_not_interrupt_mail_elsewhere() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales
        """);

    [Fact]
    public void A_named_person_is_waited_for_until_a_step_lets_go() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 Maya is away
        09:00:03 anna queues for sales asking for Maya
        09:00:33 time passes
                 relax anna to step 1
                 offer anna to Noor
        """, it => it.Service("sales", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromSeconds(30), [], ReleasePerson: true)] }));

    [Fact]
    public void A_transfer_to_a_colleague_waits_for_him_while_the_first_wraps_up() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:10 Noor is ready for support
        09:01:00 Maya transfers anna to sales asking for Noor
                 wrap up anna by Maya until 09:03:00
                 offer anna to Noor
        09:01:05 Noor accepts anna offer 2
        09:02:00 Maya wraps up anna
        09:05:00 anna hangs up
                 wrap up anna by Noor until 09:07:00
        """);

    [Fact]
    public void A_transfer_to_a_queue_keeps_its_due_time_and_goes_before_the_later_due() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:30 boris queues for support
        09:01:00 Maya transfers anna to support
        09:01:10 Noor is ready for support
                 offer anna to Noor
        """);

    [Fact]
    public void A_transfer_to_where_he_would_be_turned_away_is_refused() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:01:00 Maya transfers anna to support
                 refuse queue.shut
        """, it => it.Service("support", rule => rule with { Open = [] }));

    [Fact]
    public void A_lost_screen_gives_chats_back_and_keeps_the_call() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by chat
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:01:00 Maya's screen is lost
                 presence of Maya: not answering
                 return anna from Maya
                 offer anna to Noor
        """);

    [Fact]
    public void Nobody_signs_out_of_a_conversation_but_a_supervisor_may_do_it_for_him() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya signs out
                 refuse person.busy
        09:00:04 Noor signs Maya out
                 return anna from Maya
                 strand anna
        """);

    [Fact]
    public void A_break_takes_the_offer_away_and_leaves_the_conversation() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya is away
                 withdraw anna from Maya
        """);

    [Fact]
    public void A_beginner_takes_contacts_only_while_somebody_experienced_is_there() => Check("""
        09:00:00 Maya signs in
        09:00:00 Maya is ready
        09:00:01 anna queues for sales
                 strand anna
        09:00:02 Noor is ready for sales
                 rescue anna
                 offer anna to Maya
        """, it => it.Person("Maya", rule => rule with { Services = [new Assignment(it.ServiceId("sales"), IsBeginner: true)] }));

    [Fact]
    public void An_offer_that_no_longer_fits_is_withdrawn() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 sales is removed
                 withdraw anna from Maya
                 turn anna away: no such service
        """);

    [Fact]
    public void Hold_and_resume_are_the_handlers_own() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya holds anna
                 refuse contact.not_handled
        09:00:03 Maya accepts anna
        09:00:04 Maya holds anna
        09:00:05 Maya holds anna
                 refuse contact.held
        09:00:06 Noor resumes anna
                 refuse contact.not_yours
        09:00:07 Maya resumes anna
        09:00:08 Maya resumes anna
                 refuse contact.not_held
        """);
}
