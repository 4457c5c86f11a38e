using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Contacts;

/// <summary>How fast each queue has been served lately: what an honest expected wait goes by.</summary>
public sealed class RecentPace
{
    /// <summary>How far back contacts taken are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>The most handling times that one queue's mean goes by.</summary>
    private const int MostHandlings = 50;

    /// <summary>The most moments kept of one queue; beyond them its pace is counted over the shorter time that they span.</summary>
    private const int MostTaken = 2_000;

    private readonly Dictionary<(ServiceId, Channel), Queue> queues = [];

    public void Taken(ServiceId service, Channel channel, DateTimeOffset at)
    {
        var queue = Of(service, channel);
        queue.Taken.Enqueue(at);
        if (queue.Taken.Count > MostTaken) queue.Taken.Dequeue();
    }

    /// <summary>Someone is done with a contact of the queue, wrap-up included.</summary>
    public void Handled(ServiceId service, Channel channel, TimeSpan took)
    {
        var queue = Of(service, channel);
        queue.Handlings.Enqueue(took);
        if (queue.Handlings.Count > MostHandlings) queue.Handlings.Dequeue();
    }

    public QueueFacts Facts(ServiceId service, Channel channel, int ahead, (int Able, int Free) people, DateTimeOffset now)
    {
        var queue = Of(service, channel);
        while (queue.Taken.TryPeek(out var first) && now - first > Window) queue.Taken.Dequeue();
        TimeSpan? mean = queue.Handlings.Count == 0 ? null : new TimeSpan((long)queue.Handlings.Average(it => it.Ticks));
        var window = queue.Taken.Count < MostTaken ? Window : now - queue.Taken.Peek();
        return new QueueFacts(ahead, people.Able, people.Free, mean, queue.Taken.Count, window);
    }

    private Queue Of(ServiceId service, Channel channel)
    {
        if (!queues.TryGetValue((service, channel), out var queue)) queues[(service, channel)] = queue = new Queue([], []);
        return queue;
    }

    private sealed record Queue(Queue<DateTimeOffset> Taken, Queue<TimeSpan> Handlings);
}
