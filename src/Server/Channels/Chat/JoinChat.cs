using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Chat;

/// <summary>A citizen comes to the chat by an invitation: into the contact while somebody handles it, else into one that goes on from it.</summary>
public sealed class JoinChat(Databases databases, LiveCentres centres, ReceiveContact receive)
{
    /// <summary>The contact that the chat goes on in; null: it has not begun.</summary>
    public async Task<ContactId?> Running(Invitation invitation, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Contacts.AnyAsync(it => it.Id == invitation.Next, stop)) return invitation.Next;
        return await db.Contacts.AnyAsync(it => it.Id == invitation.Contact && it.Channel == Channel.Chat && it.Stage < Stage.WrappingUp, stop) ? invitation.Contact : null;
    }

    /// <param name="From">The internet address that he comes from; looked up in the block list, and not kept.</param>
    public async Task<Outcome<Citizen>> Run(Invitation invitation, string? from, CancellationToken stop)
    {
        var isIn = false;
        var refusal = await centres.Of(invitation.Centre).Inbox.Send(
            state =>
            {
                var contact = state.Contacts.Find(invitation.Contact);
                isIn = contact is { Channel: Channel.Chat, Stage: < Stage.WrappingUp } or { Stage: Stage.Handled or Stage.Held };
                return isIn && contact!.Channel != Channel.Chat ? new Act(new ChannelChanged(contact.Id, Channel.Chat, By: null)) : new Act();
            },
            stop);
        if (refusal is not null) return refusal;
        return isIn ? new Citizen(invitation.Centre, invitation.Contact, invitation.Mail, invitation.Message - 1) : await Begin(invitation, from, stop);
    }

    /// <summary>Due as the contact that he was invited from would be, and preferably with whoever invited him.</summary>
    private async Task<Outcome<Citizen>> Begin(Invitation invitation, string? from, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var contact = await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == invitation.Contact, stop);
        var given = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == invitation.Contact, stop);
        var outcome = await receive.Run(
            new ReceiveContact.Command(invitation.Centre, contact.Service, Channel.Chat, invitation.Next, ConversationSecret.NewKey())
            {
                Language = contact.Language, Matter = invitation.Subject, Name = given?.GivenName, Email = given?.GivenEmail, Phone = given?.GivenPhone, From = from,
                Earlier = contact.Id, Customer = contact.Customer, Prefers = invitation.Person, DueSince = contact.ArrivedAt,
            },
            stop);
        return outcome.Succeeded(out _, out var no) ? new Citizen(invitation.Centre, invitation.Next, invitation.Mail) : no;
    }
}
