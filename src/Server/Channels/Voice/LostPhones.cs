using System.Collections.Concurrent;
using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;

namespace Isberg.Channels.Voice;

/// <summary>
/// Looks after the phones that have gone while a call is theirs. One that rings is given up soon; one that talks only when no sound
/// comes from it any more: a browser that merely connects its socket again talks on meanwhile.
/// </summary>
internal sealed class LostPhones(Calls calls, LiveCentres centres, TimeProvider clock)
{
    /// <summary>A browser whose page is loaded again, or whose network changes, is back within it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>So long no sound has come from a phone that is gone.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, Heard> heard = new(StringComparer.Ordinal);

    /// <param name="At">Where the leg is.</param>
    /// <param name="Packets">Of sound, from its beginning.</param>
    private readonly record struct Heard(Exchange At, long Packets, DateTimeOffset Since);

    public async Task Look(Exchange exchange, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var gone = exchange.Picture.PhonesGoneSince(now - Grace).SelectMany(exchange.Picture.LegsTo).Where(it => !CallNames.IsOwnTelephone(it.Name)).ToList();
        foreach (var leg in heard.Where(it => it.Value.At == exchange && !gone.Exists(line => line.Id == it.Key)).Select(it => it.Key)) heard.TryRemove(leg, out _);
        foreach (var leg in gone)
            if (!leg.IsUp || await IsSilent(exchange, leg, now, stop)) await GiveUp(leg, stop);
    }

    private async Task<bool> IsSilent(Exchange exchange, Line leg, DateTimeOffset now, CancellationToken stop)
    {
        if (await exchange.Client.RtpStatistics(leg.Id, stop) is not { } sound) return false; // it has ended, which is told

        var last = heard.GetOrAdd(leg.Id, new Heard(exchange, sound.Received, now));
        if (last.Packets != sound.Received) heard[leg.Id] = new Heard(exchange, sound.Received, now);
        return last.Packets == sound.Received && now - last.Since > Silence;
    }

    /// <summary>The floor decides; a leg that is not his is hung up by the next look.</summary>
    private async Task GiveUp(Line leg, CancellationToken stop)
    {
        if (CallNames.ContactOf(leg.Id) is not { } contact || calls.Find(contact) is not { Centre: { } centre } call) return;

        call.WasDropped |= leg.IsUp && call.OnFloor is { } known && CallNames.Leg(contact, known.Segment, known.Offer) == leg.Id;
        await centres.Of(centre).Inbox.Send(state => new Act(Lost(state.Floor.Contact(contact), leg.Id)), stop);
        calls.Settle(contact);
    }

    private static Input? Lost(ContactOnFloor? contact, string leg)
    {
        if (contact is null) return null;
        if (contact.Person is { } person && CallNames.Leg(contact.Contact, contact.Segment, contact.Offer) == leg) return new PhoneLost(contact.Contact, person);
        return Seconds.Of(contact).FirstOrDefault(it => Seconds.LegOf(contact, it) == leg) is { } second ? Seconds.Left(contact, second, SecondEnd.Unreached) : null;
    }
}
