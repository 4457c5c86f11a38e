using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>
/// Gives up an exchange that does not come back. One whose line is merely cut goes on with its calls, and is waited for; one where nothing
/// listens any longer has ended with all of its calls.
/// </summary>
internal sealed partial class LostExchanges(Exchanges exchanges, Reconcile reconcile, Calls calls, VoiceOptions options, ILogger<LostExchanges> log)
{
    /// <summary>One that refuses for so long has not merely begun again.</summary>
    private static readonly TimeSpan Refusing = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ForAnswer = TimeSpan.FromSeconds(1);

    public async Task Look(CancellationToken stop)
    {
        foreach (var it in exchanges.All.Where(it => it is { IsLost: false, Away: not null }))
        {
            if (!await IsOver(it, it.Away!.Value, stop)) continue;

            GivenUp(log, it.Node.Address);
            await reconcile.GiveUp(it, calls, stop);
        }
    }

    private async Task<bool> IsOver(Exchange exchange, TimeSpan away, CancellationToken stop) =>
        away > options.GiveUpAfter || (away > Refusing && await Refuses(exchange.Client.Options.Address, stop));

    /// <summary>The machine answers, and nothing listens there.</summary>
    private static async Task<bool> Refuses(Uri address, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ForAnswer);
        using var line = new TcpClient();
        try
        {
            await line.ConnectAsync(address.Host, address.Port, limit.Token);
            return false;
        }
        catch (SocketException no)
        {
            return no.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Asterisk at {Address} does not come back: its calls are over, and whoever can be called is called back")]
    private static partial void GivenUp(ILogger log, string address);
}
