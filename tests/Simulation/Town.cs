using Isberg.People;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

/// <summary>A random centre: its services, its people, and how they change.</summary>
internal sealed class Town
{
    private static readonly Channel[] UsualChannels = [Channel.Voice, Channel.Chat, Channel.Email, Channel.Task];
    private static readonly Language[] Tongues = [new("sv"), new("fi")];
    private readonly Dice dice;

    public Town(Dice dice, DateTimeOffset morning)
    {
        this.dice = dice;
        Morning = morning;
        ServiceIds = [.. Enumerable.Range(0, dice.Between(2, 5)).Select(_ => new ServiceId(dice.Id()))];
        PersonIds = [.. Enumerable.Range(0, dice.Between(2, 9)).Select(_ => new PersonId(dice.Id()))];
        Skills = [.. Enumerable.Range(0, 3).Select(_ => new SkillId(dice.Id()))];
    }

    public DateTimeOffset Morning { get; }

    public IReadOnlyList<ServiceId> ServiceIds { get; }

    public IReadOnlyList<PersonId> PersonIds { get; }

    public IReadOnlyList<SkillId> Skills { get; }

    public Channel AnyChannel() => dice.Of(UsualChannels);

    public Language? AnyLanguage() => dice.OneIn(4) ? dice.Of(Tongues) : null;

    public SkillLevel[] AnySkills(int oneIn, int mostLevel) =>
        [.. Skills.Where(_ => dice.OneIn(oneIn)).Select(it => new SkillLevel(it, dice.Between(1, mostLevel)))];

    public CentreRule Centre() => new()
    {
        DeclinePause = TimeSpan.FromSeconds(dice.Of([0, 10, 60])),
        Conflicts = dice.OneIn(3) ? [new(ChannelClass.Chat, ChannelClass.Voice, Conflict.Together), .. CentreRule.Standard] : CentreRule.Standard,
    };

    public ServiceRule Service(ServiceId id)
    {
        var channels = UsualChannels.Where(_ => !dice.OneIn(12)).Select(Rule);
        return new ServiceRule(id, new CommissionerId(id.Value), [.. channels]);
    }

    private ChannelRule Rule(Channel channel)
    {
        var overflow = dice.OneIn(3) ? dice.Of(ServiceIds) : (ServiceId?)null;
        return new ChannelRule
        {
            Channel = channel,
            Target = TimeSpan.FromSeconds(dice.Of([20, 60, 300, 3600])),
            TargetRunsWhenOpenOnly = dice.OneIn(4),
            Open = Hours(),
            AcceptsWhenClosed = dice.OneIn(3),
            AtClosing = dice.OneIn(2) ? AtClosing.Empty : AtClosing.FinishQueue,
            OfferTimeout = TimeSpan.FromSeconds(dice.Between(5, 30)),
            WrapUpLimit = TimeSpan.FromSeconds(dice.Of([0, 30, 120])),
            Choice = (PersonChoice)dice.Below(4),
            Order = dice.OneIn(5) ? QueueOrder.NewestFirst : QueueOrder.Due,
            Steps = Steps(),
            MostWaiting = dice.OneIn(3) ? dice.Below(6) : null,
            OverflowTo = overflow,
            OverflowAfter = dice.OneIn(3) ? TimeSpan.FromSeconds(dice.Between(30, 300)) : null,
            GiveUpAfter = dice.OneIn(4) ? TimeSpan.FromSeconds(dice.Between(100, 1000)) : null,
            IsInterruptible = dice.OneIn(2),
        };
    }

    private OpenInterval[] Hours()
    {
        var start = Morning.AddMinutes(dice.Between(-120, 60));
        return dice.Below(6) switch
        {
            0 => [],
            1 => [new(start, start.AddMinutes(45)), new(start.AddMinutes(90), start.AddMinutes(300))],
            _ => [new(start, start.AddMinutes(dice.Between(60, 600))), new(start.AddDays(1), start.AddDays(1).AddHours(8))],
        };
    }

    private RelaxStep[] Steps()
    {
        var steps = new RelaxStep[dice.Below(4)];
        var after = TimeSpan.Zero;
        for (var i = 0; i < steps.Length; i++)
        {
            after += TimeSpan.FromSeconds(dice.Between(0, 60));
            steps[i] = new RelaxStep(
                after, [.. Skills.Where(_ => dice.OneIn(3))], DropAllSkills: dice.OneIn(5), LowerLevelsBy: dice.Below(3),
                ReleasePerson: dice.OneIn(3), DropLanguage: dice.OneIn(4), SkipTo: (SkipWhen)Math.Max(0, dice.Between(-2, 2)));
        }

        return steps;
    }

    public PersonRule Person(PersonId id) => new()
    {
        Id = id,
        Skills = AnySkills(oneIn: 2, mostLevel: 5),
        Languages = [.. Tongues.Where(_ => !dice.OneIn(3))],
        Services = [.. ServiceIds.Where(_ => !dice.OneIn(3)).Select(Assigned)],
        Capacity = dice.OneIn(3) ? Capacity.Usual : new Capacity(dice.Below(2), dice.Below(4), dice.Below(3), dice.Below(3)),
    };

    private Assignment Assigned(ServiceId service) => new(
        service, dice.OneIn(4) ? ChannelSet.Voice | ChannelSet.Chat : ChannelSet.All, Math.Max(0, dice.Between(-2, 2)),
        FromStep: Math.Max(0, dice.Between(-4, 2)), IsBeginner: dice.OneIn(5));
}
