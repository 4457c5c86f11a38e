namespace Isberg.Asterisk.World;

/// <summary>A running Asterisk, a client that it knows, and what happens there: what a test of calls needs.</summary>
public sealed class Exchange : IAsyncDisposable
{
    private Exchange(AsteriskServer server)
    {
        Server = server;
        Client = new AriClient(server.Options);
        Events = new Events(Client);
    }

    public AsteriskServer Server { get; }

    public AriClient Client { get; }

    public Events Events { get; }

    public static async Task<Exchange> Start(CancellationToken stop)
    {
        var exchange = new Exchange(await AsteriskServer.Start(stop));
        await exchange.Events.Next<Connected>(stop);
        return exchange;
    }

    /// <summary>Somebody from outside calls, and is in our application.</summary>
    public async Task<(SipCall Call, AriChannel Channel)> Arrive(SipPhone caller, CancellationToken stop, string number = "+4680001001")
    {
        var call = caller.Call(number);
        var entered = await Events.Next<ChannelEnteredStasis>(stop, it => it.Arguments is ["in", var called] && called == number);
        return (call, entered.Channel);
    }

    /// <summary>A phone that is registered.</summary>
    public async Task<SipPhone> Phone(string name, CancellationToken stop)
    {
        await Client.PushPhone(new NewPhone(name, $"secret of {name}", IsBrowser: false), stop);
        var phone = new SipPhone(Server.Sip, name, $"secret of {name}");
        await phone.Register(stop);
        return phone;
    }

    /// <summary>A leg to a phone: it rings, or has been refused by the time this returns.</summary>
    public async Task Ring(NewChannel leg, CancellationToken stop, AriParty? shown = null)
    {
        await Client.Create(leg, stop);
        await Events.Next<ChannelEnteredStasis>(stop, it => it.Channel.Id == leg.Id);
        if (shown is not null) await Client.ShowCaller(leg.Id, shown, stop);
        await Client.Dial(leg.Id, shown is null ? leg.Originator : null, TimeSpan.FromSeconds(60), stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Events.DisposeAsync();
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
