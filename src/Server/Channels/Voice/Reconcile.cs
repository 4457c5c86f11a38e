using Isberg.Asterisk;
using Isberg.Channels.Voice.Flows;
using Isberg.Channels.Voice.Hearing;
using Isberg.Routing;

namespace Isberg.Channels.Voice;

/// <summary>Compares all that an exchange holds with all that the floors know, after a start and whenever its line was down, so that nothing is forgotten and nothing goes on unseen.</summary>
internal sealed class Reconcile(Exchanges exchanges, TakeUpPhones phones, TakeUpCalls takeUp, FlowRuns flows, HearCaller hear) : IDisposable
{
    /// <summary>One exchange after the other: each changes what is to be looked for at the others.</summary>
    private readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

    public async Task Run(Exchange exchange, AsteriskInfo info, Calls calls, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            await Look(exchange, info, calls, stop);
        }
        finally
        {
            turn.Release();
        }

        phones.ShowAll();
        calls.SettleAll();
    }

    /// <summary>The exchange does not come back: nothing is there any longer.</summary>
    public async Task GiveUp(Exchange exchange, Calls calls, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            if (exchange.IsConnected) return; // it has come back in this very moment

            exchange.GiveUp();
            Lose(exchange, calls);
            await TakeUpOthers(calls, stop);
        }
        catch
        {
            exchange.NotYetGivenUp();
            throw;
        }
        finally
        {
            turn.Release();
            phones.ShowAll();
            calls.SettleAll();
        }
    }

    private async Task Look(Exchange exchange, AsteriskInfo info, Calls calls, CancellationToken stop)
    {
        if (exchanges.Connected.Any(it => it != exchange && it.Info!.SystemName == info.SystemName))
            throw new InvalidOperationException($"Two Asterisks are called {info.SystemName}; each needs a name of its own: scripts/asterisk configure --name.");

        await phones.MakeAgain(exchange, stop);
        var (channels, bridges) = (await exchange.Client.Channels(stop), await exchange.Client.Bridges(stop));
        exchange.Picture.Replace(channels, bridges, await exchange.Client.Endpoints(stop));
        await phones.Know(exchange, stop);
        if (exchange.HasRestarted(info) || exchange.IsLost) Lose(exchange, calls);
        exchange.Meet(info);
        await takeUp.Callers(exchange, info.SystemName, channels, calls, stop);
        exchange.Connect(info);
        await TakeUpOthers(calls, stop);
        await ClearUp(exchange, calls, stop);
        await hear.ClearUp(exchange, contact => calls.Find(contact) is not null, stop);
    }

    /// <summary>What was there of its calls is gone.</summary>
    private void Lose(Exchange exchange, Calls calls)
    {
        var other = exchanges.Connected.FirstOrDefault(it => it != exchange) ?? exchange;
        foreach (var it in calls.All.Where(it => it.At == exchange && exchange.Picture.Find(it.Caller) is null))
        {
            if (it.IsNowhere) it.Move(other);
            else it.Lose();
        }
    }

    /// <summary>Those that no exchange has, once all exchanges are known.</summary>
    private async Task TakeUpOthers(Calls calls, CancellationToken stop)
    {
        if (!exchanges.All.All(it => it.IsKnown)) return;

        await takeUp.Others(calls, stop);
        await flows.CloseOthers(contact => calls.Find(contact) is { IsReceived: false }, stop);
    }

    /// <summary>Legs and bridges of calls that are no more.</summary>
    private static async Task ClearUp(Exchange exchange, Calls calls, CancellationToken stop)
    {
        foreach (var leg in exchange.Picture.Lines.Where(it => CallNames.ContactOf(it.Id) is { } of && calls.Find(of)?.At != exchange))
            await Exchange.IfThere(exchange.Client.Hangup(leg.Id, HangupReason.Normal, stop));
        foreach (var bridge in exchange.Picture.Bridges.Where(it => CallNames.ContactOf(it) is { } of && calls.Find(of)?.At != exchange))
            await Exchange.IfThere(exchange.Client.DestroyBridge(bridge, stop));
    }
}
