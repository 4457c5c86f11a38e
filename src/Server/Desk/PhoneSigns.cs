using Isberg.Board;
using Isberg.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Desk;

/// <summary>Shows everybody how his phone stands, whenever that changes. Nothing of it is kept.</summary>
internal sealed partial class PhoneSigns(PhoneStates phones, DeskStream desks, BoardStream boards, ILogger<PhoneSigns> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var moved = await phones.Moves.ReadAsync(stoppingToken);
                if (moved.IsSound) boards.Again(moved.Centre);
                await desks.Show(moved.Centre, moved.Person, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A job is a border: a floor that starts again shows how everything stands when it is up.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Missed(log, error.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "How somebody's phone stands could not be shown: {Why}")]
    private static partial void Missed(ILogger log, string why);
}
