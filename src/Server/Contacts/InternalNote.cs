using Isberg.Routing;

namespace Isberg.Contacts;

/// <summary>A note among the staff that belongs to an act and is stored together with it.</summary>
internal static class InternalNote
{
    public static Refusal? Check(string? text) => string.IsNullOrWhiteSpace(text) ? null : MessageText.Check(text);

    /// <summary>The act with the note, when there is one.</summary>
    public static Act With(LiveState state, Input input, ContactId contact, PersonId person, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || state.Contacts.Find(contact) is not { } row) return new Act(input);

        var message = new MessageRow
        {
            Id = new MessageId(Guid.CreateVersion7()), Contact = contact, Number = row.LastMessage + 1, Centre = row.Centre, Commissioner = row.Commissioner,
            At = state.Now, Author = Author.Internal, Person = person, Text = text,
        };
        return new Act(input, [new MessageWritten(contact, message.Id, message.Number, message.Author, person, text.Length)], [message]);
    }
}
