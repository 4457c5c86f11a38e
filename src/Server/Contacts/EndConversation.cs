using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>The person who handles a contact ends the conversation; his wrap-up begins.</summary>
public sealed class EndConversation(LiveCentres centres)
{
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person);

    public Task<Refusal?> Run(Command command, CancellationToken stop) =>
        centres.Of(command.Centre).Inbox.Send(new ConversationEnded(command.Contact, command.Person), stop);
}
