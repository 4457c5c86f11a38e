using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Chat;

/// <summary>The citizen goes: out of the queue, or out of the conversation. Who has gone already has gone; what goes on by mail goes on without his page.</summary>
public sealed class EndChat(LiveCentres centres)
{
    public async Task<Refusal?> Run(Citizen citizen, LeaveWay way, CancellationToken stop) =>
        await centres.Of(citizen.Centre).Inbox.Send(state => Leave(state, citizen.Contact, way), stop);

    private static Outcome<Act> Leave(LiveState state, ContactId contact, LeaveWay way) =>
        state.Contacts.Find(contact) is { Channel: Channel.Chat, Stage: < Stage.WrappingUp } ? new Act(new ContactLeft(contact, way)) : new Act();
}
