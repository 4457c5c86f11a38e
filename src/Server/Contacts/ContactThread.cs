using Isberg.Access;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>What was said in a contact, in those that it goes on from, in those that go on from it, and in those that were merged: one story, whatever the channels.</summary>
/// <param name="Parts">By arrival. What the viewer may not see is not among them.</param>
public sealed record ContactThread(IReadOnlyList<ThreadPart> Parts);

/// <summary>One contact of a thread.</summary>
/// <param name="IsThis">The one that was asked for.</param>
/// <param name="Channels">Where it has been, each from when on.</param>
public sealed record ThreadPart(ContactSummary Contact, bool IsThis, IReadOnlyList<ChannelStretch> Channels, IReadOnlyList<MessageView> Messages);

public sealed record ChannelStretch(Channel Channel, DateTimeOffset From);

/// <summary>Reads threads. Two contacts whose customers are known to be two people are no story, though one refers to the other: only somebody who merges them makes them one.</summary>
public sealed class ReadThread(Databases databases, ContactReading reading)
{
    /// <summary>The most contacts of one thread: the nearest.</summary>
    public const int Most = 20;

    public async Task<Outcome<ContactThread>> Run(Viewer viewer, ContactId id, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (await db.Contacts.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop) is not { } asked) return ContactReading.NoSuchContact;

        var rows = (await Chain(db, viewer, asked, stop)).OrderBy(it => it.ArrivedAt).ToList();
        var ids = rows.ConvertAll(it => it.Id);
        var segments = await db.Segments.VisibleTo(viewer).AsNoTracking().Where(it => ids.Contains(it.Contact)).OrderBy(it => it.Number).ToListAsync(stop);
        var summaries = await reading.Summaries(db, viewer, rows, stop);
        var parts = new List<ThreadPart>();
        foreach (var summary in summaries)
        {
            var stretches = Stretches(segments.Where(it => it.Contact == summary.Contact));
            parts.Add(new ThreadPart(summary, summary.Contact == id, stretches, await reading.Messages(viewer, summary.Contact, 0, stop)));
        }

        return new ContactThread(parts);
    }

    /// <summary>From the one that was asked for, backwards and forwards, as far as there are any.</summary>
    private static async Task<List<ContactRow>> Chain(Database db, Viewer viewer, ContactRow asked, CancellationToken stop)
    {
        var (found, at) = (new List<ContactRow> { asked }, 0);
        while (at < found.Count && found.Count < Most)
        {
            var it = found[at++];
            var near = await db.Contacts.VisibleTo(viewer).AsNoTracking()
                .Where(other => other.Id == it.Earlier || other.Earlier == it.Id || other.Id == it.MergedInto || other.MergedInto == it.Id).OrderBy(other => other.ArrivedAt).Take(Most).ToListAsync(stop);
            found.AddRange(near.Where(other => !found.Exists(known => known.Id == other.Id) && (IsMerged(it, other) || IsOneOf(found, other.Customer))));
        }

        return found;
    }

    private static bool IsMerged(ContactRow it, ContactRow other) => it.MergedInto == other.Id || other.MergedInto == it.Id;

    private static bool IsOneOf(List<ContactRow> found, CustomerId? customer) =>
        customer is null || found.TrueForAll(known => known.Customer is null) || found.Exists(known => known.Customer == customer);

    private static List<ChannelStretch> Stretches(IEnumerable<SegmentRow> segments)
    {
        var stretches = new List<ChannelStretch>();
        foreach (var it in segments)
        {
            if (stretches.Count == 0 || stretches[^1].Channel != it.Channel) stretches.Add(new ChannelStretch(it.Channel, it.QueuedAt));
        }

        return stretches;
    }
}
