using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Isberg.Contacts;

namespace Isberg.Channels.Chat;

/// <summary>Sends one conversation to one screen: the whole view when it changes, new messages in order, typing, and a sign of life.</summary>
internal sealed class ChatStream(Citizen citizen, Conversations conversations, ChatFollowers followers, Invitations invitations)
{
    /// <summary>Proxies close what is silent for long.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    /// <param name="after">The number of the last message that the screen has.</param>
    public async IAsyncEnumerable<SseItem<object>> Run(int after, string? language, [EnumeratorCancellation] CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, followers.Stopping);
        var listener = followers.Listen(citizen);
        try
        {
            ConversationView? sent = null;
            while (citizen.Invitation is not { } invitation || await invitations.IsValid(invitation, either.Token))
            {
                var look = listener.TakeLook() ?? await conversations.Look(citizen, either.Token);
                var view = await conversations.View(look, language, either.Token);
                while (look.LastMessage > after && await conversations.Messages(citizen, after, either.Token) is { Count: > 0 } messages)
                {
                    after = messages[^1].Number;
                    yield return new SseItem<object>(messages, "messages") { EventId = after.ToString() };
                }

                if (!Same(view, sent)) yield return new SseItem<object>(view, "view");
                sent = view;
                if (listener.TakeTyping()) yield return new SseItem<object>(true, "typing");

                if (await Rings(listener, either.Token)) continue;
                if (either.IsCancellationRequested) yield break;
                yield return new SseItem<object>(true, "beat"); // then looks again: a notice may have begun or ended by the clock alone
            }
        }
        finally
        {
            followers.Leave(citizen, listener);
        }
    }

    /// <summary>Views are compared by value; lists in records are not, so the one list is compared by hand.</summary>
    private static bool Same(ConversationView view, ConversationView? sent) =>
        sent is not null && view with { Notices = sent.Notices } == sent && view.Notices.SequenceEqual(sent.Notices);

    private static async Task<bool> Rings(ChatListener listener, CancellationToken stop)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
        wait.CancelAfter(SignOfLife);
        try
        {
            return await listener.Bell.ReadAsync(wait.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
