using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Chat;

/// <summary>The citizen goes: out of the queue, or out of the conversation. Who has gone already has gone.</summary>
public sealed class EndChat(LiveCentres centres)
{
    public async Task<Refusal?> Run(Citizen citizen, LeaveWay way, CancellationToken stop) =>
        await centres.Of(citizen.Centre).Inbox.Send(state => Leave(state, citizen.Contact, way), stop);

    private static Outcome<Act> Leave(LiveState state, ContactId contact, LeaveWay way) =>
        state.Contacts.Find(contact) is { Stage: < Stage.WrappingUp } ? new Act(new ContactLeft(contact, way)) : new Act();
}
