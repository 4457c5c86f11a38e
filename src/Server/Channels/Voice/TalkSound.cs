using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>A stretch of a call in which a caller and whoever handles it hear each other.</summary>
internal readonly record struct Talk(Exchange At, CentreId Centre, ContactId Contact, int Segment, ServiceId Service, PersonId Person, string Caller, string Agent)
{
    /// <summary>Null: they do not hear each other now.</summary>
    public static Talk? Of(Call call)
    {
        if (call is not { Centre: { } centre, OnFloor: { Person: { } person } contact } || Seconds.IsCallerApart(contact)) return null;

        var leg = SettleCall.CurrentLeg(contact)!;
        var talk = new Talk(call.At, centre, contact.Contact, contact.Segment, contact.Need.Service, person, call.Caller, leg);
        return call.At.Picture.Find(leg) is { IsUp: true } && call.At.Picture.Find(call.Caller)?.Bridge == CallNames.Talking(contact.Contact) ? talk : null;
    }
}

/// <summary>How a talk sounds, as far as this server has looked.</summary>
internal sealed class TalkSound(Talk talk, LegSound caller, LegSound agent)
{
    public Talk Talk => talk;

    public IReadOnlyList<LegSound> Legs => [caller, agent];

    /// <summary>Null: it has not been kept yet.</summary>
    public DateTimeOffset? KeptAt { get; set; }

    public DateTimeOffset LookedAt { get; set; }

    /// <summary>What its agent is told.</summary>
    public BadSound? Bad => (agent.Watch.IsBad, caller.Watch.IsBad) switch
    {
        (true, true) => BadSound.Both,
        (true, false) => BadSound.Own,
        (false, true) => BadSound.Caller,
        _ => null,
    };
}

/// <summary>One leg of it.</summary>
/// <param name="isKept">A server before this one, or an earlier part of this talk, has made its row.</param>
internal sealed class LegSound(string channel, CallSound row, bool isKept)
{
    public CallSound Row => row;

    public bool IsKept { get; set; } = isKept;

    public SoundWatch Watch { get; private set; }

    /// <summary>Asks the exchange once; a leg that has gone tells nothing more.</summary>
    public async Task Look(AriClient client, DateTimeOffset now, CancellationToken stop)
    {
        if (await client.RtpStatistics(channel, stop) is not { } sound) return;

        var count = new SoundCount(sound.Received, sound.ReceivedLost, sound.Sent, sound.SentLost);
        if (row.StartedAt == now) row.Begin(count, now);
        else if (row.Look(count, Time(sound.ReceivedJitter), ReportIn(sound), now) is { } look) Watch = Watch.After(look);
    }

    private static SoundReport? ReportIn(RtpStatistics sound) =>
        sound.Reported > 0 || sound.SentLost > 0 ? new SoundReport(Time(sound.SentJitter), Time(sound.RoundTrip)) : null;

    /// <summary>What no line could have is a fault of the other end's clock.</summary>
    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(double.IsFinite(seconds) ? Math.Clamp(seconds, 0, 10) : 0);
}
