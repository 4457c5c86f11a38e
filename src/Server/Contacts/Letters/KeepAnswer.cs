using Isberg.Routing;
using Isberg.Storage;

namespace Isberg.Contacts.Letters;

/// <summary>Keeps an answer that goes out as a letter or a fax: the message, its PDF and its way, all or nothing, and once.</summary>
internal sealed class KeepAnswer(LiveCentres centres, FileStore files)
{
    /// <param name="File">The PDF; it goes when the answer is not kept.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, LetterId Letter, string Text, FileReference File);

    /// <param name="whyNot">Why such a contact may not be answered so by this person now; null: he may.</param>
    public async Task<Outcome<LetterId>> Run(Command command, Func<ContactRow, Refusal?> whyNot, Func<MessageRow, LetterRow> way, CancellationToken stop)
    {
        var isKept = false;
        try
        {
            var refusal = await centres.Of(command.Centre).Inbox.Send(
                state =>
                {
                    isKept = false; // it may be decided again
                    if (state.Contacts.Find(command.Contact) is not { } contact) return WriteMessage.NoSuchContact;
                    if (state.Contacts.NumberOf(contact.Id, new MessageId(command.Letter.Value)) is not null) return new Act(); // the same request a moment ago
                    if (whyNot(contact) is { } no) return no;

                    var message = MessageOf(command, contact, state.Now);
                    isKept = true;
                    return new Act(
                        Notes: [new MessageWritten(contact.Id, message.Id, message.Number, Author.Staff, command.Person, message.Text!.Length)], Messages: [message], Letter: way(message));
                },
                stop);
            isKept &= refusal is null;
            return refusal is null ? command.Letter : refusal;
        }
        catch (OperationCanceledException)
        {
            isKept = true; // it may be on its way: were it not, the sweep finds the file
            throw;
        }
        finally
        {
            if (!isKept) files.Delete(command.Centre, command.File.Id);
        }
    }

    private static MessageRow MessageOf(Command command, ContactRow contact, DateTimeOffset now) => new()
    {
        Id = new MessageId(command.Letter.Value), Contact = contact.Id, Number = contact.LastMessage + 1, Centre = contact.Centre, Commissioner = contact.Commissioner,
        At = now, Author = Author.Staff, Person = command.Person, Text = command.Text, Files = [command.File],
    };
}
