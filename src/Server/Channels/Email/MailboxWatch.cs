using System.Collections.Concurrent;
using Isberg.Mail.Imap;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Email;

/// <summary>Follows every mailbox that is in use, on the server that leads, and knows which of them cannot be read.</summary>
internal sealed partial class MailboxWatch(
    Databases databases, Lead lead, MailLine line, FetchMail fetch, TimeProvider clock, ILogger<MailboxWatch> log) : BackgroundService
{
    /// <summary>A change of a mailbox's settings is followed within this time.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<MailboxId, Followed> followed = new();

    private readonly ConcurrentDictionary<MailboxId, (DateTimeOffset Since, MailboxFault Why)> stuck = new();

    /// <summary>How a mailbox stands. Null: this server does not read it.</summary>
    public MailboxEndpoints.MailboxStanding? StateOf(MailboxId mailbox)
    {
        if (followed.GetValueOrDefault(mailbox)?.Watcher.State is not { } state) return null;
        if (state.IsReadable && stuck.TryGetValue(mailbox, out var waits)) return new(false, waits.Since, waits.Why, null);
        return new(state.IsReadable, state.Since, state.Why is { } why ? MailboxFaults.Of(why) : null, state.Why?.ServerWords);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Look, clock);
        try
        {
            do await Try(stoppingToken);
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }

        foreach (var id in followed.Keys) await Leave(id);
    }

    private async Task Try(CancellationToken stop)
    {
        try
        {
            await Compare(lead.IsHeld ? await InUse(stop) : [], stop);
        }
#pragma warning disable CA1031 // A job is a border: a database that is away is looked for again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotSeen(log, error.Message);
        }
    }

    private async Task<List<Mailbox>> InUse(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Mailboxes.AsNoTracking().Where(it => !it.IsArchived).ToListAsync(stop);
    }

    private async Task Compare(IReadOnlyList<Mailbox> mailboxes, CancellationToken stop)
    {
        foreach (var (id, it) in followed)
            if (!mailboxes.Any(mailbox => mailbox.Id == id && mailbox.Version == it.Version)) await Leave(id);
        foreach (var mailbox in mailboxes.Where(it => it.Incoming.Host.Length > 0 && !followed.ContainsKey(it.Id))) Begin(mailbox, stop);
    }

    private void Begin(Mailbox mailbox, CancellationToken stop)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watcher = new MailboxWatcher(line.Incoming(mailbox), clock);
        followed[mailbox.Id] = new Followed(mailbox.Version, watcher, end, Task.Run(() => Follow(mailbox, watcher, end.Token), CancellationToken.None));
    }

    private async Task Follow(Mailbox mailbox, MailboxWatcher watcher, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await watcher.RunAsync(await fetch.Place(mailbox, stop), (news, token) => Take(mailbox, news, token), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A job is a border: what could not be taken is still in the mailbox.
            catch (Exception error)
#pragma warning restore CA1031
            {
                stuck.TryAdd(mailbox.Id, (clock.GetUtcNow(), MailboxFaults.OfTaking(error)));
                Stopped(log, mailbox.Id.Value, error);
                await Task.Delay(AfterFailure, clock, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task Take(Mailbox mailbox, MailboxNews news, CancellationToken stop)
    {
        await fetch.Run(mailbox, news, stop);
        stuck.TryRemove(mailbox.Id, out _);
    }

    private async Task Leave(MailboxId id)
    {
        if (!followed.TryRemove(id, out var it)) return;

        stuck.TryRemove(id, out _);
        await it.End.CancelAsync();
        await it.Running;
        it.End.Dispose();
    }

    private sealed record Followed(Guid Version, MailboxWatcher Watcher, CancellationTokenSource End, Task Running);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which mailboxes are in use could not be looked up: {Why}")]
    private static partial void NotSeen(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mails of mailbox {Mailbox} could not be taken; it is tried again")]
    private static partial void Stopped(ILogger log, Guid mailbox, Exception error);
}
