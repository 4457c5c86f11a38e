namespace Isberg.Mail.Imap;

/// <summary>
/// Follows one folder for as long as it is asked to: hands on what comes, in the order of its numbers, waits for more,
/// and connects again after every failure.
/// </summary>
public sealed class MailboxWatcher(MailboxAccess access, TimeProvider clock, Random? chance = null)
{
    /// <summary>A connection that lasts this long is a good one; the next failure is the first again.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly BackOff pauses = new(access.Pauses.First, access.Pauses.Most, chance);
    private volatile MailboxState state = new(false, clock.GetUtcNow());
    private MailboxPlace? place;
    private long? readableAt;

    /// <summary>As it is now; may be read by anybody at any time.</summary>
    public MailboxState State => state;

    /// <summary>Is told of every change of the state, within the watcher's own work.</summary>
    public Action<MailboxState>? StateChanged { get; set; }

    /// <summary>Runs until it is stopped, or until <paramref name="take"/> fails with what is no failure of the mailbox.</summary>
    /// <param name="from">Null when nothing has been taken yet.</param>
    /// <param name="take">
    /// When it returns, its messages count as taken, and it is to have noted the last number itself. What fails
    /// half-way with the mailbox is handed on again.
    /// </param>
    public async Task RunAsync(MailboxPlace? from, Func<MailboxNews, CancellationToken, Task> take, CancellationToken stop)
    {
        place = from;
        while (true)
        {
            readableAt = null;
            try
            {
                await FollowAsync(take, stop);
            }
            catch (ImapException error) when (!stop.IsCancellationRequested)
            {
                await PauseAsync(error, stop);
            }
        }
    }

    private async Task FollowAsync(Func<MailboxNews, CancellationToken, Task> take, CancellationToken stop)
    {
        var (client, folder) = await access.OpenAsync(clock, stop);
        using var open = client;
        if (folder.UidValidity == 0) throw new ImapException(ImapFault.Refused, "The server's message numbers do not last, so that nobody can tell which messages are new.");

        readableAt = clock.GetTimestamp();
        Tell(new MailboxState(true, clock.GetUtcNow()));
        while (true)
        {
            await CatchUpAsync(client, folder, take, stop);
            await client.WaitForChangeAsync(stop);
        }
    }

    private async Task CatchUpAsync(ImapClient client, ImapFolder folder, Func<MailboxNews, CancellationToken, Task> take, CancellationToken stop)
    {
        var startsOver = place is { } known && known.UidValidity != folder.UidValidity;
        var last = place is { } same && !startsOver ? same.LastUid : 0;
        if (last == uint.MaxValue) return;

        var found = await folder.Messages.SearchAsync(last + 1, stop: stop);
        if (startsOver && found.Count == 0) await TakeAsync(new MailboxNews(client, folder, true, []), 0, take, stop);
        foreach (var batch in found.Chunk(access.Batch))
        {
            var messages = await folder.Messages.FetchAsync(batch, stop: stop);
            if (startsOver || messages.Count > 0) await TakeAsync(new MailboxNews(client, folder, startsOver, messages), batch[^1].Id, take, stop);
            startsOver = false;
        }
    }

    private async Task TakeAsync(MailboxNews news, uint last, Func<MailboxNews, CancellationToken, Task> take, CancellationToken stop)
    {
        await take(news, stop);
        place = new MailboxPlace(news.Folder.UidValidity, last);
    }

    private async Task PauseAsync(ImapException why, CancellationToken stop)
    {
        if (readableAt is { } at && clock.GetElapsedTime(at) >= Steady) pauses.Reset();
        var pause = pauses.Next(why.Fault is ImapFault.AuthenticationRefused ? access.AfterRefusal : default);
        var now = clock.GetUtcNow();
        Tell(new MailboxState(false, state.IsReadable ? now : state.Since, why, now + pause));
        await Task.Delay(pause, clock, stop);
        Tell(state with { NextTry = null });
    }

    private void Tell(MailboxState now)
    {
        state = now;
        StateChanged?.Invoke(now);
    }
}
