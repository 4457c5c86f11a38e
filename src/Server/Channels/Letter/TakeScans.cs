using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Services;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Letter;

/// <summary>Takes over what has come into an intake's folder: takes in, and only then moves it away there.</summary>
internal sealed partial class TakeScans(TakeLetter take, TimeProvider clock, ILogger<TakeScans> log)
{
    /// <summary>A file that seems damaged may still be on its way over a slow line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>Why letters wait in it; null: none does.</returns>
    public async Task<IntakeFault?> Run(Intake intake, WatchedFolder folder, CancellationToken stop)
    {
        if (folder.Fault() is { } fault) return fault;

        IntakeFault? wrong = null;
        foreach (var it in folder.Look(clock.GetUtcNow()))
        {
            var waits = it.Waits ? it.Fault : await TryOne(intake, folder, it, stop);
            wrong ??= waits;
        }

        return wrong;
    }

    /// <summary>One file that cannot be taken must not stop those behind it.</summary>
    private async Task<IntakeFault?> TryOne(Intake intake, WatchedFolder folder, WatchedFolder.Whole file, CancellationToken stop)
    {
        try
        {
            return await TakeOne(intake, folder, file, stop);
        }
#pragma warning disable CA1031 // A job is a border: the file is still in the folder.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotTaken(log, intake.Id.Value, error);
            return Wait(folder, file, error is UnauthorizedAccessException ? IntakeFault.Forbidden : IntakeFault.NotTaken);
        }
    }

    private async Task<IntakeFault?> TakeOne(Intake intake, WatchedFolder folder, WatchedFolder.Whole file, CancellationToken stop)
    {
        if (file is { Bytes: 0, IsLink: false } && file.StillFor < Patience) return null;

        var command = new TakeLetter.Command(intake.Centre, file.Name, intake.Service, (text, language) => intake.Rules.FirstOrDefault(it => it.Fits(text, language))?.Service) { Intake = intake.Id };
        if (await Take(command, folder, file, stop) is not { } outcome) return null;
        if (!outcome.Succeeded(out var result, out var refusal)) return Wait(folder, file, refusal == TakeLetter.NotWhole ? null : FaultOf(refusal));

        if (result.Fault is { } why) PutAside(log, intake.Id.Value, why);
        folder.Move(file.Name, result.What == TakeLetter.Taking.Aside ? WatchedFolder.Aside : WatchedFolder.Taken);
        return null;
    }

    private IntakeFault? Wait(WatchedFolder folder, WatchedFolder.Whole file, IntakeFault? fault)
    {
        folder.Defer(file.Name, clock.GetUtcNow() + Patience, fault);
        return fault;
    }

    /// <summary>Null: it has gone meanwhile. What has no bytes may be no file at all, and is not opened.</summary>
    private async Task<Outcome<TakeLetter.Result>?> Take(TakeLetter.Command command, WatchedFolder folder, WatchedFolder.Whole file, CancellationToken stop)
    {
        if (file.IsLink) return await take.Refuse(command, LetterFault.Link, stop);
        if (file.Bytes == 0) return await take.Refuse(command, LetterFault.Empty, stop);

        await using var content = folder.Open(file.Name);
        if (content is null) return null;
        return await take.Run(command, content, stop, mayComeYet: file.StillFor < Patience);
    }

    private static IntakeFault FaultOf(Refusal refusal) => refusal.Code switch
    {
        "letter.no_room" => IntakeFault.DiskFull,
        "letter.no_channel" => IntakeFault.ChannelMissing,
        "floor.full" => IntakeFault.CentreFull,
        "file.unscanned" => IntakeFault.ScannerSilent,
        _ => IntakeFault.NotTaken,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Intake {Intake}: a letter was put aside: {Why}")]
    private static partial void PutAside(ILogger log, Guid intake, LetterFault why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Intake {Intake}: a letter could not be taken; it is tried again")]
    private static partial void NotTaken(ILogger log, Guid intake, Exception error);
}
