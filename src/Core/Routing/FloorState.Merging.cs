using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>What it does to a contact that it becomes part of another one.</summary>
internal sealed partial class FloorState
{
    /// <summary>Whoever handled it is done with it at once: he wraps up the one that it became part of.</summary>
    private void Merge(ContactMerged it)
    {
        var slot = SlotOf(it.Contact);
        ref var contact = ref Contacts[slot];
        contact.Ending = ContactOutcome.Merged;
        if (contact.Stage == Stage.Offered) return;
        if (contact.Stage == Stage.Queued)
        {
            EndLead(slot, Step.Merge);
            return;
        }

        var person = PersonOf(in contact);
        Move(ref contact, Step.Merge);
        if (contact.FirstWrapUp != ContactState.NoOne) contact.Stage = Stage.WrappingUp;
        contact.Person = ContactState.NoOne;
        person.Handling.Remove(slot);
        LetGo(person, contact.Class);
    }
}
