using System.IO.Compression;
using System.Text.Json;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>Reads and writes the floor's snapshots, and builds the floor as it stood after any event. Never touches the running floor.</summary>
public static class Snapshots
{
    /// <summary>The newest ones that are kept; an unreadable one is skipped for an older.</summary>
    public const int Kept = 3;

    /// <summary>The floor after an event, from the newest readable snapshot before it and the events since.</summary>
    /// <param name="know">Told of every service that the floor has known, in order.</param>
    public static async Task<(Floor Floor, long Since)> FloorAfter(
        Database db, CentreId centre, long sequence, CancellationToken stop, Action<ServiceRule>? know = null)
    {
        var (floor, since) = await Newest(db, centre, sequence, know, stop) ?? (new Floor(), 0);
        await foreach (var (_, at, happened) in db.EventsBetween(centre, since, sequence).WithCancellation(stop))
        {
            floor.Apply(happened, at);
            if (happened is ServiceChanged changed) know?.Invoke(changed.Service);
        }

        return (floor, since);
    }

    /// <summary>Saves the floor as it stood after an event, unless that snapshot exists.</summary>
    public static async Task Save(Databases databases, CentreId centre, long sequence, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var (floor, since) = await FloorAfter(db, centre, sequence, stop);
        if (since == sequence) return;

        var snapshot = floor.Snapshot();
        db.Snapshots.Add(new SnapshotRow { Centre = centre, Sequence = sequence, Format = snapshot.Format, Body = Write(snapshot) });
        var old = await db.Snapshots.Where(it => it.Centre == centre).OrderByDescending(it => it.Sequence).Select(it => it.Sequence).Skip(Kept - 1).ToListAsync(stop);
        db.Snapshots.RemoveRange(old.Select(it => new SnapshotRow { Centre = centre, Sequence = it, Body = [] }));
        using (await databases.WriteGate(stop)) await db.SaveChangesAsync(stop);
    }

    private static async Task<(Floor Floor, long Since)?> Newest(
        Database db, CentreId centre, long sequence, Action<ServiceRule>? know, CancellationToken stop)
    {
        var stored = db.Snapshots.AsNoTracking().Where(it => it.Centre == centre && it.Sequence <= sequence).OrderByDescending(it => it.Sequence).Take(Kept);
        await foreach (var row in stored.AsAsyncEnumerable().WithCancellation(stop))
        {
            if (Read(row) is not { } snapshot || Stand(snapshot) is not { } floor) continue;

            foreach (var service in snapshot.Services) know?.Invoke(service.Rule);
            return (floor, row.Sequence);
        }

        return null;
    }

    private static byte[] Write(FloorSnapshot snapshot)
    {
        using var body = new MemoryStream();
        using (var packed = new BrotliStream(body, CompressionLevel.Fastest)) JsonSerializer.Serialize(packed, snapshot, EventKinds.Options);
        return body.ToArray();
    }

    /// <summary>Null when it is damaged.</summary>
    private static FloorSnapshot? Read(SnapshotRow row)
    {
        try
        {
            using var packed = new BrotliStream(new MemoryStream(row.Body), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<FloorSnapshot>(packed, EventKinds.Options);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Null when another release wrote it.</summary>
    private static Floor? Stand(FloorSnapshot snapshot)
    {
        try
        {
            return Floor.From(snapshot);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
