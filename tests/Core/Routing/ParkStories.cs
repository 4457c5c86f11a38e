using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>A parked call is nobody's for a while, and is never forgotten.</summary>
public sealed class ParkStories
{
    [Fact]
    public void Whoever_parks_a_call_is_free_at_once_and_a_colleague_picks_it_up() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales
        09:00:10 Maya parks anna
                 offer boris to Maya
        09:00:11 Maya accepts boris
        09:00:12 Noor is ready for support
        09:01:00 Noor picks up anna
        09:01:01 Maya picks up anna
                 refuse contact.not_parked
        09:02:00 Noor ends anna
                 wrap up anna by Noor until 09:04:00
        09:02:10 Noor wraps up anna
                 close anna: handled
        """);

    [Fact]
    public void A_caller_who_is_parked_too_long_returns_to_the_front_with_the_due_time_that_he_had() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 queue anna for sales due 09:02:01
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:10 Maya parks anna
        09:00:11 Maya is not ready
        09:00:12 boris queues for sales
                 queue boris for sales due 09:02:12
        09:02:10 time passes
                 queue anna for sales due 09:02:01 at the front
        09:02:20 Noor is ready for sales
                 offer anna to Noor
        """);

    [Fact]
    public void Whoever_parked_a_call_is_asked_first_when_it_returns() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 queue anna for sales due 09:02:01
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:10 Maya parks anna
        09:02:10 time passes
                 queue anna for sales due 09:02:01 at the front
                 offer anna to Maya
        """);

    [Fact]
    public void A_caller_who_hangs_up_while_he_is_parked_was_helped_and_nobody_wraps_up() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:10 Maya parks anna
        09:00:30 anna hangs up
                 close anna: handled
        """);

    [Fact]
    public void Nobody_picks_up_a_second_call_or_parks_what_is_not_his() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor parks anna
                 refuse contact.not_yours
        09:00:04 Noor is ready for sales
        09:00:05 boris queues for sales
                 offer boris to Noor
        09:00:06 Maya parks anna
        09:00:07 Noor picks up anna
                 refuse person.has_call
        09:00:08 Noor accepts boris
        09:00:09 Noor picks up anna
                 refuse person.has_call
        09:00:10 Maya parks boris
                 refuse contact.not_yours
        09:00:11 Maya picks up anna
        09:00:12 Maya ends anna
                 wrap up anna by Maya until 09:02:12
        """);

    [Fact]
    public void Only_calls_are_parked() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by chat
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya parks anna
                 refuse contact.no_call
        """);

    [Fact]
    public void A_colleague_who_was_asked_is_let_go_when_the_call_is_parked() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Noor is ready for sales
        09:00:04 Maya asks Noor about anna
        09:00:05 Maya parks anna
                 release Noor from anna
        09:00:06 Noor picks up anna
        """);

    [Fact]
    public void An_outage_is_not_counted_as_parked() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:10 Maya parks anna
        09:05:00 the server was away for 00:04:00
        09:05:30 Maya picks up anna
        """);
}
