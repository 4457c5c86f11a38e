using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.Extensions.Hosting;

namespace Isberg.Channels.Chat;

/// <summary>Takes those out of the queue who have closed their browser without a word. A conversation is never ended this way: who is away from it is shown so.</summary>
public sealed class LostCitizens(LiveCentres centres, CitizenPresence presence, TimeProvider clock) : BackgroundService
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
        foreach (var centre in centres.All)
        {
            try
            {
                var chats = await centre.Inbox.Ask(
                    state => state.Contacts.All.Where(it => it.Channel == Channel.Chat && it.ClosedAt is null).Select(it => (it.Id, it.Stage)).ToList(), stop);
                open.UnionWith(chats.Select(it => it.Id));
                presence.Look(centre.Id, chats.Where(it => it.Stage >= Stage.Handled).Select(it => it.Id));
                foreach (var (contact, stage) in chats.Where(it => it.Stage < Stage.Handled && presence.IsLost(it.Id)))
                    await centre.Inbox.Send(state => IsStillLost(state, contact) ? new Act(new ContactLeft(contact, LeaveWay.Lost)) : new Act(), stop);
            }
            catch (InvalidOperationException)
            {
                // The centre's floor starts again and says so itself; the next look finds what this one missed.
                return;
            }
        }

        presence.Keep(open);
    }

    private bool IsStillLost(LiveState state, ContactId contact) => state.Contacts.Find(contact) is { Stage: < Stage.Handled } && presence.IsLost(contact);
}
