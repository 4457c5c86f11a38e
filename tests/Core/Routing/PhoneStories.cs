using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>A call follows the phone: not the screen, and not the person whose phone is gone.</summary>
public sealed class PhoneStories
{
    [Fact]
    public void A_phone_that_dies_in_the_conversation_gives_the_caller_back_to_the_front() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales
        09:05:00 Maya's phone is lost with anna
                 presence of Maya: not answering
                 return anna from Maya
        09:05:10 Noor is ready for sales
                 offer anna to Noor
        """);

    [Fact]
    public void A_phone_that_dies_while_it_rings_gives_the_caller_to_the_next() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Noor is ready for sales
        09:00:02 anna queues for sales
                 offer anna to Maya
        09:00:05 Maya's phone is lost with anna
                 presence of Maya: not answering
                 withdraw anna from Maya
                 offer anna to Noor
        """);

    [Fact]
    public void Whoever_had_put_the_caller_on_hold_loses_him_with_his_phone_too() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:10 Maya holds anna
        09:00:20 Maya's phone is lost with anna
                 return anna from Maya
        """);

    [Fact]
    public void A_lost_screen_leaves_the_call_to_its_phone() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:10 Maya's screen is lost
        09:05:00 Maya ends anna
        """);

    [Fact]
    public void Only_the_phone_of_whoever_has_the_call_can_lose_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Noor is ready for sales
        09:00:02 anna queues for sales
                 offer anna to Maya
        09:00:03 boris queues for sales by chat
                 offer boris to Noor
        09:00:04 Noor's phone is lost with anna
                 refuse contact.not_yours
        09:00:05 Noor accepts boris
        09:00:06 Noor's phone is lost with boris
                 refuse contact.no_call
        09:00:07 Maya accepts anna
        09:00:08 anna hangs up
        09:00:09 Maya's phone is lost with anna
                 refuse contact.not_handled
        """);
}
