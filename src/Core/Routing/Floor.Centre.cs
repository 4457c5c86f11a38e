using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides when the centre, its services or its people change.</summary>
public sealed partial class Floor
{
    private Refusal? Change(CentreChanged input)
    {
        if (Bounds.WhyNot(input.Rule) is { } refusal) return refusal;

        Emit(input);
        foreach (var person in PeopleWithOffers()) WithdrawIfUnfit(person);
        return null;
    }

    private Refusal? Change(PersonChanged input)
    {
        if (Bounds.WhyNot(input.Rule) is { } refusal) return refusal;
        if (state.Person(input.Person) is null && state.PeopleCount >= MostPeople) return FloorFull;

        Emit(input);
        WithdrawIfUnfit(state.Person(input.Person)!);
        return null;
    }

    private Refusal? Remove(PersonRemoved input)
    {
        if (state.Person(input.Person) is not { } person) return PersonUnknown;

        Emit(input);
        Release(person, WithdrawCause.SignedOut);
        return null;
    }

    private Refusal? Change(ServiceChanged input)
    {
        if (Bounds.WhyNot(input.Service) is { } refusal) return refusal;
        if (!state.Services.ContainsKey(input.Service.Id) && state.Services.Count >= MostServices) return FloorFull;

        var open = QueuesOf(input.Service.Id).Where(it => it.Hours.IsOpen(now)).ToArray();
        var waiting = QueuesOf(input.Service.Id).SelectMany(state.WaitingIn).ToArray();
        Emit(input);
        TurnAwayUnserved(waiting);
        foreach (var person in PeopleWithOffers(input.Service.Id)) WithdrawIfUnfit(person);
        foreach (var queue in open)
        {
            if (queue.Rule is { AtClosing: AtClosing.Empty } && !queue.Hours.IsOpen(now)) Empty(queue);
        }

        return null;
    }

    private Refusal? Remove(ServiceRemoved input)
    {
        if (!state.Services.TryGetValue(input.Service, out var service) || service.Rule is null) return ServiceUnknown;

        var waiting = QueuesOf(input.Service).SelectMany(state.WaitingIn).ToArray();
        Emit(input);
        TurnAwayUnserved(waiting);
        foreach (var person in PeopleWithOffers(input.Service)) Withdraw(person.Offered, WithdrawCause.NoLongerFits);
        return null;
    }

    private Refusal? Resume(FloorResumed input)
    {
        if (input.Outage < TimeSpan.Zero || input.Outage > LongestSpan) return OutageInvalid;

        Emit(input);
        return null;
    }

    private IEnumerable<QueueState> QueuesOf(ServiceId id)
    {
        if (!state.Services.TryGetValue(id, out var service)) yield break;
        foreach (var queue in service.Queues)
        {
            if (queue is { Rule: not null }) yield return queue;
        }
    }

    private void TurnAwayUnserved(int[] waiting)
    {
        foreach (var slot in waiting)
        {
            if (state.Contacts[slot] is { Stage: Stage.Queued, IsPlaced: false }) TurnAway(slot, TurnAwayCause.NoSuchService);
        }
    }

    private PersonState[] PeopleWithOffers(ServiceId? service = null) =>
    [
        .. state.People.OfType<PersonState>()
            .Where(it => it.Offered >= 0 && (service is null || state.Contacts[it.Offered].Need.Service == service))
            .OrderBy(it => it.Number),
    ];

    private void WithdrawIfUnfit(PersonState person)
    {
        if (person.Offered >= 0 && !StillFits(person)) Withdraw(person.Offered, WithdrawCause.NoLongerFits);
    }

    private bool StillFits(PersonState person)
    {
        ref var contact = ref state.Contacts[person.Offered];
        if (state.QueueOf(ref contact) is not { } queue) return false;
        if (!Occupancy.HasRoom(state, person, queue.Class)) return false;

        var need = state.SignatureOf(in contact, queue).Plain;
        return need.Key.Person is { } named ? named == person.Id : person.Signature.Fits(need.Key) != Fit.None;
    }
}
