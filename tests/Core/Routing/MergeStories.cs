using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>Two contacts become one.</summary>
public sealed class MergeStories
{
    [Fact]
    public void A_contact_that_waits_ends_in_the_one_that_somebody_handles() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales by email
        09:05:00 Maya merges boris into anna
                 close boris: merged
        09:06:00 Maya ends anna
                 wrap up anna by Maya until 09:08:00
        """);

    [Fact]
    public void What_somebody_handles_himself_ends_without_wrap_up_and_leaves_him_room() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by chat
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales by chat
                 offer boris to Maya
        09:00:04 Maya accepts boris
        09:00:05 clara queues for sales by chat
        09:05:00 Maya merges boris into anna
                 close boris: merged
                 offer clara to Maya
        """);

    [Fact]
    public void What_rings_at_his_own_desk_is_taken_back_and_ends() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by chat
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales by chat
                 offer boris to Maya
        09:00:04 Maya merges boris into anna
                 withdraw boris from Maya
                 close boris: merged
        """);

    [Fact]
    public void Nothing_is_taken_out_of_a_colleagues_hands() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya is away
        09:00:04 Noor is ready for sales
        09:00:05 boris queues for sales by email
                 offer boris to Noor
        09:00:06 Maya merges boris into anna
                 refuse merge.taken
        09:00:07 Noor accepts boris
        09:00:08 Maya merges boris into anna
                 refuse merge.taken
        09:00:09 Maya merges anna into boris
                 refuse merge.taken
        09:00:10 Maya merges anna into anna
                 refuse merge.same
        """);

    [Fact]
    public void A_supervisor_merges_two_that_wait() => Check("""
        09:00:00 anna queues for sales by email
                 strand anna
        09:00:01 boris queues for sales by email
                 strand boris
        09:00:02 Eva merges boris into anna
                 close boris: merged
        09:00:03 Maya is ready for sales
                 offer anna to Maya
        """);

    [Fact]
    public void What_is_over_is_not_merged_and_nothing_is_merged_into_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales
        09:01:00 Maya ends anna
                 wrap up anna by Maya until 09:03:00
        09:01:01 Maya merges boris into anna
                 refuse merge.over
        09:01:02 Maya merges anna into boris
                 refuse merge.over
        """);
}
