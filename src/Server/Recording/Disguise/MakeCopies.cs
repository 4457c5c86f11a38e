using System.Threading.Channels;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Recording.Disguise;

/// <summary>
/// Makes the copies that are wanted, one after the other, beside everything else; also those that a server before this one did not finish. How the
/// voices are disguised is drawn here and forgotten here.
/// </summary>
public sealed partial class MakeCopies(Databases databases, LiveCentres centres, RecordingVault vault, TimeProvider clock, ILogger<MakeCopies> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is one to make.</summary>
    internal void Wake() => wanted.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(BetweenLooks, clock);
        try
        {
            var ticks = Tick(look, stoppingToken);
            while (await wanted.Reader.WaitToReadAsync(stoppingToken))
            {
                wanted.Reader.TryRead(out _);
                await Try(stoppingToken);
            }

            await ticks;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Another server may have been told of it, and have died.</summary>
    private async Task Tick(PeriodicTimer look, CancellationToken stop)
    {
        Wake();
        while (await look.WaitForNextTickAsync(stop)) Wake();
    }

    private async Task Try(CancellationToken stop)
    {
        try
        {
            while (centres.Standing is null && await Next(stop) is { } copy) await Make(copy, stop);
        }
#pragma warning disable CA1031 // A job is a border: what it could not make, the next look finds again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotNow(log, error);
        }
    }

    private async Task<RecordingCopy?> Next(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.RecordingCopies.AsNoTracking().Where(it => it.State == CopyState.Waiting).OrderBy(it => it.MadeAt).FirstOrDefaultAsync(stop);
    }

    private async Task Make(RecordingCopy copy, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var of = await db.Recordings.AsNoTracking().SingleOrDefaultAsync(it => it.Id == copy.Recording, stop);
        var made = of is { Key: not null } ? await Sound(copy, of, stop) : null;
        if (!await Keep(copy, made, stop)) vault.Delete(copy.Centre, copy.Id);
    }

    /// <summary>Null: it cannot be made.</summary>
    private async Task<RecordingVault.Sealed?> Sound(RecordingCopy copy, RecordingRow of, CancellationToken stop)
    {
        var sound = new CopySound(copy.DisguisesCaller ? VoiceKey.Draw() : null, copy.DisguisesStaff ? VoiceKey.Draw() : null, copy.Bleeps);
        try
        {
            return await Task.Run(() => vault.Put(copy, of, sound, stop), stop);
        }
        catch (Exception error) when (error is IOException or System.Security.Cryptography.CryptographicException)
        {
            Failed(log, copy.Id.Value, error);
            vault.Delete(copy.Centre, copy.Id);
            return null;
        }
    }

    /// <summary>False: it was destroyed while it was made.</summary>
    private async Task<bool> Keep(RecordingCopy copy, RecordingVault.Sealed? made, CancellationToken stop)
    {
        var state = made is null ? CopyState.Failed : CopyState.Kept;
        var (key, length, shape) = (made?.Key, made?.Length ?? TimeSpan.Zero, made?.Shape ?? []);
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        return await db.RecordingCopies.Where(it => it.Id == copy.Id && it.State == CopyState.Waiting).ExecuteUpdateAsync(
            it => it.SetProperty(one => one.State, state).SetProperty(one => one.Key, key).SetProperty(one => one.Length, length).SetProperty(one => one.Shape, shape), stop) > 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Copy {Copy} of a recording could not be made")]
    private static partial void Failed(ILogger log, Guid copy, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Copies of recordings cannot be made now; it is tried again")]
    private static partial void NotNow(ILogger log, Exception error);
}
