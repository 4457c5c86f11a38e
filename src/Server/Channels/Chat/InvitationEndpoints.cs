using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Contacts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Channels.Chat;

/// <summary>The citizens' side of invitations. The secret comes in the body, never in an address, which others log.</summary>
public static class InvitationEndpoints
{
    private const int LongestSecret = 200;

    public static void Map(IEndpointRouteBuilder citizens)
    {
        citizens.MapPost("/invitations/look", Look);
        citizens.MapPost("/invitations/join", Join);
    }

    /// <param name="Secret">What stands after "#isberg-chat=" in the link.</param>
    public sealed record InvitationRequest([property: MaxLength(LongestSecret)] string Secret, string? Language = null);

    /// <summary>What is told of an invitation before it is taken: looking changes nothing.</summary>
    /// <param name="Contact">Where the chat goes on; null: it has not begun.</param>
    /// <param name="By">The first name of who invited.</param>
    public sealed record InvitedView(Guid? Contact, string? Subject, string? By, DateTimeOffset Until);

    public sealed record JoinedView(Guid Contact, ConversationView Conversation);

    private static async Task<Results<Ok<InvitedView>, ProblemHttpResult>> Look(
        InvitationRequest request, HttpContext context, Invitations invitations, JoinChat join, Conversations conversations, CitizenLimits limits, CancellationToken stop)
    {
        if (await Open(request, context, invitations, limits, stop) is not { } found) return Problem.Of(Invitations.Unknown);

        var running = await join.Running(found, stop);
        var by = found.Person is { } person ? await conversations.FirstNameOf(person, stop) : null;
        return TypedResults.Ok(new InvitedView(running?.Value, found.Subject, by, found.Until));
    }

    private static async Task<Results<Ok<JoinedView>, ProblemHttpResult>> Join(
        InvitationRequest request, HttpContext context, Invitations invitations, JoinChat join, Conversations conversations, CitizenLimits limits, CitizenPresence presence, CancellationToken stop)
    {
        if (!limits.MayStart(context)) return Problem.Of(CitizenLimits.TooMany);
        if (await Open(request, context, invitations, limits, stop) is not { } found) return Problem.Of(Invitations.Unknown);

        presence.Seen(found.Centre, found.Contact);
        presence.Seen(found.Centre, found.Next);
        var outcome = await join.Run(found, context.Connection.RemoteIpAddress?.ToString(), stop);
        if (!outcome.Succeeded(out var citizen, out var no)) return Problem.Of(no);
        return TypedResults.Ok(new JoinedView(citizen.Contact.Value, await conversations.View(citizen, request.Language, stop)));
    }

    private static async Task<Invitation?> Open(InvitationRequest request, HttpContext context, Invitations invitations, CitizenLimits limits, CancellationToken stop)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!limits.MayTrySecret(context)) return null;
        if (await invitations.Find(request.Secret, stop) is { } found) return found;

        limits.WasWrong(context);
        return null;
    }
}
