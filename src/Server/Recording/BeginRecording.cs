using System.Security.Cryptography;
using System.Text;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Recording;

/// <summary>A stretch of a call begins to be recorded, by its service's rule.</summary>
public sealed class BeginRecording(Databases databases, LiveCentres centres, TimeProvider clock)
{
    public const string HasBegunCode = "recording.begun";

    private static readonly Refusal HasBegun = new(HasBegunCode, "This has begun already.");

    /// <summary>Whose voice is recorded, for which service.</summary>
    public sealed record Command(CentreId Centre, ContactId Contact, int Segment, ServiceId Service, PersonId Person, RecordingRule Rule);

    /// <summary>The same stretch is the same recording, however often it is begun.</summary>
    public static RecordingId IdOf(ContactId contact, int segment) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"recording {contact.Value:N} {segment}")).AsSpan(0, 16)));

    /// <summary>The rule of a service whose calls are recorded; null: they are not.</summary>
    public async Task<RecordingRule?> RuleOf(ServiceId service, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.RecordingRules.AsNoTracking().SingleOrDefaultAsync(it => it.Service == service && it.IsOn, stop);
    }

    /// <summary>Null: it has not begun.</summary>
    public async Task<RecordingRow?> Begun(ContactId contact, int segment, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Recordings.AsNoTracking().SingleOrDefaultAsync(it => it.Contact == contact && it.Segment == segment, stop);
    }

    /// <summary>Makes its row, unless it is there already, so that whatever the exchange writes from now on is known to be ours.</summary>
    public async Task Run(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        var (id, now) = (IdOf(command.Contact, command.Segment), clock.GetUtcNow());
        if (await db.Recordings.AnyAsync(it => it.Id == id, stop)) return;

        db.Recordings.Add(new RecordingRow
        {
            Id = id, Centre = command.Centre, Commissioner = await db.Services.Where(it => it.Id == command.Service).Select(it => it.Commissioner).SingleAsync(stop),
            Contact = command.Contact, Segment = command.Segment, Service = command.Service, Person = command.Person, StartedAt = now,
            Until = now.AddDays(command.Rule.Days),
        });
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The exchange records: from now on the agent sees it, and the ledger knows.</summary>
    public Task<Refusal?> Confirm(CentreId centre, ContactId contact, int segment, CancellationToken stop) => centres.Of(centre).Inbox.Send(
        _ => new Act(Notes: [new RecordingMoved(contact, segment, RecordingMove.Started, null)], Save: async (db, token) =>
        {
            var row = await db.Recordings.SingleAsync(it => it.Contact == contact && it.Segment == segment, token);
            if (row.HasBegun) return HasBegun;
            (row.HasBegun, row.Version) = (true, Guid.NewGuid());
            return null;
        }),
        stop, isAlone: true);

    /// <summary>The exchange writes silence, as the agent wants it: from now on he sees that.</summary>
    public Task<Refusal?> Paused(CentreId centre, ContactId contact, int segment, CancellationToken stop) => centres.Of(centre).Inbox.Send(
        state => new Act(Notes: [new RecordingMoved(contact, segment, RecordingMove.Paused, state.Floor.Contact(contact)?.Person)], Save: async (db, token) =>
        {
            var row = await db.Recordings.SingleAsync(it => it.Contact == contact && it.Segment == segment, token);
            if (row.StandsStill || !row.IsPaused) return HasBegun;
            row.StandStill(clock.GetUtcNow());
            return null;
        }),
        stop, isAlone: true);
}
