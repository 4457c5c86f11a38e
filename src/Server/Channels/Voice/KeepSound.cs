using Isberg.Asterisk;
using Isberg.Contacts;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Keeps what was measured of calls, and finds it again: after a restart, and when a call that was held goes on.</summary>
internal sealed class KeepSound(Databases databases)
{
    /// <summary>What is known of talks that this server meets.</summary>
    public async Task<List<TalkSound>> Recall(IReadOnlyList<Talk> talks, DateTimeOffset now, CancellationToken stop)
    {
        if (talks.Count == 0) return [];

        var (contacts, services) = (talks.Select(it => it.Contact).ToArray(), talks.Select(it => it.Service).Distinct().ToArray());
        await using var db = databases.CreateDbContext();
        var rows = await db.CallSounds.AsNoTracking().Where(it => contacts.Contains(it.Contact)).ToDictionaryAsync(it => (it.Contact, it.Segment, it.Side), stop);
        var commissioners = await db.Services.Where(it => services.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Commissioner, stop);
        var found = new List<TalkSound>();
        foreach (var it in talks) found.Add(new TalkSound(it, await Leg(it, CallSide.Caller), await Leg(it, CallSide.Agent)));
        return found;

        async Task<LegSound> Leg(Talk talk, CallSide side)
        {
            var channel = side == CallSide.Caller ? talk.Caller : talk.Agent;
            if (rows.GetValueOrDefault((talk.Contact, talk.Segment, side)) is { } kept) return new LegSound(channel, kept, isKept: true);
            var row = new CallSound
            {
                Contact = talk.Contact, Segment = talk.Segment, Side = side, Centre = talk.Centre, Commissioner = commissioners[talk.Service], Service = talk.Service,
                Person = talk.Person, Codec = await CodecOf(talk.At.Client, channel, stop), StartedAt = now,
            };
            return new LegSound(channel, row, isKept: false);
        }
    }

    public async Task Run(IReadOnlyList<TalkSound> talks, DateTimeOffset now, CancellationToken stop)
    {
        if (talks.Count == 0) return;

        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        var legs = talks.SelectMany(it => it.Legs).ToList();
        foreach (var leg in legs) db.Entry(leg.Row).State = leg.IsKept ? EntityState.Modified : EntityState.Added;
        await db.SaveChangesAsync(stop);
        foreach (var leg in legs) leg.IsKept = true;
        foreach (var it in talks) it.KeptAt = now;
    }

    /// <summary>(alaw) or (alaw|ulaw): the first is what is spoken.</summary>
    private static async Task<string> CodecOf(AriClient client, string channel, CancellationToken stop)
    {
        var told = await client.Variable(channel, "CHANNEL(audionativeformat)", stop) ?? "";
        var codec = told.Trim('(', ')').Split('|')[0];
        return codec.Length <= 40 ? codec : codec[..40];
    }
}
