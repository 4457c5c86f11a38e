using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>The person who handles a contact puts it on hold, or takes it up again.</summary>
public sealed class HoldContact(LiveCentres centres)
{
    /// <param name="IsHeld">True: on hold. False: taken up again.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, bool IsHeld);

    public Task<Refusal?> Run(Command command, CancellationToken stop) => centres.Of(command.Centre).Inbox.Send(
        command.IsHeld ? new ContactHeld(command.Contact, command.Person) : new ContactResumed(command.Contact, command.Person), stop);
}
