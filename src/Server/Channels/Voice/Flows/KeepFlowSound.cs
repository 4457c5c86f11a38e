using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Flows;

/// <summary>An administrator uploads what he has recorded for a flow. It is heard as soon as a step of the draft that is published names it.</summary>
public sealed class KeepFlowSound(Database db, Databases databases, TimeProvider clock)
{
    /// <summary>Of an uploaded file: a minute at 48 kHz in stereo.</summary>
    public const int MostBytes = 12 * 1024 * 1024;

    /// <summary>Of the sounds of a flow, with those of its versions.</summary>
    public const int Most = 300;

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>What is uploaded and never kept in a draft goes afterwards.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public static readonly Refusal TooLong = new("flow.sound.too_long", $"A recording is at most {Longest.TotalSeconds:0} seconds long, and its file at most {MostBytes / 1024 / 1024} MB.");
    public static readonly Refusal NotSound = new("flow.sound.invalid", "Upload a WAV file with 16 bit samples, mono or stereo, at 8 to 192 kHz.");
    public static readonly Refusal TooMany = new("flow.sound.too_many", $"A flow and its versions have at most {Most} recordings.");

    private static readonly SemaphoreSlim Alone = new(1, 1); // a minute of sound is seconds of computing

    /// <param name="Sound">Name it in a step of the draft.</param>
    public sealed record UploadedSound(Guid Sound, double Seconds);

    public async Task<Outcome<UploadedSound>> Run(Viewer viewer, FlowId flow, byte[] file, CancellationToken stop)
    {
        if (await KeepFlow.Seen(db, viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == flow, stop) is not { } row) return KeepFlow.NoSuchFlow;
        if (TelephoneSound.LengthOf(file) is not { } length || length == TimeSpan.Zero) return NotSound;
        if (file.Length > MostBytes || length > Longest) return TooLong;

        var sound = new FlowSound { Id = Guid.NewGuid(), Centre = viewer.Centre, Flow = flow, At = clock.GetUtcNow(), Sound = await Converted(file, stop) };
        using var alone = await databases.WriteGate(stop);
        await Forget(row, stop);
        if (await db.FlowSounds.CountAsync(it => it.Flow == flow, stop) >= Most) return TooMany;

        db.Add(sound);
        await db.SaveChangesAsync(stop);
        return new UploadedSound(sound.Id, length.TotalSeconds);
    }

    /// <summary>Whether every recording that a draft names is the flow's own.</summary>
    internal static async Task<bool> HasAll(Database db, FlowId flow, FlowDefinition definition, CancellationToken stop)
    {
        var named = Named(definition).Distinct().ToList();
        return named.Count == 0 || await db.FlowSounds.CountAsync(it => it.Flow == flow && named.Contains(it.Id), stop) == named.Count;
    }

    private static async Task<byte[]> Converted(byte[] file, CancellationToken stop)
    {
        await Alone.WaitAsync(stop);
        try
        {
            return await Task.Run(() => TelephoneSound.From(file), stop);
        }
        finally
        {
            Alone.Release();
        }
    }

    /// <summary>Recordings that neither the draft nor a version names.</summary>
    private async Task Forget(Flow row, CancellationToken stop)
    {
        var versions = await db.FlowVersions.AsNoTracking().Where(it => it.Flow == row.Id).Select(it => it.Definition).ToListAsync(stop);
        var (named, before) = (versions.Append(row.Draft).SelectMany(Named).ToHashSet(), clock.GetUtcNow() - Grace);
        await db.FlowSounds.Where(it => it.Flow == row.Id && it.At < before && !named.Contains(it.Id)).ExecuteDeleteAsync(stop);
    }

    private static IEnumerable<Guid> Named(FlowDefinition flow) => flow.Steps.SelectMany(it => it.Sounds?.Values ?? []);
}
