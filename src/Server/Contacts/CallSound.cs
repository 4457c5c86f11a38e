using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isberg.Contacts;

/// <summary>The counters of a leg's sound from its beginning, in packets, as the exchange has them.</summary>
/// <param name="SentLost">As the other end reports.</param>
public readonly record struct SoundCount(long Received, long ReceivedLost, long Sent, long SentLost)
{
    /// <summary>What has come to it; null when it has begun anew in between.</summary>
    public SoundCount? Since(SoundCount before) =>
        Received < before.Received || Sent < before.Sent || ReceivedLost < before.ReceivedLost
            ? null
            : new(Received - before.Received, ReceivedLost - before.ReceivedLost, Sent - before.Sent, Math.Max(0, SentLost - before.SentLost));
}

/// <summary>What was measured of one leg of a stretch of a call with one person. Of people it holds nothing but ids.</summary>
public sealed class CallSound : IOfCommissioner
{
    /// <summary>Fewer packets than this, a second of sound, tell nothing.</summary>
    private const int LeastPackets = 50;

    public ContactId Contact { get; init; }

    /// <summary>Of the contact, from 1.</summary>
    public int Segment { get; init; }

    public CallSide Side { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public ServiceId Service { get; init; }

    /// <summary>Who handled it; of the caller's leg too.</summary>
    public PersonId Person { get; init; }

    /// <summary>As the exchange calls it: alaw, opus.</summary>
    public string Codec { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>At the last look.</summary>
    public DateTimeOffset LookedAt { get; private set; }

    /// <summary>How often something could be measured; 0: it was not, because the talk was too short or no sound came.</summary>
    public int Looks { get; private set; }

    /// <summary>How often the other end has said what it received; 0: it reports nothing (RTCP).</summary>
    public int Reports { get; private set; }

    /// <summary>In packets, since the first look.</summary>
    public long Received { get; private set; }

    public long ReceivedLost { get; private set; }

    /// <summary>Those that reports tell of.</summary>
    public long Sent { get; private set; }

    public long SentLost { get; private set; }

    /// <summary>The mean, in milliseconds, of the worse way.</summary>
    public double Jitter { get; private set; }

    /// <summary>The mean, in milliseconds; known only from reports.</summary>
    public double RoundTrip { get; private set; }

    /// <summary>The mean of all looks.</summary>
    public double? Score { get; private set; }

    public double? WorstScore { get; private set; }

    /// <summary>The counters at the last look: the next one, perhaps another server's, measures from there.</summary>
    public long LastReceived { get; private set; }

    public long LastReceivedLost { get; private set; }

    public long LastSent { get; private set; }

    public long LastSentLost { get; private set; }

    /// <summary>From here on is measured.</summary>
    public void Begin(SoundCount count, DateTimeOffset now)
    {
        LookedAt = now;
        (LastReceived, LastReceivedLost, LastSent, LastSentLost) = (count.Received, count.ReceivedLost, count.Sent, count.SentLost);
    }

    /// <summary>Takes in what has come since the last look; null: too little to say anything.</summary>
    /// <param name="report">What the other end says of how it receives; null: nothing.</param>
    public SoundLook? Look(SoundCount count, TimeSpan jitter, SoundReport? report, DateTimeOffset now)
    {
        var since = count.Since(new(LastReceived, LastReceivedLost, LastSent, LastSentLost));
        Begin(count, now);
        if (since is not { } it || it.Received + it.ReceivedLost < LeastPackets) return null;

        var (loss, roundTrip) = (Share(it.ReceivedLost, it.Received + it.ReceivedLost), report?.RoundTrip);
        var look = new SoundLook(loss, SpeechScore.Of(loss, jitter, roundTrip, Codec));
        if (report is { } told && it.Sent >= LeastPackets)
        {
            var away = Share(it.SentLost, it.Sent);
            look = new SoundLook(Math.Max(loss, away), Math.Min(look.Score, SpeechScore.Of(away, told.Jitter, roundTrip, Codec)));
            Hear(told, it);
        }

        Keep(look, it, report is { } known && known.Jitter > jitter ? known.Jitter : jitter);
        return look;
    }

    private void Hear(SoundReport told, SoundCount since)
    {
        Reports++;
        (Sent, SentLost) = (Sent + since.Sent, SentLost + Math.Min(since.Sent, since.SentLost));
        RoundTrip += (told.RoundTrip.TotalMilliseconds - RoundTrip) / Reports;
    }

    private void Keep(SoundLook look, SoundCount since, TimeSpan jitter)
    {
        Looks++;
        (Received, ReceivedLost) = (Received + since.Received, ReceivedLost + since.ReceivedLost);
        Jitter += (jitter.TotalMilliseconds - Jitter) / Looks;
        Score = (Score ?? 0) + ((look.Score - (Score ?? 0)) / Looks);
        WorstScore = Math.Min(WorstScore ?? look.Score, look.Score);
    }

    private static double Share(long part, long whole) => Math.Clamp((double)part / whole, 0, 1);
}

/// <summary>What the other end of a leg says of the sound that it gets (RTCP).</summary>
public readonly record struct SoundReport(TimeSpan Jitter, TimeSpan RoundTrip);

internal sealed class CallSoundMapping : IEntityTypeConfiguration<CallSound>
{
    public void Configure(EntityTypeBuilder<CallSound> builder)
    {
        builder.ToTable("call_sounds").HasKey(it => new { it.Contact, it.Segment, it.Side });
        builder.Property(it => it.Codec).HasMaxLength(40);
        builder.HasIndex(it => new { it.Centre, it.StartedAt });
    }
}
