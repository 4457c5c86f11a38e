using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>Offers: made, answered, declined, left and lost.</summary>
public sealed class OfferStories
{
    [Fact]
    public void An_unanswered_offer_returns_to_the_front_of_the_queue() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 boris queues for sales
        09:00:21 time passes
                 withdraw anna from Maya
        09:00:30 Noor is ready for sales
                 offer anna to Noor
        """);

    [Fact]
    public void Who_does_not_answer_takes_none_until_he_says_that_he_is_back() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:21 time passes
                 presence of Maya: not answering
                 withdraw anna from Maya
        09:00:30 Maya is ready
                 offer anna to Maya
        """);

    [Fact]
    public void Who_accepts_is_offered_no_more_calls_until_he_has_wrapped_up() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 boris queues for sales
        09:00:05 Maya accepts anna
        09:03:00 anna hangs up
        09:03:30 Maya wraps up anna
                 offer boris to Maya
        """);

    [Fact]
    public void Wrap_up_ends_by_itself_at_its_limit() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:05 Maya accepts anna
        09:03:00 Maya ends anna
                 wrap up anna by Maya until 09:05:00
        09:03:01 boris queues for sales
        09:05:00 time passes
                 wrap up of anna by Maya over
                 close anna: handled
                 offer boris to Maya
        """);

    [Fact]
    public void Without_time_for_wrap_up_the_contact_closes_at_once() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:05 Maya accepts anna
        09:03:00 anna hangs up
                 wrap up anna by Maya until 09:03:00
                 wrap up of anna by Maya over
                 close anna: handled
        """, it => it.Service("sales", rule => rule with { WrapUpLimit = TimeSpan.Zero }));

    [Fact]
    public void Who_declines_is_left_in_peace_while_another_fits() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Noor is ready for sales
        09:00:02 anna queues for sales
                 offer anna to Maya
        09:00:03 Maya declines anna
                 withdraw anna from Maya
                 offer anna to Noor
        09:00:04 boris queues for sales
                 offer boris to Maya
        """);

    [Fact]
    public void Who_declined_is_asked_again_after_the_pause_when_the_other_is_busy() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 boris queues for sales
                 offer boris to Noor
        09:00:03 Noor accepts boris
        09:00:04 anna queues for sales
                 offer anna to Maya
        09:00:10 Maya declines anna
                 withdraw anna from Maya
        09:01:09 time passes
        09:01:10 time passes
                 offer anna to Maya
        """);

    [Fact]
    public void A_pause_after_declining_stands_still_while_the_server_is_away() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 boris queues for sales
                 offer boris to Noor
        09:00:03 Noor accepts boris
        09:00:04 anna queues for sales
                 offer anna to Maya
        09:00:10 Maya declines anna
                 withdraw anna from Maya
        09:00:40 the server was away for 00:00:20
        09:01:29 time passes
        09:01:30 time passes
                 offer anna to Maya
        """);

    [Fact]
    public void A_pause_that_was_over_before_the_server_was_away_stays_over() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 boris queues for sales
                 offer boris to Noor
        09:00:03 Noor accepts boris
        09:00:04 anna queues for sales
                 offer anna to Maya
        09:00:10 Maya declines anna
                 withdraw anna from Maya
        09:00:11 Maya is away
        09:01:20 carl queues for sales
        09:02:20 the server was away for 00:01:00
        09:02:30 Maya is ready
                 offer anna to Maya
        """);

    [Fact]
    public void What_is_not_known_to_have_passed_before_the_server_was_away_has_not_passed() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 boris queues for sales
                 offer boris to Noor
        09:00:03 Noor accepts boris
        09:00:04 anna queues for sales
                 offer anna to Maya
        09:00:10 Maya declines anna
                 withdraw anna from Maya
        09:00:11 Maya is away
        09:01:20 time passes
        09:02:20 the server was away for 00:02:09
        09:02:30 Maya is ready
        09:03:18 time passes
        09:03:19 time passes
                 offer anna to Maya
        """);

    [Fact]
    public void Who_declined_is_asked_again_at_once_when_the_last_other_leaves() => Check("""
        09:00:00 Noor is ready for sales
        09:00:00 Noor is away
        09:00:01 Maya is ready for sales
        09:00:04 anna queues for sales
                 offer anna to Maya
        09:00:10 Maya declines anna
                 withdraw anna from Maya
        09:00:20 Noor signs out
                 offer anna to Maya
        """);

    [Fact]
    public void A_late_answer_is_refused() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:25 Maya accepts anna
                 refuse offer.gone
                 withdraw anna from Maya
        """);

    [Fact]
    public void A_citizen_who_hangs_up_while_it_rings_is_gone() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:05 anna hangs up
                 withdraw anna from Maya
                 close anna: abandoned
        09:00:06 boris queues for sales
                 offer boris to Maya
        """);
}
