using Isberg.Contacts;
using Isberg.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>The agent has a recording stand still while something is said that must not be kept, such as the number of a card, or go on again.</summary>
public sealed class PauseRecording(LiveCentres centres, TimeProvider clock)
{
    public static readonly Refusal NotRecorded = new("recording.none", "You have no call that is being recorded.");

    /// <param name="IsPaused">True: it stands still. False: it goes on.</param>
    public sealed record Command(CentreId Centre, ContactId Contact, PersonId Person, bool IsPaused);

    public Task<Refusal?> Run(Command command, CancellationToken stop) => centres.Of(command.Centre).Inbox.Send(
        state =>
        {
            if (state.Floor.Contact(command.Contact) is not { Stage: Stage.Handled or Stage.Held } floor || floor.Person != command.Person) return NotRecorded;

            var move = command.IsPaused ? RecordingMove.Pausing : RecordingMove.Resumed;
            return new Act(Notes: [new RecordingMoved(command.Contact, floor.Segment, move, command.Person)], Save: async (db, token) =>
            {
                var row = await db.Recordings.SingleOrDefaultAsync(it => it.Contact == command.Contact && it.Segment == floor.Segment, token);
                if (row is not { State: RecordingState.Running, HasBegun: true } || row.IsPaused == command.IsPaused) return NotRecorded;

                if (command.IsPaused) row.Pause();
                else row.Resume(command.Person, clock.GetUtcNow());
                return null;
            });
        },
        stop, isAlone: true);
}
