using Isberg.People;
using Isberg.Services;
using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>A person writes first, or calls somebody up.</summary>
public sealed class BeginningStories
{
    [Fact]
    public void What_a_person_begins_is_his_at_once_and_is_wrapped_up_like_any_contact() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Maya begins anna for sales by email
        09:10:00 Maya ends anna
                 wrap up anna by Maya until 09:12:00
        09:10:30 Maya wraps up anna
                 close anna: handled
        """);

    [Fact]
    public void It_takes_room_like_any_contact() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Maya begins anna for sales by email
        09:00:02 boris queues for sales
        09:05:00 Maya ends anna
        09:05:10 Maya wraps up anna
                 offer boris to Maya
        """);

    [Fact]
    public void Neither_a_break_nor_a_full_desk_keeps_a_person_from_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Maya is away
        09:00:02 Maya begins anna for sales by email
        09:00:03 Maya begins boris for sales by email
        09:00:04 Maya begins clara for sales by email
        """, it => it.Person("Maya", rule => rule with { Capacity = new(1, 1, 1, 1) }));

    [Fact]
    public void What_excludes_it_keeps_a_person_from_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya accepts anna
        09:00:03 Maya begins boris for sales by email
                 refuse person.in_conflict
        09:00:04 Maya begins boris for sales
                 refuse person.in_conflict
        09:05:00 Maya ends anna
        09:05:10 Maya wraps up anna
        09:05:11 Maya begins boris for sales
        """);

    [Fact]
    public void What_rings_goes_back_to_its_place_when_it_does_not_go_together_with_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales
                 offer anna to Maya
        09:00:02 Maya begins boris for sales by email
                 withdraw anna from Maya
        09:00:03 Maya ends boris
        09:00:04 Maya wraps up boris
                 offer anna to Maya
        """);

    [Fact]
    public void What_rings_goes_on_ringing_when_it_goes_together_with_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales by email
                 offer anna to Maya
        09:00:02 Maya begins boris for sales by email
        09:00:03 Maya accepts anna
        """, it => it.Person("Maya", rule => rule with { Capacity = new(1, 1, 2, 1) }));

    [Fact]
    public void Only_who_is_there_and_answers_the_service_begins_a_contact_in_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Maya begins anna for support by email
                 refuse person.not_assigned
        09:00:02 Maya begins anna for sales by email
        09:00:03 Maya begins anna for sales by email
                 refuse contact.known
        09:00:04 Noor is ready for sales
        09:00:05 Noor signs out
        09:00:06 Noor begins boris for sales by email
                 refuse person.signed_out
        """);

    [Fact]
    public void Sent_on_it_waits_from_that_moment_like_any_contact() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Maya begins anna for sales
        09:10:00 Maya transfers anna to sales
                 queue anna for sales due 09:12:00
        09:10:10 Noor is ready for sales
                 offer anna to Noor
        """);

    [Fact]
    public void When_its_person_is_signed_out_it_waits_for_another() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 Maya begins anna for sales by email
        09:00:02 Noor is ready for sales
        09:00:03 Maya signs out
                 return anna from Maya
                 queue anna for sales due 09:02:03 at the front
                 offer anna to Noor
        """);
}
