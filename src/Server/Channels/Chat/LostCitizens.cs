using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Chat;

/// <summary>Takes those out of the queue who have closed their browser without a word. A conversation is never ended this way: who is away from it is shown so.</summary>
public sealed partial class LostCitizens(LiveCentres centres, CitizenPresence presence, TimeProvider clock, ILogger<LostCitizens> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await IsTime(timer, stoppingToken)) await Look(stoppingToken);
    }

    private static async Task<bool> IsTime(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Looks once.</summary>
    public async Task Look(CancellationToken stop)
    {
        var open = new HashSet<ContactId>();
        var hasSeenAll = true;
        foreach (var centre in centres.All) hasSeenAll &= await TryLook(centre, open, stop);
        if (hasSeenAll) presence.Keep(open);
    }

    private async Task<bool> TryLook(LiveCentre centre, HashSet<ContactId> open, CancellationToken stop)
    {
        try
        {
            var chats = await centre.Inbox.Ask(
                state => state.Contacts.All.Where(it => it.Channel == Channel.Chat && it.ClosedAt is null).Select(it => (it.Id, it.Stage)).ToList(), stop);
            open.UnionWith(chats.Select(it => it.Id));
            presence.Look(centre.Id, chats.Where(it => it.Stage >= Stage.Handled).Select(it => it.Id));
            foreach (var (contact, stage) in chats.Where(it => it.Stage < Stage.Handled && presence.IsLost(it.Id)))
                await centre.Inbox.Send(state => IsStillLost(state, contact) ? new Act(new ContactLeft(contact, LeaveWay.Lost)) : new Act(), stop);
            return true;
        }
#pragma warning disable CA1031 // A job is a border: a centre that is away, or served elsewhere, is looked at again in ten seconds.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotSeen(log, centre.Id.Value, error.Message);
            return false;
        }
    }

    private bool IsStillLost(LiveState state, ContactId contact) => state.Contacts.Find(contact) is { Stage: < Stage.Handled } && presence.IsLost(contact);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Who is still there could not be seen in centre {Centre}: {Why}")]
    private static partial void NotSeen(ILogger log, Guid centre, string why);
}
