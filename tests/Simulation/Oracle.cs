using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Tests.Simulation;

/// <summary>The routing rule as the documentation tells it, worked out slowly: everybody against everything.</summary>
internal sealed class Oracle(Belief belief)
{
    public IEnumerable<BelievedContact> Waiting => belief.Contacts.Values.Where(it => it.Stage == Stage.Queued && !it.HasEnded);

    public IEnumerable<BelievedPerson> SignedIn => belief.People.Values.Where(it => it.Presence != Presence.SignedOut);

    public ChannelRule? RuleOf(BelievedContact contact) => belief.Rule(contact.Need.Service, contact.Need.Channel);

    public bool IsOpen(ChannelRule rule, DateTimeOffset at) => rule.Open.Any(it => it.From <= at && at < it.Until);

    /// <summary>A contact that outside its hours waits for people to come, and that is no alarm.</summary>
    public bool IsQuiet(BelievedContact contact, DateTimeOffset at) =>
        !contact.Need.Channel.IsLive() && RuleOf(contact) is { } rule && !IsOpen(rule, at) && rule.Open.Any(it => it.From > at);

    public Need NeedAt(BelievedContact contact, int step)
    {
        var need = contact.Need with { Skills = contact.Need.Skills ?? [] };
        return RuleOf(contact) is { } rule ? rule.Steps.Take(step).Aggregate(need, Ease) : need;
    }

    private static Need Ease(Need need, RelaxStep step) => need with
    {
        Person = step.ReleasePerson ? null : need.Person,
        Language = step.DropLanguage ? null : need.Language,
        Skills = step.DropAllSkills ? [] :
        [
            .. need.Skills!.Where(it => !step.DropSkills.Contains(it.Skill)).Select(it => it with { Level = Math.Max(1, it.Level - step.LowerLevelsBy) }),
        ],
    };

    /// <summary>A contact that has come further than the service's steps lead has come to the last of them.</summary>
    private int Reached(BelievedContact contact, int step) => Math.Min(step, RuleOf(contact)?.Steps.Count ?? 0);

    public bool Fits(BelievedPerson person, BelievedContact contact, int step)
    {
        step = Reached(contact, step);
        var need = NeedAt(contact, step);
        if (need.Person is { } named) return named == person.Rule.Id && person.Rule.Capacity.Of(need.Channel.Class()) > 0;
        if (need.Language is { } language && !person.Rule.Languages.Contains(language)) return false;
        if (need.Skills!.Any(it => !person.Rule.Skills.Any(has => has.Skill == it.Skill && has.Level >= it.Level))) return false;

        var posts = Posts(person, need.Service, need.Channel, step).ToArray();
        return posts.Any(it => !it.IsBeginner) || (posts.Length > 0 && HasExpert(need.Service));
    }

    private static IEnumerable<Assignment> Posts(BelievedPerson person, ServiceId service, Channel channel, int step) =>
        person.Rule.Capacity.Of(channel.Class()) == 0
            ? []
            : person.Rule.Services.Where(it => it.Service == service && it.FromStep <= step && it.Channels.Has(channel));

    private bool HasExpert(ServiceId service) => SignedIn.Any(person => person.Rule.Services.Any(it =>
        it.Service == service && !it.IsBeginner && Enum.GetValues<Channel>().Any(channel => it.Channels.Has(channel) && person.Rule.Capacity.Of(channel.Class()) > 0)));

    public bool IsAttended(ServiceId service, ChannelRule rule) => SignedIn.Any(person =>
        Posts(person, service, rule.Channel, rule.Steps.Count).Any(it => !it.IsBeginner || HasExpert(service)));

    public bool IsAble(BelievedContact contact, int step) => SignedIn.Any(it => Fits(it, contact, step));

    public bool HasHope(BelievedContact contact) =>
        Enumerable.Range(contact.Step, Math.Max(1, (RuleOf(contact)?.Steps.Count ?? 0) - contact.Step + 1)).Any(step => IsAble(contact, step));

    public IEnumerable<(ServiceId Service, Channel Channel)> WorkOf(PersonId person) =>
        belief.Contacts.Values.Where(it => it.Person == person && it.Stage is Stage.Handled or Stage.Held && it.Person == person)
            .Select(it => (it.Need.Service, it.Need.Channel))
            .Concat(belief.Contacts.Values.SelectMany(it => it.WrapUps).Where(it => it.Person == person).Select(it => (it.Service, it.Channel)))
            .Concat(belief.Contacts.Values.Where(it => it.Seconds.Contains(person)).Select(it => (it.Need.Service, it.Need.Channel)));

    public int Load(BelievedPerson person, ChannelClass channels) => WorkOf(person.Rule.Id).Count(it => it.Channel.Class() == channels);

    public bool IsFree(BelievedPerson person, ChannelClass channels)
    {
        if (person.Presence != Presence.Ready) return false;
        if (belief.Contacts.Values.Any(it => it.Stage == Stage.Offered && it.Person == person.Rule.Id)) return false;
        return HasRoom(person, channels);
    }

    public bool IsAssigned(BelievedPerson person, ServiceId service, Channel channel) =>
        belief.Rule(service, channel) is not null && Posts(person, service, channel, int.MaxValue).Any();

    public bool GoTogether(BelievedPerson person, ChannelClass channels) => GoTogether([.. WorkOf(person.Rule.Id)], channels);

    public bool HasRoom(BelievedPerson person, ChannelClass channels) => HasRoom(person, [.. WorkOf(person.Rule.Id)], channels);

    /// <summary>Whether he could take what he handles in another channel instead, if somebody brought it there.</summary>
    public bool HasRoomInstead(BelievedPerson person, BelievedContact contact, ChannelClass channels)
    {
        var work = WorkOf(person.Rule.Id).ToList();
        work.Remove((contact.Need.Service, contact.Need.Channel));
        return person.Presence == Presence.Ready && HasRoom(person, work, channels)
            && !belief.Contacts.Values.Any(it => it.Stage == Stage.Offered && it.Person == person.Rule.Id);
    }

    private bool HasRoom(BelievedPerson person, List<(ServiceId Service, Channel Channel)> work, ChannelClass channels)
    {
        if (work.Count(it => it.Channel.Class() == channels) >= person.Rule.Capacity.Of(channels)) return false;
        return GoTogether(work, channels);
    }

    private bool GoTogether(List<(ServiceId Service, Channel Channel)> work, ChannelClass channels)
    {
        return work.All(it => ConflictOf(it.Channel.Class(), channels) switch
        {
            Conflict.Together => true,
            Conflict.IfInterruptible => belief.Rule(it.Service, it.Channel) is { IsInterruptible: true },
            _ => false,
        });
    }

    private Conflict ConflictOf(ChannelClass busy, ChannelClass offered) =>
        belief.Centre.Conflicts.LastOrDefault(it => it.Busy == busy && it.Offered == offered).Conflict;

    /// <summary>Who declined is left in peace for a while, if anybody else signed in fits.</summary>
    public bool IsLeftInPeace(BelievedPerson person, BelievedContact contact, DateTimeOffset at) =>
        contact.Declines.Any(it => it.Person == person.Rule.Id && it.Until > at)
        && SignedIn.Any(it => it != person && NeedAt(contact, contact.Step).Person is null && Fits(it, contact, contact.Step));

    public bool MayTake(BelievedPerson person, BelievedContact contact, DateTimeOffset at) =>
        RuleOf(contact) is not null && IsFree(person, contact.Need.Channel.Class()) && Fits(person, contact, contact.Step) && !IsLeftInPeace(person, contact, at);

    /// <summary>The contact that this free person takes first.</summary>
    public BelievedContact? Best(BelievedPerson person, DateTimeOffset at) =>
        Waiting.Where(it => MayTake(person, it, at)).OrderBy(it => RankFor(person, it)).ThenBy(PlaceOf).FirstOrDefault();

    private int RankFor(BelievedPerson person, BelievedContact contact) =>
        Posts(person, contact.Need.Service, contact.Need.Channel, Reached(contact, contact.Step)).Select(it => it.Rank).DefaultIfEmpty(0).Min();

    /// <summary>Class, due time, front before others, arrival; a queue that takes the newest first comes after all of the usual class.</summary>
    private (int Class, DateTimeOffset Due, int Front, int Number) PlaceOf(BelievedContact contact) =>
        RuleOf(contact)!.Order == QueueOrder.NewestFirst
            ? (5, DateTimeOffset.MaxValue, 0, -contact.Number)
            : (contact.PriorityClass, contact.Due, contact.AtFront ? 0 : 1, contact.Number);

    /// <summary>Whether the service would rather have the first of two people.</summary>
    public bool IsPreferred(BelievedPerson person, BelievedPerson other, BelievedContact contact)
    {
        var (mine, his) = (Score(person, contact), Score(other, contact));
        if (mine != his) return mine > his;
        return person.IdleSince != other.IdleSince ? person.IdleSince < other.IdleSince : person.Number < other.Number;
    }

    private double Score(BelievedPerson person, BelievedContact contact)
    {
        var channels = contact.Need.Channel.Class();
        return RuleOf(contact)!.Choice switch
        {
            PersonChoice.LeastLoaded => -(double)Load(person, channels) / person.Rule.Capacity.Of(channels),
            PersonChoice.BestSkilled => (contact.Need.Skills ?? []).Sum(it => person.Rule.Skills.FirstOrDefault(has => has.Skill == it.Skill).Level),
            PersonChoice.LabelScore => (contact.Need.Wishes ?? []).Select(it => person.Rule.Skills.Any(has => has.Skill == it.Skill) == it.IsWanted ? 1.0 : 0).DefaultIfEmpty(0).Average(),
            _ => 0,
        };
    }
}
