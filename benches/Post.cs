using System.Collections.Concurrent;
using System.Diagnostics;

namespace Isberg.Benches;

/// <summary>Messages on their way from a citizen's screen to an agent's.</summary>
internal sealed class Post
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> sent = new(StringComparer.Ordinal);

    /// <summary>Sends one message; answers after how many milliseconds an agent's screen had it.</summary>
    public async Task<double> Send(CitizenScreen citizen, CancellationToken stop)
    {
        var text = Guid.NewGuid().ToString("N");
        var arrival = sent[text] = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = Stopwatch.GetTimestamp();
        await citizen.Write(text, stop);
        var arrived = await arrival.Task.WaitAsync(stop);
        return Stopwatch.GetElapsedTime(began, arrived).TotalMilliseconds;
    }

    public void Arrived(string text)
    {
        if (sent.TryRemove(text, out var arrival)) arrival.TrySetResult(Stopwatch.GetTimestamp());
    }
}
