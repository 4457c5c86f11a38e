using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>A person takes the contact that he is offered.</summary>
public sealed class AcceptOffer(LiveCentres centres)
{
    /// <param name="Offer">Which offer: one that has been withdrawn meanwhile is refused.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, int Offer);

    public Task<Refusal?> Run(Command command, CancellationToken stop) => centres.Of(command.Centre).Inbox.Send(
        state => IsTaken(state, command) ? new Act() : new Act(new OfferAccepted(command.Contact, command.Person, command.Offer)), stop);

    /// <summary>The same acceptance again, after its answer was lost on the way.</summary>
    private static bool IsTaken(LiveState state, Command command) =>
        state.Floor.Contact(command.Contact) is { Stage: Stage.Handled or Stage.Held } found && found.Person == command.Person && found.Offer == command.Offer;
}
