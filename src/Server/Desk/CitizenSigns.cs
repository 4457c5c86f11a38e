using Isberg.Contacts;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Desk;

/// <summary>Shows whoever handles a conversation what its citizen does just now: he writes, goes away, comes back. Nothing of it is kept.</summary>
internal sealed partial class CitizenSigns(LiveCentres centres, Typing typing, CitizenPresence citizens, DeskStream desks, ILogger<CitizenSigns> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowTyping(stoppingToken), FollowMoves(stoppingToken));

    private async Task FollowTyping(CancellationToken stop)
    {
        await foreach (var typed in typing.Follow(stop).ReadAllAsync(CancellationToken.None))
        {
            if (typed.By == Author.Citizen) await Tell(typed.Centre, typed.Contact, person => desks.ShowTyping(person, typed.Contact), stop);
        }
    }

    private async Task FollowMoves(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var moved = await citizens.Moves.ReadAsync(stop);
                await Tell(moved.Centre, moved.Contact, person => desks.Show(moved.Centre, person, stop), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task Tell(CentreId centre, ContactId contact, Func<PersonId, Task> tell, CancellationToken stop)
    {
        try
        {
            if (await centres.Of(centre).Inbox.Ask(state => state.Floor.Contact(contact)?.Person, stop) is { } person) await tell(person);
        }
#pragma warning disable CA1031 // A job is a border: a floor that starts again shows how everything stands when it is up.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Missed(log, contact.Value, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "What the citizen of contact {Contact} does could not be shown: {Why}")]
    private static partial void Missed(ILogger log, Guid contact, string why);
}
