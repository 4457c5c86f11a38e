using System.Collections.Concurrent;
using System.Security.Claims;
using Isberg.Api;
using Microsoft.AspNetCore.SignalR;

namespace Isberg.Access;

/// <summary>The live connections on this node: one is cut when its session ends or the rights it was opened with have changed, and the screen comes back with what holds now, or to the door.</summary>
public sealed class LiveSessions : IHubFilter
{
    private readonly ConcurrentDictionary<string, Connection> open = new(StringComparer.Ordinal);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var user = context.Context.User!;
        open[context.Context.ConnectionId] = new Connection(
            IdOf(user, Permissions.PersonClaim), IdOf(user, Permissions.SessionClaim), IdOf(user, Permissions.KeyClaim), context.Context.Abort);
        await next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        open.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    /// <summary>Cuts the connections that these notes concern.</summary>
    internal void Tell(IEnumerable<Note> notes)
    {
        foreach (var note in notes)
            foreach (var connection in open.Values.Where(it => Concerns(note, it))) connection.Cut();
    }

    private static bool Concerns(Note note, Connection it) => note switch
    {
        SessionEnded ended => ended.Session == it.Session,
        RightsChanged changed => changed.Person.Value == it.Person,
        AccountLockChanged { IsLocked: true } locked => locked.Person.Value == it.Person,
        ApiKeyRevoked revoked => revoked.Key.Value == it.Key,
        _ => false,
    };

    private static Guid? IdOf(ClaimsPrincipal user, string claim) => user.FindFirstValue(claim) is { } id ? Guid.Parse(id) : null;

    private sealed record Connection(Guid? Person, Guid? Session, Guid? Key, Action Cut);
}
