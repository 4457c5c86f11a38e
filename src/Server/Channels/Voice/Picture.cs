using System.Collections.Concurrent;
using Isberg.Asterisk;

namespace Isberg.Channels.Voice;

/// <summary>One channel at the exchange, as far as we know.</summary>
/// <param name="Name">The endpoint and a number: PJSIP/desk-…-0000002a.</param>
/// <param name="IsOurs">It takes our commands.</param>
/// <param name="Bridge">The bridge that it is in.</param>
internal sealed record Line(string Id, string Name, ChannelState State, bool IsOurs, string? Bridge)
{
    public bool IsUp => State == ChannelState.Up;

    /// <summary>Whether there may be something to do with it that there was not before.</summary>
    public bool IsNewsAfter(Line? before) => before is null || (IsUp, IsOurs, Bridge) != (before.IsUp, before.IsOurs, before.Bridge);
}

/// <summary>How a leg ended.</summary>
/// <param name="WasUp">It had been answered.</param>
internal readonly record struct LineEnd(HangupReason Cause, bool WasUp);

/// <summary>What the exchange holds, as its answers at the connection and its events since then say. One writer, many readers.</summary>
internal sealed class Picture(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <summary>Those of <see cref="lines"/> that we have made, by their contact; and the legs, by their phone.</summary>
    private readonly Sets<ContactId> made = new();
    private readonly Sets<string> legs = new();

    private readonly ConcurrentDictionary<string, bool> bridges = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> phones = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> goneSince = new(StringComparer.Ordinal);

    public IEnumerable<Line> Lines => lines.Values;

    public IEnumerable<string> Bridges => bridges.Keys;

    public IEnumerable<string> Phones => phones.Keys;

    public Line? Find(string channel) => lines.GetValueOrDefault(channel);

    public bool HasBridge(string bridge) => bridges.ContainsKey(bridge);

    public bool IsConnected(string phone) => phones.GetValueOrDefault(phone);

    /// <summary>The legs of a contact.</summary>
    public IEnumerable<Line> LegsOf(ContactId contact) => Those(made.Of(contact)).Where(it => CallNames.IsLeg(it.Id));

    /// <summary>What hears the two of a contact for a second person.</summary>
    public IEnumerable<Line> EarsOf(ContactId contact) => Those(made.Of(contact)).Where(it => CallNames.IsEar(it.Id));

    /// <summary>The legs to a phone.</summary>
    public IEnumerable<Line> LegsTo(string phone) => Those(legs.Of(phone));

    /// <summary>The phones that have not been connected since then, as far as we have seen.</summary>
    public IEnumerable<string> PhonesGoneSince(DateTimeOffset then) => goneSince.Where(it => it.Value <= then).Select(it => it.Key);

    public void Connect(string phone, bool isConnected)
    {
        phones[phone] = isConnected;
        if (isConnected) goneSince.TryRemove(phone, out _);
        else goneSince.TryAdd(phone, clock.GetUtcNow());
    }

    public void Replace(IReadOnlyList<AriChannel> channels, IReadOnlyList<AriBridge> all, IReadOnlyList<AriEndpoint> endpoints)
    {
        foreach (var it in lines.Keys) Remove(it);
        bridges.Clear();
        phones.Clear();
        goneSince.Clear();
        foreach (var it in all) bridges[it.Id] = true;
        foreach (var it in channels)
            Put(new Line(it.Id, it.Name, it.State, CallNames.IsMade(it.Id) || it.Dialplan.Running == "Stasis", all.FirstOrDefault(bridge => bridge.Channels.Contains(it.Id))?.Id));
        foreach (var it in endpoints.Where(it => it.Technology == "PJSIP")) Connect(it.Resource, it.IsOnline);
    }

    /// <summary>A bridge that we have just made: there is no event of it.</summary>
    public void Made(string bridge) => bridges[bridge] = true;

    public void Unmade(string bridge) => bridges.TryRemove(bridge, out _);

    /// <summary>What we have just put into a bridge, or taken out of it: its event may come later than the next look.</summary>
    public void Moved(string channel, string? bridge)
    {
        if (lines.TryGetValue(channel, out var known)) lines.TryUpdate(channel, known with { Bridge = bridge }, known);
    }

    public void Hear(AriEvent happened)
    {
        switch (happened)
        {
            case ChannelCreated it: Begin(it.Channel, isOurs: false); break;
            case ChannelEnteredStasis it: Begin(it.Channel, isOurs: true); break;
            case ChannelLeftStasis it when CallNames.IsMade(it.Channel.Id): Set(it.Channel, line => line with { IsOurs = false }); break; // how it ended is told last
            case ChannelLeftStasis it: Remove(it.Channel.Id); break;
            case ChannelDestroyed it: Remove(it.Channel.Id); break;
            case ChannelStateChanged it: Set(it.Channel, line => line); break;
            case ChannelEnteredBridge it: Set(it.Channel, line => line with { Bridge = it.Bridge.Id }); break;
            case ChannelLeftBridge it: Set(it.Channel, line => line.Bridge == it.Bridge.Id ? line with { Bridge = null } : line); break;
            case BridgeDestroyed it: bridges.TryRemove(it.Bridge.Id, out _); break;
        }
    }

    private IEnumerable<Line> Those(IEnumerable<string> channels) => channels.Select(Find).OfType<Line>();

    private void Put(Line line)
    {
        lines[line.Id] = line;
        if (CallNames.ContactOf(line.Id) is { } contact) made.Add(contact, line.Id);
        if (CallNames.IsLeg(line.Id)) legs.Add(CallNames.PhoneOf(line.Name), line.Id);
    }

    private void Remove(string channel)
    {
        if (!lines.TryRemove(channel, out var line)) return;
        if (CallNames.ContactOf(channel) is { } contact) made.Remove(contact, channel);
        if (CallNames.IsLeg(channel)) legs.Remove(CallNames.PhoneOf(line.Name), channel);
    }

    private void Begin(AriChannel channel, bool isOurs)
    {
        var known = lines.GetValueOrDefault(channel.Id) ?? new Line(channel.Id, channel.Name, channel.State, false, null);
        Put(known with { State = channel.State, IsOurs = isOurs || known.IsOurs });
    }

    /// <summary>What comes late about a channel that has gone brings it not back.</summary>
    private void Set(AriChannel channel, Func<Line, Line> change)
    {
        if (lines.TryGetValue(channel.Id, out var known)) lines[channel.Id] = change(known with { State = channel.State });
    }
}
