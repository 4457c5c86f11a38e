using Isberg.Desk;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace Isberg.Reporting;

/// <summary>Tells the screens that show a centre's figures that they have changed, at most once a second; what they say now, each screen asks for itself.</summary>
internal sealed class FigureStream(FigureNews news, IHubContext<LiveHub> hub, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await news.Changed.WaitToReadAsync(stoppingToken))
            {
                var centres = new HashSet<CentreId>();
                while (news.Changed.TryRead(out var centre)) centres.Add(centre);
                foreach (var centre in centres)
                    await hub.Clients.Group(LiveGroups.Figures(centre)).SendAsync("figures", new FiguresNews(clock.GetUtcNow()), stoppingToken);
                await Task.Delay(Pace, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }
}
