using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Why a decision falls as it does, worked out on demand.</summary>
public sealed partial class Floor
{
    /// <summary>Why this waiting contact is or is not offered to each person now; null when it does not wait.</summary>
    public Explanation? Explain(ContactId contact, DateTimeOffset now)
    {
        var slot = state.SlotOf(contact);
        if (slot < 0 || !state.Contacts[slot].IsPlaced) return null;

        ref var it = ref state.Contacts[slot];
        var chosen = BestTaker(slot);
        var verdicts = new List<PersonVerdict>();
        foreach (var person in state.PeopleInOrder()) verdicts.Add(Judge(person, slot, chosen, now));
        return new Explanation(it.Id, NeedNow(in it), it.Step, it.Due, Ahead(contact) ?? 0, verdicts);
    }

    private static Need NeedNow(in ContactState contact)
    {
        var key = contact.Signature!.Key;
        return contact.Need with { Language = key.Language, Skills = key.Skills, Person = key.Person };
    }

    private PersonState? BestTaker(int slot)
    {
        ref var contact = ref state.Contacts[slot];
        var need = contact.Signature!;
        PersonState? best = null;
        foreach (var person in state.PeopleInOrder())
        {
            if (WhyNot(person, need) is not null || BestFor(person) != slot) continue;
            if (best is null || IsPreferred(person, best, in contact)) best = person;
        }

        return best;
    }

    private static bool IsPreferred(PersonState person, PersonState other, in ContactState contact)
    {
        var (choice, channels) = (contact.Signature!.Queue.Rule!.Choice, contact.Need.Channel.Class());
        var difference = Score.Of(choice, in contact, person, channels) - Score.Of(choice, in contact, other, channels);
        return difference > 0 || (difference == 0 && person.IdleKey < other.IdleKey);
    }

    private PersonVerdict Judge(PersonState person, int slot, PersonState? chosen, Moment now)
    {
        ref var contact = ref state.Contacts[slot];
        var need = contact.Signature!;
        var rank = RankFor(person, need);
        if (WhyNot(person, need) is { } verdict) return new PersonVerdict(person.Id, verdict, rank, null, null);

        var score = ScoreToShow(in contact, person, now);
        var first = BestFor(person);
        if (first != slot && first >= 0) return new PersonVerdict(person.Id, Verdict.TakesAnotherFirst, rank, score, state.Contacts[first].Id);
        return new PersonVerdict(person.Id, ReferenceEquals(person, chosen) ? Verdict.Chosen : Verdict.AnotherFitsBetter, rank, score, null);
    }

    private static double ScoreToShow(in ContactState contact, PersonState person, Moment now)
    {
        var (choice, channels) = (contact.Signature!.Queue.Rule!.Choice, contact.Need.Channel.Class());
        return choice switch
        {
            PersonChoice.LongestIdle => (now - person.IdleSince).TotalSeconds,
            PersonChoice.LeastLoaded => -Score.Of(choice, in contact, person, channels),
            _ => Score.Of(choice, in contact, person, channels),
        };
    }

    /// <summary>What keeps a person from a need; null: nothing.</summary>
    private Verdict? WhyNot(PersonState person, NeedSignature need) => WhyUnfit(person, need) ?? WhyUnready(person, need);

    private Verdict? WhyUnfit(PersonState person, NeedSignature need)
    {
        if (need.Key.Person is { } named) return named != person.Id ? Verdict.NotTheNamedPerson : LacksChannel(person, need);

        var posts = Array.FindAll(person.Signature.Posts, it => ReferenceEquals(it.Service, need.Queue.Service));
        if (posts.Length == 0) return Verdict.NotAssigned;
        if (!Array.Exists(posts, it => it.Channels.Has(need.Queue.Channel))) return Verdict.WrongChannel;
        if (!Array.Exists(posts, it => it.Answers(need.Queue, need.Step))) return Verdict.JoinsLater;
        if (need.Key.Language is { } language && !person.Rule.Languages.Contains(language)) return Verdict.LacksLanguage;
        if (need.Key.Skills.Any(it => person.Signature.LevelOf(it.Skill) < it.Level)) return Verdict.LacksSkill;
        return MayBeOffered(person.Signature, need) ? null : Verdict.BeginnerAlone;
    }

    private static Verdict? LacksChannel(PersonState person, NeedSignature need) =>
        person.Capacity.Of(need.Queue.Class) == 0 ? Verdict.WrongChannel : null;

    private Verdict? WhyUnready(PersonState person, NeedSignature need)
    {
        if (person.Presence == Presence.SignedOut) return Verdict.SignedOut;
        if (person.Presence == Presence.NotReady) return Verdict.NotReady;
        if (person.Presence == Presence.NotAnswering) return Verdict.NotAnswering;
        if (person.Offered >= 0 || person.Load[(int)need.Queue.Class] >= person.Capacity.Of(need.Queue.Class)) return Verdict.Busy;
        if (Occupancy.IsInConflict(state, person, need.Queue.Class)) return Verdict.Conflict;
        return MayTake(person, need) ? null : Verdict.DeclinedRecently;
    }
}
