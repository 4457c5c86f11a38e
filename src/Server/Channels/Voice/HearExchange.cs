using System.Threading.Channels;
using Isberg.Asterisk;
using Microsoft.Extensions.Logging;
using Waiting = System.Threading.Channels.Channel;

namespace Isberg.Channels.Voice;

/// <summary>Takes what happens at an exchange into its picture, and has the call settled that it is about.</summary>
internal sealed partial class HearExchange(Exchanges exchanges, Calls calls, Phones phones, Reconcile reconcile, ILogger<HearExchange> log)
{
    private const string Incoming = "in";

    /// <summary>Whoever presses faster than anybody can is not listened to meanwhile.</summary>
    private const int MostKeys = 100;

    /// <summary>Told of faster than they can be asked for; beyond these the oldest are left to their next change.</summary>
    private const int MostPhones = 10_000;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly Channel<(Exchange At, AriEndpoint Phone)> told = Waiting.CreateBounded<(Exchange, AriEndpoint)>(new BoundedChannelOptions(MostPhones) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public void Begin(CancellationToken term)
    {
        calls.Begin(term);
        foreach (var it in exchanges.All) it.Begin();
    }

    /// <summary>Looks at the phones that are told of, beside the events: those of calls do not wait for it.</summary>
    public async Task LookAtPhones(CancellationToken stop)
    {
        try
        {
            await foreach (var it in told.Reader.ReadAllAsync(stop)) await Look(it.At, it.Phone, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another server leads, or none.
        }
    }

    /// <summary>What happened before is not told: everything is asked for, until it has been answered.</summary>
    public async Task Connected(Exchange exchange, AsteriskInfo info, CancellationToken stop)
    {
        AsteriskInfo? latest = info;
        while (true)
        {
            try
            {
                await reconcile.Run(exchange, latest ?? await exchange.Client.Info(stop), calls, stop);
                return;
            }
#pragma warning disable CA1031 // A floor that starts, a database that is away, or an exchange that is slow, is asked again.
            catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotYet(log, error.Message);
                latest = null; // it may have begun anew meanwhile
                await Task.Delay(BetweenTries, stop);
            }
        }
    }

    public async Task Happened(Exchange exchange, AriEvent happened, CancellationToken stop)
    {
        var before = happened is ChannelEvent about ? exchange.Picture.Find(about.Channel.Id) : null;
        exchange.Picture.Hear(happened);
        switch (happened)
        {
            case ChannelEnteredStasis it when !CallNames.IsMade(it.Channel.Id): await Come(exchange, it, stop); break;
            case ChannelEnteredStasis it when calls.OfCaller(it.Channel.Id, "") is null: await Exchange.IfThere(exchange.Client.Hangup(it.Channel.Id, HangupReason.Normal, stop)); break; // its call is over meanwhile
            case ChannelDestroyed it when CallNames.IsLeg(it.Channel.Id) || CallNames.IsCitizen(it.Channel.Id): Ended(it, before); break;
            case PlaybackFinished it when SayToCaller.IsSaying(it.Playback.Id): Said(exchange, it.Playback); break;
            case EndpointStateChanged it: told.Writer.TryWrite((exchange, it.Endpoint)); break;
            case ContactStatusChanged it: told.Writer.TryWrite((exchange, it.Endpoint)); break;
            case ChannelTalking it: Talk(exchange, it); break;
            case DtmfReceived it: Press(exchange, it); break;
            case ChannelHeld it: Held(exchange, it.Channel.Id, isHeld: true); break;
            case ChannelUnheld it: Held(exchange, it.Channel.Id, isHeld: false); break;
            case ChannelEvent it when exchange.Picture.Find(it.Channel.Id)?.IsNewsAfter(before) ?? before is not null: Settle(exchange, it.Channel.Id); break;
        }

        if (happened is ChannelEvent of && CallNames.IsLeg(of.Channel.Id)) Show(CallNames.PhoneOf(of.Channel.Name));
    }

    private async Task Come(Exchange exchange, ChannelEnteredStasis it, CancellationToken stop)
    {
        var arrived = new ArrivedCall(it.Arguments.ElementAtOrDefault(1) ?? "", it.Channel.Caller.Number, it.Channel.CreatedAt);
        var system = exchange.Info?.SystemName ?? "";
        var call = it.Arguments is [Incoming, ..] ? calls.Add(new Call(CallNames.Contact(system, it.Channel.Id), it.Channel.Id, exchange) { Arrived = arrived }) : null;
        if (call is not null) calls.Settle(call.Contact);
        else await Exchange.IfThere(exchange.Client.Hangup(it.Channel.Id, HangupReason.Congestion, stop));
    }

    private void Ended(ChannelDestroyed it, Line? before)
    {
        if (CallNames.ContactOf(it.Channel.Id) is not { } contact) return;

        calls.Find(contact)?.End(it.Channel.Id, new LineEnd(it.Cause, before?.IsUp ?? false));
        calls.Settle(contact);
    }

    /// <summary>Only the phone of whoever handles the call holds it.</summary>
    private void Held(Exchange exchange, string channel, bool isHeld)
    {
        if (CallNames.ContactOf(channel) is { } contact && calls.Find(contact) is { OnFloor: { } known } call && CallNames.Leg(contact, known.Segment, known.Offer) == channel)
            call.HoldKey = isHeld;
        Settle(exchange, channel);
    }

    private void Said(Exchange exchange, AriPlayback playback)
    {
        var channel = playback.Target.StartsWith("channel:", StringComparison.Ordinal) ? playback.Target["channel:".Length..] : "";
        if (calls.OfCaller(channel, exchange.Info?.SystemName ?? "") is not { } call) return;

        SayToCaller.Said(call, playback.Id);
        calls.Settle(call.Contact);
    }

    private void Press(Exchange exchange, DtmfReceived it)
    {
        if (calls.OfCaller(it.Channel.Id, exchange.Info?.SystemName ?? "") is not { } call) return;

        if (call.Flow is { IsOver: false } flow) flow.Press(it.Digit);
        else if (call.Keys.Count < MostKeys) call.Keys.Enqueue(it.Digit);
        calls.Settle(call.Contact);
    }

    private void Talk(Exchange exchange, ChannelTalking it)
    {
        if (calls.OfCaller(it.Channel.Id, exchange.Info?.SystemName ?? "") is not { Flow.Speech: { } turn } call) return;

        turn.Talks(it.IsTalking);
        calls.Settle(call.Contact);
    }

    private void Settle(Exchange exchange, string channel) => calls.Settle(CallNames.ContactOf(channel) ?? CallNames.Contact(exchange.Info?.SystemName ?? "", channel));

    /// <summary>A phone has come or gone; the exchange is asked which, because what it tells on the way may be between the two.</summary>
    private async Task Look(Exchange exchange, AriEndpoint told, CancellationToken stop)
    {
        if (CallNames.PersonOf(told.Resource) is not { } person) return;

        try
        {
            var now = await exchange.Client.Endpoint(told.Technology, told.Resource, stop);
            exchange.Picture.Connect(told.Resource, now?.IsOnline ?? false);
        }
#pragma warning disable CA1031 // Whatever goes wrong with one phone, the next ones are looked at.
        catch (Exception away) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotYet(log, away.Message);
        }

        phones.Show(person);
    }

    private void Show(string phone)
    {
        if (CallNames.PersonOf(phone) is { } person) phones.Show(person);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What Asterisk holds could not be compared with the floors yet: {Why}")]
    private static partial void NotYet(ILogger log, string why);
}
