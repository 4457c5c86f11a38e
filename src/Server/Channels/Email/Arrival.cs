using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Channels.Email;

/// <summary>A mail on its way into a conversation, with what of it lies on the disk already.</summary>
/// <param name="Side">The side conversation that it belongs to. Null: the citizen's own.</param>
internal sealed record Arrival(Mailbox Mailbox, ArrivedMail Mail, MailFiles.Stored Stored, long Bytes, SideId? Side = null)
{
    public MessageRow MessageIn(ContactRow contact, int number, Author author, DateTimeOffset at, MessageId? id = null) => new()
    {
        Id = id ?? new MessageId(Guid.CreateVersion7()), Contact = contact.Id, Number = number, Centre = contact.Centre, Commissioner = contact.Commissioner,
        At = at, Author = author, Side = Side, Text = Mail.Text, Files = Stored.Files,
    };

    public MailRow RowFor(MessageRow message) => new()
    {
        Id = new MailId(Guid.CreateVersion7()), Centre = message.Centre, Commissioner = message.Commissioner, Contact = message.Contact, Message = message.Id,
        Mailbox = Mailbox.Id, Side = Side, State = MailState.Received, At = message.At, Fingerprint = Mail.Fingerprint, HeaderId = Mail.HeaderId, Subject = Mail.Subject,
        From = Mail.From, To = Mail.To, Cc = Mail.Cc, ReplyTo = Mail.ReplyTo, Folded = Mail.Folded, HasPage = Mail.Body.Html is not null,
        LeftOut = Stored.LeftOut, Inline = Stored.Inline, Verdict = Mail.Verdict,
        Automatic = Mail.Automatic.MayBeAnswered ? null : Mail.Automatic.Kind.ToString(), Source = Stored.Source, SourceBytes = Bytes,
    };
}
