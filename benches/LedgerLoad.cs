using System.Diagnostics;
using System.Collections.Concurrent;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Benches;

/// <summary>Contacts from arrival to closing through the use cases, each step begun when the one before is acknowledged as durable.</summary>
internal sealed class LedgerLoad(BenchServer server)
{
    private readonly ConcurrentDictionary<ContactId, TaskCompletionSource<ContactOffered>> awaited = new();
    private readonly ConcurrentQueue<double> toOffer = new();

    /// <summary>The batches that were committed meanwhile: how many events each, and about which contacts.</summary>
    public List<Batch> Batches { get; } = [];

    public sealed record Batch(long First, int Events, IReadOnlyList<ContactId> Contacts, IReadOnlyList<ContactId> Arrived);

    /// <summary>Milliseconds from an arrival's call to its offer in the live stream, of each contact.</summary>
    public IReadOnlyCollection<double> ToOffer => toOffer;

    /// <summary>Keeps so many contacts going, for as long; answers how many were closed.</summary>
    public async Task<int> Run(int atOnce, TimeSpan span)
    {
        using var end = new CancellationTokenSource();
        var listening = Listen(end.Token);
        var closed = 0;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < span)
            {
                await One();
                Interlocked.Increment(ref closed);
            }
        })));
        await end.CancelAsync();
        await listening;
        return closed;
    }

    /// <summary>So many contacts a second, evenly, whatever the server does.</summary>
    public async Task RunEvenly(int perSecond, TimeSpan span)
    {
        using var end = new CancellationTokenSource();
        var listening = Listen(end.Token);
        var going = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(began) < span && await tick.WaitForNextTickAsync())
        {
            var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond);
            while (going.Count < due) going.Add(Task.Run(One));
        }

        await Task.WhenAll(going);
        await end.CancelAsync();
        await listening;
    }

    private async Task One()
    {
        var contact = new ContactId(Guid.CreateVersion7());
        var offered = awaited[contact] = new TaskCompletionSource<ContactOffered>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = Stopwatch.GetTimestamp();
        var command = new ReceiveContact.Command(server.Centre, server.Service, Channel.Chat, contact, contact.Value.ToString("N"));
        if (!(await server.Of<ReceiveContact>().Run(command, CancellationToken.None)).Succeeded(out _, out var refusal)) throw new InvalidOperationException(refusal.Sentence);

        var offer = await offered.Task;
        toOffer.Enqueue(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        var person = offer.Person;
        Must(await server.Of<AcceptOffer>().Run(new(server.Centre, contact, person, offer.Offer), CancellationToken.None));
        Must(await server.Of<EndConversation>().Run(new(server.Centre, contact, person), CancellationToken.None));
        var viewer = new Viewer(server.Centre, person, Role.Permissions[Role.Agent]);
        Must(await server.Of<FinishWrapUp>().Run(new(viewer, contact, person, [], null), CancellationToken.None));
        awaited.TryRemove(contact, out _);
    }

    private async Task Listen(CancellationToken stop)
    {
        await foreach (var batch in server.Live.Publication.Follow(stop).ReadAllAsync(CancellationToken.None))
        {
            if (batch.Length == 0) continue;

            var contacts = new HashSet<ContactId>();
            var arrived = new List<ContactId>();
            foreach (var it in batch)
            {
                if (it.Event is IOfContact of) contacts.Add(of.Contact);
                if (it.Event is ContactArrived arrival) arrived.Add(arrival.Contact);
                if (it.Event is ContactOffered offered && awaited.TryGetValue(offered.Contact, out var waiting)) waiting.TrySetResult(offered);
            }

            Batches.Add(new Batch(batch[0].Sequence, batch.Length, [.. contacts], arrived));
        }
    }

    private static void Must(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
    }
}
