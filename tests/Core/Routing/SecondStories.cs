using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>A second person at a call: a colleague who is asked, or a supervisor.</summary>
public sealed class SecondStories
{
    [Fact]
    public void Whoever_is_asked_is_offered_nothing_until_he_is_let_go() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:04 Maya asks Noor about anna
        09:00:05 boris queues for sales
        09:00:06 Noor answers anna offer 2
        09:01:00 Noor leaves anna
                 offer boris to Noor
        """);

    [Fact]
    public void A_call_is_handed_over_to_whoever_was_asked_and_nobody_waits() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:04 Maya asks Noor about anna
        09:00:05 Maya hands anna to Noor in sales
                 refuse consult.unknown
        09:00:06 Noor answers anna offer 2
        09:00:30 Maya hands anna to Noor in sales
                 wrap up anna by Maya until 09:02:30
                 hand anna over to Noor
        09:00:40 Maya wraps up anna
        09:01:00 Noor ends anna
                 wrap up anna by Noor until 09:03:00
        09:01:10 Noor wraps up anna
                 close anna: handled
        """);

    [Fact]
    public void Three_talk_and_the_one_who_was_asked_is_let_go_when_the_caller_hangs_up() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:04 Maya asks Noor about anna
        09:00:05 Maya joins anna
                 refuse consult.unknown
        09:00:06 Noor answers anna offer 2
        09:00:07 Maya joins anna
        09:01:00 anna hangs up
                 release Noor from anna
                 wrap up anna by Maya until 09:03:00
        """);

    [Fact]
    public void Nobody_asks_himself_or_two_at_once_or_somebody_whose_phone_is_taken() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya asks Noor about anna
                 refuse person.signed_out
        09:00:04 Maya asks Maya about anna
                 refuse consult.to_oneself
        09:00:05 Noor is ready for sales
        09:00:06 boris queues for sales
                 offer boris to Noor
        09:00:07 Maya asks Noor about anna
                 refuse colleague.busy
        09:00:08 Noor accepts boris
        09:00:09 Maya asks Noor about anna
                 refuse colleague.busy
        09:00:10 Noor asks Maya about anna
                 refuse contact.not_yours
        """);

    [Fact]
    public void A_consultation_that_failed_leaves_its_number_to_nobody() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:04 Maya asks Noor about anna
        09:00:05 Noor leaves anna
        09:00:06 Maya asks Noor about anna
        09:00:07 Noor answers anna offer 2
                 refuse consult.unknown
        09:00:08 Noor answers anna offer 3
        09:00:09 Maya transfers anna to support asking for Noor
                 release Noor from anna
                 wrap up anna by Maya until 09:02:09
                 offer anna to Noor
        09:00:10 Noor accepts anna offer 4
        """);

    [Fact]
    public void A_phone_that_is_lost_lets_the_one_who_was_asked_go() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:04 Maya asks Noor about anna
        09:00:05 Noor answers anna offer 2
        09:00:06 Maya's phone is lost with anna
                 presence of Maya: not answering
                 release Noor from anna
                 return anna from Maya
                 offer anna to Noor
        """);

    [Fact]
    public void A_supervisor_listens_whispers_and_takes_over() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Noor is ready for support
        09:00:03 Noor listens to anna
                 refuse contact.not_handled
        09:00:04 Maya accepts anna
        09:00:05 Noor takes anna from Maya
                 refuse supervision.unknown
        09:00:06 Noor listens to anna
        09:00:07 Noor whispers to anna
        09:00:30 Noor takes anna from Maya
                 wrap up anna by Maya until 09:02:30
                 hand anna over to Noor
        09:00:40 Noor ends anna
                 wrap up anna by Noor until 09:02:40
        """);

    [Fact]
    public void A_supervisor_leaves_with_the_conversation() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for support
        09:00:04 Noor listens to anna
        09:00:05 boris queues for support
        09:00:06 Maya ends anna
                 release Noor from anna
                 wrap up anna by Maya until 09:02:06
                 offer boris to Noor
        """);

    [Fact]
    public void Whoever_is_at_a_call_of_somebody_else_signs_out_only_when_a_supervisor_does_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for support
        09:00:04 Maya asks Noor about anna
        09:00:05 Noor signs out
                 refuse person.busy
        09:00:06 Maya signs Noor out
                 release Noor from anna
        """);
}
