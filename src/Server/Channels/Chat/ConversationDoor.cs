using System.Collections.Concurrent;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Chat;

/// <summary>The conversation behind a request that showed its secret.</summary>
/// <param name="Invitation">The mail whose link he showed. Null: it is his own conversation.</param>
/// <param name="After">The number of the last message that is not for him: who has come by an invitation sees what was written since.</param>
public sealed record Citizen(CentreId Centre, ContactId Contact, MailId? Invitation = null, int After = 0);

/// <summary>Lets in who shows the secret of the conversation in the address, and nobody else.</summary>
public sealed class ConversationDoor(Databases databases, CitizenPresence presence, CitizenLimits limits, Invitations invitations)
{
    /// <summary>The most conversations whose hashes are kept at hand.</summary>
    private const int MostAtHand = 50_000;

    private const string Scheme = "Bearer ";
    private const int LongestSecret = 200;

    /// <summary>Wrong secret and unknown conversation sound alike, so that nobody learns which contacts there are.</summary>
    public static readonly Refusal NoSuchConversation = new("conversation.unknown", "There is no such conversation, or it cannot be opened from here.");

    private readonly ConcurrentDictionary<ContactId, Conversation> atHand = new();

    /// <summary>Guards the endpoints under /conversations/{contact}.</summary>
    public async ValueTask<object?> Guard(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        if (!limits.MayTrySecret(context)) return Problem.Of(CitizenLimits.TooMany);
        if (await Open(context) is not { } citizen)
        {
            limits.WasWrong(context);
            return Problem.Of(NoSuchConversation);
        }

        if (!limits.MayAsk(citizen.Contact)) return Problem.Of(CitizenLimits.TooMany);
        presence.Seen(citizen.Centre, citizen.Contact);
        context.Items[typeof(Citizen)] = citizen;
        context.Response.Headers.CacheControl = "no-store";
        return await next(call);
    }

    /// <summary>Opens a conversation by its secret; null when that does not fit.</summary>
    public async Task<Citizen?> Open(ContactId contact, string secret, CancellationToken stop)
    {
        if (secret.Length is 0 or > LongestSecret || await Find(contact, stop) is not { } conversation) return null;
        return conversation.Opens(secret) ? new Citizen(conversation.Centre, contact) : await Invited(contact, secret, stop);
    }

    private async Task<Citizen?> Invited(ContactId contact, string secret, CancellationToken stop)
    {
        if (await invitations.Find(secret, stop) is not { } found) return null;
        if (found.Next == contact) return new Citizen(found.Centre, contact, found.Mail);
        return found.Contact == contact ? new Citizen(found.Centre, contact, found.Mail, found.Message - 1) : null;
    }

    public async Task<CentreId?> CentreOf(ContactId contact, CancellationToken stop) => (await Find(contact, stop))?.Centre;

    private async Task<Citizen?> Open(HttpContext context)
    {
        if (!Guid.TryParse(context.Request.RouteValues["contact"] as string, out var contact)) return null;
        var shown = context.Request.Headers.Authorization.ToString();
        return shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await Open(new ContactId(contact), shown[Scheme.Length..].Trim(), context.RequestAborted)
            : null;
    }

    private async Task<Conversation?> Find(ContactId contact, CancellationToken stop)
    {
        if (atHand.TryGetValue(contact, out var found)) return found;

        await using var db = databases.CreateDbContext();
        found = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact, stop);
        if (found is null) return null;
        if (atHand.Count >= MostAtHand) atHand.Clear();
        return atHand[contact] = found;
    }
}

/// <summary>Tells whose conversation a request is about.</summary>
internal static class CitizenOfRequest
{
    public static Citizen Citizen(this HttpContext context) => (Citizen)context.Items[typeof(Citizen)]!;
}
