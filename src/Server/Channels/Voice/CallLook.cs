using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>How a call stands on the floor at one moment.</summary>
/// <param name="OnFloor">Null: the floor has it no longer.</param>
/// <param name="Ahead">How many are ahead of him; null when he does not wait.</param>
internal sealed record CallLook(ContactOnFloor? OnFloor, Language? Language, int? Ahead, WaitRange? Wait, DateTimeOffset Now)
{
    /// <summary>How far calling the citizen has come. Null: he was not called.</summary>
    public CallResult? Called { get; init; }

    /// <summary>Somebody on the staff began it.</summary>
    public bool IsBegun { get; init; }

    /// <summary>Somebody is to be connected with it, now or later.</summary>
    public bool IsLive => OnFloor is { Stage: < Stage.WrappingUp, Need.Channel: Channel.Voice };

    public static CallLook At(LiveState state, ContactId contact, bool withPlace)
    {
        if (state.Floor.Contact(contact) is not { } found) return new CallLook(null, null, null, null, state.Now);

        var ahead = withPlace ? state.Floor.Ahead(contact) : null;
        var (service, channel) = (found.Need.Service, found.Need.Channel);
        var wait = ahead is { } places ? ExpectedWait.Of(state.Contacts.Pace.Facts(service, channel, places, state.Floor.Attendance(service, channel), state.Now)) : null;
        var row = state.Contacts.Find(contact);
        return new CallLook(found, row?.Language, ahead, wait, state.Now) { Called = row?.Called, IsBegun = row?.BegunBy is not null };
    }
}
