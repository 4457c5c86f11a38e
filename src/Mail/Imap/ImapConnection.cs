using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Isberg.Mail.Imap;

/// <summary>The bytes to and from a server: lines, literals and time limits. What fails here ends the connection.</summary>
internal sealed class ImapConnection(Stream stream, ImapOptions options, TimeProvider clock) : IDisposable
{
    private const int BufferBytes = 32 * 1024;
    private const int KeptBytes = 64 * 1024;
    private const int MostDigits = 18;

    private readonly byte[] buffer = new byte[BufferBytes];
    private ArrayBufferWriter<byte> response = new();
    private int at;
    private int filled;
    private Task<int>? pending;

    public Stream Stream => stream;

    /// <summary>Something has been read that nobody has taken yet.</summary>
    public bool HasUnread => at < filled;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            await stream.WriteAsync(bytes, stop).AsTask().WaitAsync(options.Timeout, clock, stop);
            await stream.FlushAsync(stop).WaitAsync(options.Timeout, clock, stop);
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(error);
        }
    }

    /// <summary>Waits until the server has said something; false when time has passed first.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken stop)
    {
        if (HasUnread) return true;

        pending ??= stream.ReadAsync(buffer, CancellationToken.None).AsTask();
        try
        {
            await pending.WaitAsync(atMost, clock, stop);
            return true;
        }
        catch (TimeoutException) when (!pending.IsCompleted)
        {
            return false;
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(error);
        }
    }

    /// <summary>Reads one response; a literal that the sink wants goes there and not into memory.</summary>
    public async Task<ImapResponse> ReadAsync(LiteralSink? sink, CancellationToken stop)
    {
        if (response.Capacity > KeptBytes) response = new ArrayBufferWriter<byte>();
        response.ResetWrittenCount();
        var streamedAt = -1;
        while (true)
        {
            var line = response.WrittenCount;
            await ReadLineAsync(stop);
            if (!LiteralAtEnd(line, out var brace, out var length)) break;
            if (sink is not null && sink.Wants(response.WrittenSpan[..brace]))
            {
                streamedAt = brace;
                await StreamAsync(sink, length, stop);
            }
            else
            {
                await KeepAsync(length, stop);
            }
        }

        return ImapResponseParser.Parse(WithoutEnd(response.WrittenSpan), streamedAt);
    }

    public void Dispose()
    {
        stream.Dispose();
        _ = pending?.ContinueWith(it => it.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default); // nobody awaits it any more
    }

    private async Task ReadLineAsync(CancellationToken stop)
    {
        while (true)
        {
            if (!HasUnread) await FillAsync(stop);
            var end = buffer.AsSpan(at..filled).IndexOf((byte)'\n');
            var take = end < 0 ? filled - at : end + 1;
            Keep(take);
            if (end >= 0) return;
        }
    }

    private async Task KeepAsync(long length, CancellationToken stop)
    {
        if (length > options.ResponseBytes) throw ImapException.Broken("The server sent a text that is too long.");
        for (var left = (int)length; left > 0;)
        {
            if (!HasUnread) await FillAsync(stop);
            var take = Math.Min(left, filled - at);
            Keep(take);
            left -= take;
        }
    }

    private void Keep(int count)
    {
        response.Write(buffer.AsSpan(at, count));
        at += count;
        if (response.WrittenCount <= options.ResponseBytes) return;
        if (!ImapResponseParser.IsSearch(response.WrittenSpan) || response.WrittenCount > options.SearchBytes) throw ImapException.Broken("The server sent a line that is too long.");
    }

    private async Task StreamAsync(LiteralSink sink, long length, CancellationToken stop)
    {
        sink.Begin(length);
        for (var left = length; left > 0;)
        {
            if (!HasUnread) await FillAsync(stop);
            var take = (int)Math.Min(left, filled - at);
            await sink.To.WriteAsync(buffer.AsMemory(at, take), stop);
            at += take;
            left -= take;
        }
    }

    private async Task FillAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested(); // a server that is never slow would not be interrupted otherwise
        pending ??= stream.ReadAsync(buffer, CancellationToken.None).AsTask();
        try
        {
            (filled, at) = (await pending.WaitAsync(options.Timeout, clock, stop), 0);
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Lost(error);
        }

        pending = null;
        if (filled == 0) throw new ImapException(ImapFault.ConnectionLost, "The server closed the connection.");
    }

    /// <summary>Whether the line that was read last announces a literal: {12} or {12+} at its end.</summary>
    private bool LiteralAtEnd(int line, out int brace, out long length)
    {
        (brace, length) = (-1, 0);
        var text = WithoutEnd(response.WrittenSpan[line..]);
        if (text.IsEmpty || text[^1] != '}') return false;

        var digits = text[..^1].TrimEnd((byte)'+');
        var open = digits.LastIndexOf((byte)'{');
        digits = digits[(open + 1)..];
        if (open < 0 || digits.Length is 0 or > MostDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;

        brace = line + open;
        return Utf8Parser.TryParse(digits, out length, out _) && !ImapResponseParser.EndsWithWords(response.WrittenSpan);
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\n']) line = line[..^1];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private static bool IsLoss(Exception error) => error is TimeoutException or IOException or SocketException or ObjectDisposedException or AuthenticationException;

    private static ImapException Lost(Exception error) => error is TimeoutException
        ? new ImapException(ImapFault.TimedOut, "The server has been silent for too long.")
        : new ImapException(ImapFault.ConnectionLost, "The connection to the server is lost.", error);
}
