using Isberg.Contacts;

namespace Isberg.Routing;

/// <summary>What the floor decides when two contacts become one.</summary>
public sealed partial class Floor
{
    private Refusal? Merge(ContactMerged input)
    {
        if (input.Contact == input.Into) return MergeSame;
        if ((WhyNotMerge(input.Contact, input.By) ?? WhyNotInto(input.Into, input.By)) is { } refusal) return refusal;

        var slot = state.SlotOf(input.Contact);
        var isOffered = state.Contacts[slot].Stage == Stage.Offered;
        Emit(input);
        ReleaseSeconds(slot);
        if (isOffered) Withdraw(slot, WithdrawCause.Merged);
        CloseIfDone(slot);
        return null;
    }

    /// <summary>Nothing is taken out of anybody else's hands.</summary>
    private Refusal? WhyNotMerge(ContactId id, PersonId by)
    {
        var slot = state.SlotOf(id);
        if (slot < 0) return ContactUnknown;

        ref var contact = ref state.Contacts[slot];
        if (contact.Stage == Stage.Queued) return null;
        if (contact.Stage is not (Stage.Offered or Stage.Handled or Stage.Held)) return MergeOver;
        return state.PersonOf(in contact).Id == by ? null : MergeTaken;
    }

    /// <summary>Who may merge into a contact that waits is not the floor's to know.</summary>
    private Refusal? WhyNotInto(ContactId id, PersonId by) =>
        state.SlotOf(id) is >= 0 and var slot && state.Contacts[slot].Stage == Stage.Offered ? null : WhyNotMerge(id, by);
}
