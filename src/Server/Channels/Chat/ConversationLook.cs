using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Chat;

/// <summary>How a contact stands at one moment, taken out of the live state: the ground of what the citizen is told.</summary>
internal sealed record ConversationLook(
    ContactId Contact, CentreId Centre, string Reference, ServiceId Service, Channel Channel, Language? Language, Stage Stage, ContactOutcome? Outcome,
    PersonId? Person, int LastMessage, int? Ahead, WaitRange? Wait, DateTimeOffset ArrivedAt, DateTimeOffset? EndedAt)
{
    /// <summary>Null when the contact is not open any longer; then its row tells all.</summary>
    public static ConversationLook? At(LiveState state, ContactId contact) =>
        state.Contacts.Find(contact) is { } row
            ? state.Floor.Ahead(contact) is { } ahead ? Of(row, ahead, WaitOf(state, row, ahead)) : Of(row)
            : null;

    public static ConversationLook Of(ContactRow row, int? ahead = null, WaitRange? wait = null) => new(
        row.Id, row.Centre, row.Reference, row.Service, row.Channel, row.Language, row.Stage, row.Outcome, row.Person, row.LastMessage, ahead, wait, row.ArrivedAt, row.EndedAt);

    public ConversationState State => (Stage, Outcome) switch
    {
        ( < Stage.Handled, _) => ConversationState.Waiting,
        (Stage.Handled or Stage.Held, _) => ConversationState.Talking,
        (_, ContactOutcome.TurnedAway) => ConversationState.Closed,
        (_, ContactOutcome.Abandoned or ContactOutcome.LeftByChoice) => ConversationState.Left,
        _ => ConversationState.Ended,
    };

    private static WaitRange? WaitOf(LiveState state, ContactRow row, int ahead) => ExpectedWait.Of(
        state.Contacts.Pace.Facts(row.Service, row.Channel, ahead, state.Floor.Attendance(row.Service, row.Channel), state.Now));
}
