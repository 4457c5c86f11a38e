using Isberg.People;
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
