using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>Who takes what: the contact that a person takes first, and the person whom the service chooses among those who take a contact first.</summary>
public sealed partial class Floor
{
    private readonly List<PersonState> setAside = [];

    /// <summary>The person who is to be offered a contact: by the service's choice among the free who fit and take nothing else first.</summary>
    private PersonState? ChooseFor(int slot)
    {
        state.SeatFree();
        ref var contact = ref state.Contacts[slot];
        var need = contact.Signature!;
        // With nothing else to be decided, nobody who is free can take anything but this contact.
        var isAlone = !state.Marks.HasContacts && !state.Marks.HasPeople;
        var chosen = need.Key.Person is { } named ? NamedIfFree(named, need) : Pick(need, in contact);
        while (chosen is not null && !(MayTake(chosen, need) && (isAlone || BestFor(chosen) == slot)))
        {
            SetAside(chosen, need.Queue.Class);
            chosen = need.Key.Person is null ? Pick(need, in contact) : null;
        }

        BringBack(need.Queue.Class);
        return chosen;
    }

    private PersonState? NamedIfFree(PersonId named, NeedSignature need) =>
        state.Person(named) is { } person && person.IsFreeFor(need.Queue.Class) ? person : null;

    private void SetAside(PersonState person, ChannelClass channels)
    {
        state.TakeFree(person, channels);
        state.Marks.Person(person);
        setAside.Add(person);
    }

    private void BringBack(ChannelClass channels)
    {
        foreach (var person in setAside) state.AddFree(person, channels);
        setAside.Clear();
    }

    /// <summary>Somebody who declined lately is left in peace while somebody else signed in fits.</summary>
    private static bool MayTake(PersonState person, NeedSignature need) => !need.Excludes(person.Id) || !OthersFit(person, need);

    private static bool OthersFit(PersonState person, NeedSignature need)
    {
        var plain = need.Plain;
        if (plain.Key.Person is not null) return false;

        var able = plain.AbleExperts + (plain.Queue.Service.Experts > 0 ? plain.AbleBeginners : 0);
        if (!plain.Takers.Has(person.Signature.Id)) return able > 0;
        return able > 1 || person.Signature.SignedIn > 1;
    }

    private PersonState? Pick(NeedSignature need, in ContactState contact)
    {
        var choice = need.Queue.Rule!.Choice;
        PersonState? best = null;
        var bestScore = double.MinValue;
        for (var id = NextTaker(need, 0); id >= 0; id = NextTaker(need, id + 1))
        {
            var staff = state.Staff(id);
            if (!MayBeOffered(staff, need)) continue;

            var person = First(staff, need.Queue.Class, choice);
            var score = Score.Of(choice, in contact, person, need.Queue.Class);
            if (best is not null && (score < bestScore || (score == bestScore && best.IdleKey < person.IdleKey))) continue;

            (best, bestScore) = (person, score);
        }

        return best;
    }

    private int NextTaker(NeedSignature need, int from) => need.Takers.NextInBoth(state.FreeStaff[(int)need.Queue.Class], from);

    private static bool MayBeOffered(StaffSignature staff, NeedSignature need) =>
        need.Queue.Service.Experts > 0 || !need.Beginners.Has(staff.Id);

    /// <summary>The first among the free of one signature: least loaded where the service wants that, or else longest idle.</summary>
    private PersonState First(StaffSignature staff, ChannelClass channels, PersonChoice choice)
    {
        IndexedHeap? first = null;
        foreach (var heap in staff.Free[(int)channels])
        {
            if (heap is null || heap.Count == 0) continue;
            if (first is null || heap.FirstKey < first.FirstKey) first = heap;
            if (choice == PersonChoice.LeastLoaded) break;
        }

        return state.People[first!.First]!;
    }

    /// <summary>The waiting contact that a free person takes first: by rank, then by its place; -1: none.</summary>
    private int BestFor(PersonState person)
    {
        var best = new Candidate(ContactState.NoOne, int.MaxValue, default);
        foreach (var post in person.Signature.Posts)
        {
            if (post.Rank > best.Rank) break;
            var channels = (int)(post.Channels & post.Service.Waiting);
            for (var channel = Channel.Voice; channels >> (int)channel != 0; channel++)
            {
                if ((channels & (1 << (int)channel)) == 0 || !person.IsFreeFor(channel.Class())) continue;
                ref var head = ref post.Service.Heads[(int)channel];
                if (post.Rank == best.Rank && !(head.Key < best.Key)) continue;
                best = Takes(person, head.Need, post) ? new Candidate(head.Slot, post.Rank, head.Key) : BestIn(post.Service.Queues[(int)channel]!, person, post, best);
            }
        }

        foreach (var need in state.Naming(person.Id))
        {
            best = Named(need, person, best);
            // Nobody else fits a named person's contact, so one that he declined is still his.
            foreach (var variant in need.Variants) best = Named(variant, person, best);
        }

        return best.Slot;
    }

    private static Candidate Named(NeedSignature need, PersonState person, Candidate best)
    {
        if (need.Waiting.Count == 0 || !person.IsFreeFor(need.Queue.Class)) return best;
        return Better(best, need.Waiting.First, RankFor(person, need) ?? 0, need.Waiting.FirstKey);
    }

    /// <summary>The first contact behind the head of a queue that a person may take.</summary>
    private Candidate BestIn(QueueState queue, PersonState person, Post post, Candidate best)
    {
        for (var place = 1; place < queue.Active.Count; place++)
        {
            var key = queue.Active.KeyAt(place);
            if (post.Rank == best.Rank && !(key < best.Key)) break;

            var need = queue.Active.At(place);
            if (Takes(person, need, post)) return new Candidate(need.Waiting.First, post.Rank, key);
        }

        return best;
    }

    private static bool Takes(PersonState person, NeedSignature need, Post post) =>
        post.FromStep <= need.Step && need.Takers.Has(person.Signature.Id) && MayBeOffered(person.Signature, need) && MayTake(person, need);

    private static Candidate Better(Candidate best, int slot, int rank, HeapKey key) =>
        rank < best.Rank || best.Slot == ContactState.NoOne || (rank == best.Rank && key < best.Key) ? new Candidate(slot, rank, key) : best;

    /// <summary>A person's rank for a need; null when he is not assigned to it.</summary>
    private static int? RankFor(PersonState person, NeedSignature need)
    {
        foreach (var post in person.Signature.Posts)
        {
            if (post.Answers(need.Queue, need.Step)) return post.Rank;
        }

        return null;
    }

    private readonly record struct Candidate(int Slot, int Rank, HeapKey Key);
}
