using Isberg.Services;
using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>A contact goes on in another channel.</summary>
public sealed class ChannelStories
{
    private static void MailGivesWay(World world) => world.Service("sales", rule => rule with { IsInterruptible = rule.Channel == Channel.Email });

    [Fact]
    public void Whoever_answers_a_chat_by_mail_goes_on_without_wrap_up_and_has_room_for_another_chat() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by chat
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales by chat
                 offer boris to Maya
        09:00:04 Maya accepts boris
        09:00:05 clara queues for sales by chat
        09:05:00 Maya goes on with anna by email
                 go on with anna by email: Maya
                 offer clara to Maya
        09:05:10 Maya ends anna
                 wrap up anna by Maya until 09:07:10
        """, MailGivesWay);

    [Fact]
    public void A_citizen_who_comes_to_the_chat_has_whoever_handled_his_mail_at_once() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:30:00 anna goes on by chat
                 go on with anna by chat: Maya
        09:31:00 Maya's screen is lost
                 return anna from Maya
        """);

    [Fact]
    public void Nobody_is_overrun_by_a_mail_that_becomes_a_chat_the_citizen_waits_for_him_instead() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 boris queues for sales by chat
                 offer boris to Maya
        09:00:04 Maya accepts boris
        09:00:05 clara queues for sales by chat
                 offer clara to Maya
        09:00:06 Maya accepts clara
        09:00:07 Noor is ready for sales
        09:30:00 anna goes on by chat
                 return anna from Maya
        09:40:00 clara hangs up
        09:40:10 Maya wraps up clara
                 offer anna to Maya
        """, MailGivesWay);

    [Fact]
    public void Whoever_is_being_offered_something_is_not_given_a_chat_beside_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:30:00 boris queues for sales by chat
                 offer boris to Maya
        09:30:01 anna goes on by chat
                 return anna from Maya
        09:30:05 Maya accepts boris
                 offer anna to Maya
        """, MailGivesWay);

    [Fact]
    public void A_citizen_who_comes_while_his_handler_is_away_is_taken_by_somebody_else() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya is away
        09:00:04 Noor is ready for sales
        09:30:00 anna goes on by chat
                 return anna from Maya
                 offer anna to Noor
        """);

    [Fact]
    public void A_chat_that_goes_on_waits_with_the_due_time_of_the_mail() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 queue anna for sales due 09:02:01
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya is away
        09:30:00 anna goes on by chat
                 return anna from Maya
                 queue anna for sales due 09:02:01
        """);

    [Fact]
    public void Only_who_handles_a_contact_changes_its_channel_and_only_to_another() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 anna goes on by chat
                 refuse contact.not_handled
        09:00:03 Maya accepts anna
        09:00:04 Noor goes on with anna by chat
                 refuse contact.not_yours
        09:00:05 Maya goes on with anna by email
                 refuse channel.same
        """);
}
