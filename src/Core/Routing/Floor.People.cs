using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What the floor decides upon what people do.</summary>
public sealed partial class Floor
{
    private Refusal? SignIn(PersonSignedIn input)
    {
        if (state.Person(input.Person) is not { } person) return PersonUnknown;
        if (person.IsSignedIn) return PersonSignedInAlready;

        Emit(input);
        return null;
    }

    private Refusal? SignOut(PersonSignedOut input)
    {
        if (state.Person(input.Person) is not { } person) return PersonUnknown;
        if (!person.IsSignedIn) return PersonIsSignedOut;

        var isForced = input.By is { } by && by != input.Person;
        if (!isForced && HandlesLive(person)) return PersonBusy;

        Emit(input);
        Release(person, WithdrawCause.SignedOut);
        return null;
    }

    private bool HandlesLive(PersonState person)
    {
        if (person.Beside >= 0) return true;
        foreach (var slot in person.Handling.Items)
        {
            if (IsLive(in state.Contacts[slot])) return true;
        }

        return false;
    }

    /// <summary>A person is gone: what he was offered and what he handled goes back, and his wrap-ups end.</summary>
    private void Release(PersonState person, WithdrawCause cause)
    {
        if (person.Offered >= 0) Withdraw(person.Offered, cause);
        if (person.Beside >= 0) Emit(new SecondReleased(state.Contacts[person.Beside].Id, person.Id));
        foreach (var slot in person.Handling.ToArray()) Return(slot, person);
        foreach (var wrapUp in person.WrapUps.ToArray()) ExpireWrapUp(wrapUp);
    }

    private void Return(int slot, PersonState person)
    {
        ReleaseSeconds(slot);
        ref var contact = ref state.Contacts[slot];
        Emit(new ContactReturned(contact.Id, person.Id, contact.Segment));
        EnqueueAnyway(slot, atFront: true);
    }

    private Refusal? Choose(PresenceChosen input)
    {
        if (state.Person(input.Person) is not { } person) return PersonUnknown;
        if (!person.IsSignedIn) return PersonIsSignedOut;
        if (input.Presence is not (Presence.Ready or Presence.NotReady)) return PresenceInvalid;
        if (person.Presence == input.Presence && person.Reason == input.Reason) return PresenceSame;

        Emit(input);
        if (input.Presence == Presence.NotReady && person.Offered >= 0) Withdraw(person.Offered, WithdrawCause.NotReady);
        return null;
    }

    /// <summary>A chat needs its screen; a call follows the phone; mail and tasks wait for their person to come back.</summary>
    private Refusal? LoseScreen(ScreenLost input)
    {
        if (state.Person(input.Person) is not { } person) return PersonUnknown;
        if (!person.IsSignedIn) return PersonIsSignedOut;

        Emit(input);
        if (person.Presence == Presence.Ready) Emit(new PresenceChanged(person.Id, Presence.NotAnswering, PresenceCause.ScreenLost));
        if (person.Offered >= 0) Withdraw(person.Offered, WithdrawCause.ScreenLost);
        foreach (var slot in person.Handling.ToArray())
        {
            if (state.Contacts[slot].Class == ChannelClass.Chat) Return(slot, person);
        }

        return null;
    }

    /// <summary>Whoever cannot be reached by phone takes nothing more until he says that he is back.</summary>
    private Refusal? LosePhone(PhoneLost input)
    {
        var slot = state.SlotOf(input.Contact);
        if (slot < 0) return ContactUnknown;

        ref var contact = ref state.Contacts[slot];
        var stage = contact.Stage;
        if (contact.Class != ChannelClass.Voice) return ContactNoCall;
        if (stage is not (Stage.Offered or Stage.Handled or Stage.Held)) return ContactNotHandled;

        var person = state.PersonOf(in contact);
        if (person.Id != input.Person) return ContactNotYours;

        Emit(input);
        if (person.Presence == Presence.Ready) Emit(new PresenceChanged(person.Id, Presence.NotAnswering, PresenceCause.PhoneLost));
        if (stage == Stage.Offered) Withdraw(slot, WithdrawCause.PhoneLost);
        else Return(slot, person);
        return null;
    }
}
