using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using static Isberg.Tests.Routing.Story;

namespace Isberg.Tests.Routing;

/// <summary>What a contact needs, how that is eased, and that nobody is stranded in silence.</summary>
public sealed class NeedStories
{
    [Fact]
    public void A_skill_is_asked_for_until_a_step_drops_it() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales needing tax 3
        09:00:31 time passes
                 relax anna to step 1
                 offer anna to Maya
        """, it => it.Service("sales", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromSeconds(30), [it.Skill("tax")])] }));

    [Fact]
    public void Levels_are_lowered_step_by_step() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales needing tax 3
        09:00:11 time passes
                 relax anna to step 1
        09:00:21 time passes
                 relax anna to step 2
                 offer anna to Maya
        """, it =>
    {
        it.Person("Maya", rule => rule with { Skills = [it.Level("tax", 1)] });
        it.Service("sales", rule => rule with
        {
            Steps = [new RelaxStep(TimeSpan.FromSeconds(10), [], LowerLevelsBy: 1), new RelaxStep(TimeSpan.FromSeconds(20), [], LowerLevelsBy: 1)],
        });
    });

    [Fact]
    public void The_next_team_joins_at_its_step() => Check("""
        09:00:00 Maya signs in
        09:00:00 Maya is ready
        09:00:01 anna queues for sales
        09:00:31 time passes
                 relax anna to step 1
                 offer anna to Maya
        """, it =>
    {
        it.Person("Maya", rule => rule with { Services = [new Assignment(it.ServiceId("sales"), FromStep: 1)] });
        it.Service("sales", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromSeconds(30), [])] });
    });

    [Fact]
    public void A_step_is_skipped_when_nobody_signed_in_could_take_it_before() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales needing tax 3
                 relax anna to step 1
                 offer anna to Maya
        """, it => it.Service("sales", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromMinutes(5), [], DropAllSkills: true, SkipTo: SkipWhen.NobodySignedIn)] }));

    [Fact]
    public void A_step_is_skipped_when_the_last_who_could_take_it_leaves() => Check("""
        09:00:00 Maya is ready for sales
        09:00:00 Maya is away
        09:00:01 Noor is ready for sales
        09:00:02 anna queues for sales needing tax 3
        09:00:10 Maya signs out
                 relax anna to step 1
                 offer anna to Noor
        """, it =>
    {
        it.Person("Maya", rule => rule with { Skills = [it.Level("tax", 3)] });
        it.Service("sales", rule => rule with { Steps = [new RelaxStep(TimeSpan.FromMinutes(5), [], DropAllSkills: true, SkipTo: SkipWhen.NobodySignedIn)] });
    });

    [Fact]
    public void A_language_is_spoken_by_who_is_offered() => Check("""
        09:00:00 Noor is ready for sales
        09:00:01 Maya is ready for sales
        09:00:02 anna queues for sales in fi
                 offer anna to Maya
        """, it => it.Person("Maya", rule => rule with { Languages = [new Language("fi")] }));

    [Fact]
    public void Who_nobody_can_help_is_told_and_so_is_who_can_be_helped_again() => Check("""
        09:00:00 Maya is ready for sales
        09:00:01 anna queues for sales needing tax 3
                 strand anna
        09:00:05 Noor is ready for sales
                 rescue anna
                 offer anna to Noor
        """, it => it.Person("Noor", rule => rule with { Skills = [it.Level("tax", 3)] }));

    [Fact]
    public void Where_very_many_are_stranded_at_once_they_are_told_few_at_a_time() => Check("""
        09:00:00 Maya is ready for sales
        09:00:00 Maya is away
        09:00:01 anna queues for sales
        09:00:02 boris queues for sales
        09:00:03 clara queues for sales
        09:00:04 david queues for sales
        09:00:05 erik queues for sales priority 0
        09:00:10 Maya signs out
                 strand anna
                 strand boris
        09:00:11 time passes
                 strand clara
                 strand david
        09:00:11 clara hangs up
        09:00:12 Maya signs in
                 strand erik
                 rescue anna
        09:00:12 Maya is ready
                 rescue erik
                 offer erik to Maya
        09:00:13 time passes
                 rescue boris
                 rescue david
        09:00:14 time passes
        """, it => it.MostTold = 2);

    [Fact]
    public void What_is_left_to_tell_comes_due_shortly_and_no_later_for_what_happens_meanwhile()
    {
        var (world, floor, events) = (new World(), new Floor(), new List<Event>());
        floor.Handle(new ServiceChanged(world.Service("sales")), World.At("08:00"), events);
        world.Answers("Maya", isRanked: false, "sales");
        floor.Handle(new PersonChanged(world.Staff("Maya")), World.At("08:00"), events);
        floor.Handle(new PersonSignedIn(world.PersonId("Maya")), World.At("08:00"), events);
        for (var i = 0; i < (2 * Floor.MostTold) + 1; i++) Arrive(i, World.At("09:00"));

        Assert.Equal(Floor.MostTold, Stranded(() => floor.Handle(new PersonSignedOut(world.PersonId("Maya")), World.At("09:01"), events)));
        Assert.Equal(World.At("09:01") + Floor.TellingSpan, floor.NextDeadline);
        Assert.Equal(1, Stranded(() => Arrive(9_999, World.At("09:01") + (Floor.TellingSpan / 2))));
        Assert.Equal(World.At("09:01") + Floor.TellingSpan, floor.NextDeadline);
        Assert.Equal(Floor.MostTold, Stranded(() => floor.Handle(new TimePassed(), floor.NextDeadline!.Value, events)));
        Assert.Equal(1, Stranded(() => floor.Handle(new TimePassed(), floor.NextDeadline!.Value, events)));
        Assert.True(floor.NextDeadline > World.At("09:02"));

        void Arrive(int number, DateTimeOffset at) =>
            floor.Handle(new ContactArrived(world.ContactId($"contact {number}"), new Need(world.ServiceId("sales"), Channel.Voice)), at, events);

        int Stranded(Action act)
        {
            events.Clear();
            act();
            return events.OfType<ContactStranded>().Count();
        }
    }

    [Fact]
    public void A_letter_that_waits_for_the_morning_is_not_stranded() => Check("""
        06:00:00 anna queues for sales by email
        08:00:00 time passes
                 strand anna
        08:05:00 Maya is ready for sales
                 rescue anna
                 offer anna to Maya
        """, it => it.Service("sales", rule => rule with { Open = [World.Hours("08:00", "16:00")] }));

    [Fact]
    public void A_channel_that_is_open_and_that_nobody_answers_is_told() => Check("""
        07:59:00 Maya is ready for sales
        08:00:00 time passes
        09:00:00 Maya signs out
                 unattended sales by voice
                 unattended sales by chat
        10:00:00 Maya signs in
                 attended sales by voice
                 attended sales by chat
        12:00:00 Maya signs out
                 unattended sales by voice
                 unattended sales by chat
        16:00:00 time passes
                 attended sales by voice
                 attended sales by chat
        """, it =>
    {
        it.Service("sales", rule => rule with { Open = [World.Hours("08:00", "16:00")] });
        it.Service("support", rule => rule with { Open = [] });
    });
}
