using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>A stretch of a call is over: its plain sound is sealed, and the plain files are deleted. May be stopped anywhere, and done again.</summary>
public sealed class TakeInRecording(Databases databases, LiveCentres centres, RecordingVault vault)
{
    /// <summary>So much less than by the clock there may be: the exchange begins a moment later.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <param name="Said">What the caller said, as a file's path.</param>
    /// <param name="Heard">What he heard.</param>
    public sealed record Command(ContactId Contact, int Segment, string Said, string Heard);

    /// <exception cref="IOException">There is no room for it; the plain files stay until there is.</exception>
    public async Task Run(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Recordings.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == command.Contact && it.Segment == command.Segment, stop);
        if (row is { State: RecordingState.Running }) await Keep(row, command, stop);
        File.Delete(command.Said);
        File.Delete(command.Heard);
    }

    /// <summary>The two talk, and the exchange does not write it down: whatever it writes later, not all will be there.</summary>
    public async Task LacksSound(ContactId contact, int segment, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        await db.Recordings.Where(it => it.Contact == contact && it.Segment == segment && it.State == RecordingState.Running)
            .ExecuteUpdateAsync(it => it.SetProperty(one => one.LacksSound, true), stop);
    }

    private async Task Keep(RecordingRow row, Command command, CancellationToken stop)
    {
        RecordingVault.Sealed kept;
        using (var tracks = new PlainTracks(command.Said, command.Heard)) kept = vault.Put(row.Centre, row.Id, tracks);
        var state = StateOf(row, command, kept.Length);
        var refusal = await centres.Of(row.Centre).Inbox.Send(
            _ => new Act(Notes: [new RecordingMoved(row.Contact, row.Segment, MoveTo(state), null)], Save: async (store, token) =>
            {
                var stored = await store.Recordings.SingleOrDefaultAsync(it => it.Id == row.Id, token);
                if (stored is null) return null;
                (stored.State, stored.Key, stored.Length, stored.Shape, stored.Version) = (state, kept.Key, kept.Length, kept.Shape, Guid.NewGuid());
                stored.LacksSound = state == RecordingState.KeptInPart;
                return null;
            }),
            stop, isAlone: true);
        if (refusal is not null) throw new StorageUnavailableException(refusal.Sentence);
    }

    /// <summary>Is all there that was said until the exchange wrote for the last time?</summary>
    private static RecordingState StateOf(RecordingRow row, Command command, TimeSpan length)
    {
        if (length == TimeSpan.Zero) return RecordingState.Lost;

        var written = new[] { command.Said, command.Heard }.Where(File.Exists).Max(File.GetLastWriteTimeUtc);
        return row.LacksSound || written - row.StartedAt.UtcDateTime - length > Tolerance ? RecordingState.KeptInPart : RecordingState.Kept;
    }

    private static RecordingMove MoveTo(RecordingState state) => state switch
    {
        RecordingState.Kept => RecordingMove.Kept,
        RecordingState.KeptInPart => RecordingMove.KeptInPart,
        _ => RecordingMove.Lost,
    };
}
