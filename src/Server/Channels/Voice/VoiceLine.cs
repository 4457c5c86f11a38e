using Isberg.Asterisk;
using Isberg.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>The lines to the telephone exchanges, held by the server that leads: hears what happens there and on the floors, and has the calls settled that it concerns.</summary>
internal sealed partial class VoiceLine(Exchanges exchanges, HearExchange hear, HearFloors floors, Lead lead, Spool spool, ILogger<VoiceLine> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (exchanges.All.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            if (lead.IsHeld) await DriveWhileLeading(stoppingToken);
            await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DriveWhileLeading(CancellationToken stop)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(stop, lead.Term);
        try
        {
            await Drive(term.Token);
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested)
        {
            // Stopped, or another server leads.
        }
#pragma warning disable CA1031 // A job is a border: the calls go on at the exchange, and are taken up again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
        finally
        {
            foreach (var it in exchanges.All) it.End();
            await term.CancelAsync();
        }
    }

    private async Task Drive(CancellationToken stop)
    {
        hear.Begin(stop);
        _ = floors.Run(stop);
        _ = spool.Run(stop);
        _ = hear.LookAtPhones(stop);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lines = exchanges.All.Select(it => Follow(it, all.Token)).ToList();
        await Task.WhenAny(lines); // none ends but by a fault of ours
        await all.CancelAsync();
        await Task.WhenAll(lines);
    }

    private async Task Follow(Exchange exchange, CancellationToken stop)
    {
        await foreach (var happened in new AriEvents(exchange.Client).Read(stop))
        {
            switch (happened)
            {
                case Connected it:
                    Up(log, it.Info.Version, it.Info.SystemName);
                    await hear.Connected(exchange, it.Info, stop);
                    break;
                case Disconnected it:
                    Down(log, it.Why);
                    exchange.Disconnect();
                    break;
                default:
                    await Hear(exchange, happened, stop);
                    break;
            }
        }
    }

    /// <summary>A command that one exchange does not answer holds up none of the others; what it has missed it tells when it is connected again.</summary>
    private async Task Hear(Exchange exchange, AriEvent happened, CancellationToken stop)
    {
        try
        {
            await hear.Happened(exchange, happened, stop);
        }
        catch (AriException away)
        {
            NotDone(log, away.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Asterisk did not do what was to be done: {Why}")]
    private static partial void NotDone(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Telephony is connected: Asterisk {Version}, {Name}")]
    private static partial void Up(ILogger log, string version, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection with Asterisk is lost; calls that are going on go on: {Why}")]
    private static partial void Down(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Driving the calls failed, and begins again")]
    private static partial void Failed(ILogger log, Exception error);
}
