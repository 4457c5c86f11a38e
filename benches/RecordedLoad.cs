using Isberg.Recording;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Benches;

/// <summary>Has the calls of a bench recorded, and looks whether all of them were: by Asterisk alone, and by us.</summary>
/// <param name="spool">Where Asterisk writes the calls of its own queue.</param>
internal sealed class RecordedLoad(string folder, string spool)
{
    /// <summary>What the exchange writes of a caller in a second.</summary>
    private const int BytesPerSecond = 16_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>From the next call on, the service's calls are recorded, as its registered rule says.</summary>
    public async Task Begin(CancellationToken stop)
    {
        await using var databases = new Databases(new StorageOptions { Folder = folder });
        await using var db = databases.CreateDbContext();
        var service = await db.Services.SingleAsync(stop);
        db.RecordingRules.Add(new RecordingRule
        {
            Service = service.Id, Centre = service.Centre, IsOn = true, Basis = LegalBasis.PublicTask, Purpose = "Bench", AgreedOn = new DateOnly(2026, 1, 1), Agreement = "Bench",
            Announcement = Texts.Of(("sv", "Samtalet spelas in.")), Days = 1,
        });
        await db.SaveChangesAsync(stop);
    }

    /// <summary>So many calls have been sealed whole since then.</summary>
    public async Task<bool> AreSealed(int many, DateTimeOffset since, TimeSpan least, CancellationToken stop)
    {
        await using var databases = new Databases(new StorageOptions { Folder = folder });
        var kept = 0;
        for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end && kept < many; await Task.Delay(500, stop))
        {
            await using var db = databases.CreateDbContext();
            kept = await db.Recordings.CountAsync(it => it.StartedAt >= since && it.State == RecordingState.Kept && it.Length >= least, stop);
        }

        await Console.Error.WriteLineAsync($"{kept} of {many} recorded and sealed");
        return kept >= many;
    }

    /// <summary>So many calls of Asterisk's own queue lie in its spool. They are deleted.</summary>
    public async Task<bool> AreWritten(int many, TimeSpan least)
    {
        var said = Directory.GetFiles(spool, "*-said.sln").Count(it => new FileInfo(it).Length >= least.TotalSeconds * BytesPerSecond);
        foreach (var file in Directory.GetFiles(spool)) File.Delete(file);
        await Console.Error.WriteLineAsync($"{said} of {many} recorded");
        return said >= many;
    }
}
