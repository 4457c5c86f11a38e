using Isberg.Routing;

namespace Isberg.People;

/// <summary>A person says whether he is ready, why he is not, or that he leaves.</summary>
public sealed class ChoosePresence(LiveCentres centres)
{
    /// <param name="Reason">Why he is not ready; only then.</param>
    public sealed record Command(CentreId Centre, PersonId Person, Presence Presence, PresenceReasonId? Reason);

    public Task<Refusal?> Run(Command command, CancellationToken stop) =>
        centres.Of(command.Centre).Inbox.Send(state => Decide(state, command), stop);

    /// <summary>What is so already is left as it is: two screens may say the same.</summary>
    private static Outcome<Act> Decide(LiveState state, Command command)
    {
        var reason = command.Presence == Presence.NotReady ? command.Reason : null;
        var person = state.Floor.Person(command.Person);
        if (person is not null && person.Presence == command.Presence && person.Reason == reason) return new Act();
        return command.Presence == Presence.SignedOut
            ? new Act(new PersonSignedOut(command.Person))
            : new Act(new PresenceChosen(command.Person, command.Presence, reason));
    }
}
