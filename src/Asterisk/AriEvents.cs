using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Isberg.Asterisk;

/// <summary>
/// Follows what happens at an Asterisk. The connection is made again whenever it is lost, after waits that grow; what
/// happens meanwhile is not told later, so that a reader asks for the state of things at every <see cref="Connected"/>.
/// </summary>
public sealed class AriEvents(AriClient client, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly AriOptions options = client.Options;

    /// <summary>Never ends by itself. One reader at a time: a second one takes the application over.</summary>
    public async IAsyncEnumerable<AriEvent> Read([EnumeratorCancellation] CancellationToken stop)
    {
        var events = Channel.CreateBounded<AriEvent>(new BoundedChannelOptions(options.WaitingEvents) { SingleReader = true, SingleWriter = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var following = Task.Run(() => Follow(events.Writer, ended.Token), CancellationToken.None);
        try
        {
            await foreach (var it in events.Reader.ReadAllAsync(stop)) yield return it;
        }
        finally
        {
            await ended.CancelAsync();
            await following;
        }
    }

    private async Task Follow(ChannelWriter<AriEvent> events, CancellationToken stop)
    {
        try
        {
            var failures = 0;
            while (true)
            {
                var began = clock.GetTimestamp();
                var (wasUp, why) = await Connection(events, stop);
                if (wasUp) await events.WriteAsync(new Disconnected(clock.GetUtcNow(), why), stop);
                if (wasUp && clock.GetElapsedTime(began) > options.LongestRetry) failures = 0; // else two servers could take it from each other for ever
                await Task.Delay(WaitAfter(failures++), clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            events.Complete();
        }
        catch (Exception bug)
        {
            events.Complete(bug);
        }
    }

    // Between half of the step and the whole of it, so that many servers do not come back in the same moment.
    private TimeSpan WaitAfter(int failures)
    {
        var step = options.FirstRetry * Math.Pow(2, Math.Min(failures, 20));
        return (step < options.LongestRetry ? step : options.LongestRetry) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    /// <summary>One connection, from its beginning to its end; and whether it came up, and why it ended.</summary>
    private async Task<(bool WasUp, string Why)> Connection(ChannelWriter<AriEvent> events, CancellationToken stop)
    {
        var isUp = false;
        try
        {
            using var socket = await Open(stop);
            await client.FilterEvents(AriEventReader.Names, stop);
            var info = await client.Info(stop);
            await events.WriteAsync(new Connected(clock.GetUtcNow(), info), stop);
            isUp = true;
            return (true, await Receive(socket, events, stop));
        }
        catch (Exception error) when (error is WebSocketException or AriException or JsonException or IOException or HttpRequestException)
        {
            return (isUp, error.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (isUp, "Asterisk did not answer in time.");
        }
    }

    private async Task<ClientWebSocket> Open(CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.Proxy = null;
            (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (options.Heartbeat, options.Heartbeat);
            socket.Options.SetRequestHeader("Authorization", options.Authorization.ToString());
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(options.CommandLimit);
            await socket.ConnectAsync(AddressOf(options), limit.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // All channels, bridges and endpoints: the end of a channel that has left the application is told only so.
    private static Uri AddressOf(AriOptions options) => new UriBuilder(options.Address)
    {
        Scheme = options.Address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
        Path = options.Address.AbsolutePath.TrimEnd('/') + "/events",
        Query = $"app={Uri.EscapeDataString(options.Application)}&subscribeAll=true",
    }.Uri;

    private async Task<string> Receive(ClientWebSocket socket, ChannelWriter<AriEvent> events, CancellationToken stop)
    {
        using var message = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (true)
        {
            if (!await Next(socket, message, piece, stop)) return "Asterisk closed the connection.";
            if (AriEventReader.Read(message.GetBuffer().AsMemory(0, (int)message.Length)) is not { } it) continue;

            await events.WriteAsync(it, stop);
            if (it is Replaced) return "Another program has taken the application over.";
        }
    }

    private async Task<bool> Next(ClientWebSocket socket, MemoryStream message, byte[] piece, CancellationToken stop)
    {
        message.SetLength(0);
        while (true)
        {
            var got = await socket.ReceiveAsync(piece.AsMemory(), stop);
            if (got.MessageType is WebSocketMessageType.Close) return false;

            message.Write(piece, 0, got.Count);
            if (message.Length > options.LargestEvent) throw new JsonException("Asterisk sent an event that is too large.");
            if (got.EndOfMessage) return true;
        }
    }
}
