using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>A person says no to the contact that he is offered; it goes on to somebody else.</summary>
public sealed class DeclineOffer(LiveCentres centres)
{
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, int Offer);

    public Task<Refusal?> Run(Command command, CancellationToken stop) =>
        centres.Of(command.Centre).Inbox.Send(new OfferDeclined(command.Contact, command.Person, command.Offer), stop);
}
