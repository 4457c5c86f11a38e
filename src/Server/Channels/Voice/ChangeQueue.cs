using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>Whoever waits presses a key and waits for another service instead, with the time that he has waited already.</summary>
internal sealed class ChangeQueue(SayToCaller say, LiveCentres centres, TimeProvider clock)
{
    public async Task Run(Call call, OtherService other, CancellationToken stop)
    {
        var refusal = await centres.Of(call.Centre!.Value).Inbox.Send(state => Moved(state, call.Contact, other.Service), stop);
        if (refusal is not null && refusal != Floor.QueueShut && refusal != Floor.QueueUnknown) return; // somebody has him meanwhile

        call.LookAt = clock.GetUtcNow() + (refusal is null ? TimeSpan.Zero : Call.BetweenSayings); // he hears his place there at once
        await say.Instead(call, Sayings.Say(call.Language, refusal is null ? "other.waits" : "other.shut", other.Name.Best(call.Language.Code)), stop);
    }

    private static Outcome<Act> Moved(LiveState state, ContactId contact, ServiceId to) => state.Floor.Contact(contact) is { } found
        ? new Act(new ContactMoved(contact, new Need(to, found.Need.Channel, found.Need.Language), By: null)) : Floor.ContactUnknown;
}
