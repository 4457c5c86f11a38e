using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides about second persons at calls: colleagues who are asked, and supervisors.</summary>
public sealed partial class Floor
{
    private Refusal? Ask(ConsultAsked input)
    {
        if (WhyNotHisCall(input.Contact, input.Person) is { } refusal) return refusal;
        if (input.Colleague == input.Person) return ConsultToOneself;
        if (state.Contacts[state.SlotOf(input.Contact)].Consult is not null) return ConsultGoesOn;

        return Come(input, input.Colleague);
    }

    private Refusal? WhyNotHisCall(ContactId id, PersonId person) =>
        WhyNotHis(id, person) ?? (state.Contacts[state.SlotOf(id)].Class == ChannelClass.Voice ? null : ContactNoCall);

    /// <summary>Whoever comes to a call as the second has room for it as for his own: nothing rings at his phone meanwhile.</summary>
    private Refusal? Come(Input input, PersonId id)
    {
        if (state.Person(id) is not { } second) return PersonUnknown;
        if (!second.IsSignedIn) return PersonIsSignedOut;
        if (second.Offered >= 0 || second.Beside >= 0 || HasCall(second)) return ColleagueBusy;

        Emit(input);
        return null;
    }

    private bool HasCall(PersonState person)
    {
        foreach (var slot in person.Handling.Items)
        {
            if (state.Contacts[slot].Class == ChannelClass.Voice) return true;
        }

        return false;
    }

    private Refusal? Answer(ConsultAnswered input)
    {
        if (ConsultOf(input.Contact) is not { Way: SecondWay.Asked } consult || consult.Person.Id != input.Person || consult.Number != input.Number) return ConsultUnknown;

        Emit(input);
        return null;
    }

    private SecondState? ConsultOf(ContactId id) => state.SlotOf(id) is >= 0 and var slot ? state.Contacts[slot].Consult : null;

    private SecondState? SupervisionOf(ContactId id) => state.SlotOf(id) is >= 0 and var slot ? state.Contacts[slot].Supervision : null;

    private Refusal? Join(ConsultJoined input)
    {
        if (WhyNotHisCall(input.Contact, input.Person) is { } refusal) return refusal;
        if (ConsultOf(input.Contact) is not { Way: SecondWay.Consulted }) return ConsultUnknown;

        Emit(input);
        return null;
    }

    private Refusal? Leave(ConsultLeft input)
    {
        if (ConsultOf(input.Contact) is not { } consult || consult.Person.Id != input.Person) return ConsultUnknown;

        Emit(input);
        return null;
    }

    private Refusal? Supervise(SupervisionBegan input)
    {
        var slot = state.SlotOf(input.Contact);
        if (slot < 0) return ContactUnknown;
        if (input.Way is not (SecondWay.Listens or SecondWay.Whispers or SecondWay.Joined)) return SupervisionInvalid;

        ref var contact = ref state.Contacts[slot];
        if (contact.Class != ChannelClass.Voice) return ContactNoCall;
        if (contact.Stage is not (Stage.Handled or Stage.Held)) return ContactNotHandled;
        if (contact.Supervision is not { } there) return Come(input, input.Person);
        if (there.Person.Id != input.Person) return SupervisionGoesOn;
        if (there.Way != input.Way) Emit(input);
        return null;
    }

    private Refusal? Leave(SupervisionEnded input)
    {
        if (SupervisionOf(input.Contact) is not { } there || there.Person.Id != input.Person) return SupervisionUnknown;

        Emit(input);
        return null;
    }

    private Refusal? TakeOver(ContactTakenOver input)
    {
        if (SupervisionOf(input.Contact) is not { } there || there.Person.Id != input.Person) return SupervisionUnknown;
        if (WhyNotHis(input.Contact, input.From) is { } refusal) return refusal;

        Emit(input);
        HandOver(state.SlotOf(input.Contact), there);
        return null;
    }

    /// <summary>To the colleague whom he has asked, and who is told already.</summary>
    private Refusal? TransferAttended(ContactTransferred input)
    {
        if (ConsultOf(input.Contact) is not { Way: SecondWay.Consulted or SecondWay.Joined } consult || consult.Person.Id != input.To.Person) return ConsultUnknown;
        if (Bounds.WhyNot(input.To) is { } refusal) return refusal;
        if (input.To.Channel != state.Contacts[state.SlotOf(input.Contact)].Need.Channel) return ContactNoCall;

        Emit(input);
        HandOver(state.SlotOf(input.Contact), consult);
        return null;
    }

    private void HandOver(int slot, SecondState to)
    {
        BeginWrapUp(slot, to);
        ref var contact = ref state.Contacts[slot];
        Emit(new ContactHandedOver(contact.Id, to.Person.Id, contact.Segment, to.Number));
    }

    /// <summary>The conversation that they came to is over.</summary>
    private void ReleaseSeconds(int slot, SecondState? but = null)
    {
        ref var contact = ref state.Contacts[slot];
        if (contact.Consult is { } consult && consult != but) Emit(new SecondReleased(contact.Id, consult.Person.Id));
        if (contact.Supervision is { } supervision && supervision != but) Emit(new SecondReleased(contact.Id, supervision.Person.Id));
    }
}
