using System.Threading.Channels;
using Isberg.Asterisk;
using Microsoft.Extensions.Logging;
using Waiting = System.Threading.Channels.Channel;

namespace Isberg.Channels.Voice;

/// <summary>Takes what happens at the exchange into the picture, and has the call settled that it is about.</summary>
internal sealed partial class HearExchange(Exchange exchange, Calls calls, Phones phones, Reconcile reconcile, ILogger<HearExchange> log)
{
    private const string Incoming = "in";

    /// <summary>Whoever presses faster than anybody can is not listened to meanwhile.</summary>
    private const int MostKeys = 100;

    /// <summary>Told of faster than they can be asked for; beyond these the oldest are left to their next change.</summary>
    private const int MostPhones = 10_000;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly Channel<AriEndpoint> told = Waiting.CreateBounded<AriEndpoint>(new BoundedChannelOptions(MostPhones) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public void Begin(CancellationToken term)
    {
        calls.Begin(term);
        exchange.Info = null;
    }

    /// <summary>Looks at the phones that are told of, beside the events: those of calls do not wait for it.</summary>
    public async Task LookAtPhones(CancellationToken stop)
    {
        try
        {
            await foreach (var it in told.Reader.ReadAllAsync(stop)) await Look(it, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another server leads, or none.
        }
    }

    public void Disconnected() => exchange.Info = null;

    /// <summary>What happened before is not told: everything is asked for, until it has been answered.</summary>
    public async Task Connected(AsteriskInfo info, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await reconcile.Run(info, calls, stop);
                exchange.Info = info;
                return;
            }
            catch (AriException away) when (away.IsUnanswered)
            {
                NotYet(log, away.Message);
                return; // the line is down again; its next coming up begins anew
            }
#pragma warning disable CA1031 // A floor that starts, or a database that is away, is asked again.
            catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotYet(log, error.Message);
                await Task.Delay(BetweenTries, stop);
            }
        }
    }

    public async Task Happened(AriEvent happened, CancellationToken stop)
    {
        var before = happened is ChannelEvent about ? exchange.Picture.Find(about.Channel.Id) : null;
        exchange.Picture.Hear(happened);
        switch (happened)
        {
            case ChannelEnteredStasis it when !CallNames.IsMade(it.Channel.Id): await Come(it, stop); break;
            case ChannelEnteredStasis it when calls.OfCaller(it.Channel.Id, "") is null: await Exchange.IfThere(exchange.Client.Hangup(it.Channel.Id, HangupReason.Normal, stop)); break; // its call is over meanwhile
            case ChannelDestroyed it when CallNames.IsLeg(it.Channel.Id) || CallNames.IsCitizen(it.Channel.Id): Ended(it, before); break;
            case PlaybackFinished it when SayToCaller.IsSaying(it.Playback.Id): Said(it.Playback); break;
            case EndpointStateChanged it: told.Writer.TryWrite(it.Endpoint); break;
            case ContactStatusChanged it: told.Writer.TryWrite(it.Endpoint); break;
            case ChannelTalking it: Talk(it); break;
            case DtmfReceived it: Press(it); break;
            case ChannelHeld it: Held(it.Channel.Id, isHeld: true); break;
            case ChannelUnheld it: Held(it.Channel.Id, isHeld: false); break;
            case ChannelEvent it when exchange.Picture.Find(it.Channel.Id)?.IsNewsAfter(before) ?? before is not null: Settle(it.Channel.Id); break;
        }

        if (happened is ChannelEvent of && CallNames.IsLeg(of.Channel.Id)) Show(CallNames.PhoneOf(of.Channel.Name));
    }

    private async Task Come(ChannelEnteredStasis it, CancellationToken stop)
    {
        var arrived = new ArrivedCall(it.Arguments.ElementAtOrDefault(1) ?? "", it.Channel.Caller.Number, it.Channel.CreatedAt);
        var system = exchange.Info?.SystemName ?? "";
        var call = it.Arguments is [Incoming, ..] ? calls.Add(new Call(CallNames.Contact(system, it.Channel.Id), it.Channel.Id) { Arrived = arrived }) : null;
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
    private void Held(string channel, bool isHeld)
    {
        if (CallNames.ContactOf(channel) is { } contact && calls.Find(contact) is { OnFloor: { } known } call && CallNames.Leg(contact, known.Segment, known.Offer) == channel)
            call.HoldKey = isHeld;
        Settle(channel);
    }

    private void Said(AriPlayback playback)
    {
        var channel = playback.Target.StartsWith("channel:", StringComparison.Ordinal) ? playback.Target["channel:".Length..] : "";
        if (calls.OfCaller(channel, exchange.Info?.SystemName ?? "") is not { } call) return;

        SayToCaller.Said(call, playback.Id);
        calls.Settle(call.Contact);
    }

    private void Press(DtmfReceived it)
    {
        if (calls.OfCaller(it.Channel.Id, exchange.Info?.SystemName ?? "") is not { } call) return;

        if (call.Flow is { IsOver: false } flow) flow.Press(it.Digit);
        else if (call.Keys.Count < MostKeys) call.Keys.Enqueue(it.Digit);
        calls.Settle(call.Contact);
    }

    private void Talk(ChannelTalking it)
    {
        if (calls.OfCaller(it.Channel.Id, exchange.Info?.SystemName ?? "") is not { Flow.Speech: { } turn } call) return;

        turn.Talks(it.IsTalking);
        calls.Settle(call.Contact);
    }

    private void Settle(string channel) => calls.Settle(CallNames.ContactOf(channel) ?? CallNames.Contact(exchange.Info?.SystemName ?? "", channel));

    /// <summary>A phone has come or gone; the exchange is asked which, because what it tells on the way may be between the two.</summary>
    private async Task Look(AriEndpoint told, CancellationToken stop)
    {
        if (CallNames.PersonOf(told.Resource) is not { } person) return;

        try
        {
            var now = await exchange.Client.Endpoint(told.Technology, told.Resource, stop);
            exchange.Picture.Connect(told.Resource, now?.IsOnline ?? false);
        }
        catch (AriException away)
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
