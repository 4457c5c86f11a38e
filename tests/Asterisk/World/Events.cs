using System.Threading.Channels;

namespace Isberg.Asterisk.World;

/// <summary>What a test hears of Asterisk: it waits for one event after the other, and passes over those in between.</summary>
public sealed class Events : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Channel<AriEvent> heard = System.Threading.Channels.Channel.CreateUnbounded<AriEvent>();
    private readonly CancellationTokenSource over = new();
    private readonly Task hearing;

    public Events(AriClient client) => hearing = Task.Run(() => Hear(client));

    /// <summary>The next event of this kind that fits; those before it are forgotten.</summary>
    public async Task<T> Next<T>(CancellationToken stop, Func<T, bool>? which = null)
        where T : AriEvent
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        var passed = new List<string>();
        try
        {
            while (true)
            {
                var it = await heard.Reader.ReadAsync(limit.Token);
                if (it is T fits && which?.Invoke(fits) is null or true) return fits;
                passed.Add(it.ToString());
            }
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"No {typeof(T).Name} came, but {string.Join(", ", passed)}.", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (hearing.IsCompleted) return;

        await over.CancelAsync();
        await hearing;
        over.Dispose();
    }

    private async Task Hear(AriClient client)
    {
        try
        {
            await foreach (var it in new AriEvents(client).Read(over.Token)) heard.Writer.TryWrite(it);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception failed)
        {
            heard.Writer.Complete(failed);
        }
    }
}
