using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Isberg.Mail.World;

/// <summary>
/// Plays one written conversation, for faults that a real server cannot be made to have. Lines: "S: text" is sent ($ is
/// the tag of the client's last command, and \r\n may stand within), "C: text" is expected as the beginning of the
/// client's next line (its tag left out), "L: 12" takes a literal of as many bytes, "flood text" sends the text for
/// ever, "cut" hangs up, "hang" waits until the client does.
/// </summary>
public sealed class ScriptedImapServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task playing;

    public ScriptedImapServer(string script)
    {
        listener.Start();
        playing = PlayAsync(script.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends when all has been said; fails when the client said something else.</summary>
    public Task Played => playing;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await playing.ContinueWith(it => it.Exception, TaskScheduler.Default); // whoever wants to know has awaited it
        over.Dispose();
    }

    private async Task PlayAsync(string[] script)
    {
        using var client = await listener.AcceptTcpClientAsync(over.Token);
        client.NoDelay = true;
        var stream = client.GetStream();
        var tag = "";
        foreach (var line in script)
        {
            var text = line.Length > 3 ? line[3..] : "";
            switch (line[..1])
            {
                case "S": await SendAsync(stream, text.Replace("$", tag, StringComparison.Ordinal) + "\\r\\n"); break;
                case "C": tag = Heard(await HearAsync(stream), text) ?? tag; break;
                case "L": await stream.ReadExactlyAsync(new byte[int.Parse(text)], over.Token); break;
                case "f": await FloodAsync(stream, line["flood ".Length..]); return;
                case "c": return;
                case "h":
                    while (await stream.ReadAsync(new byte[1_000], over.Token) > 0)
                    {
                    }

                    return;
                default: throw new InvalidOperationException($"The script holds {line}.");
            }
        }
    }

    private static string? Heard(string line, string expected)
    {
        if (line == expected || (expected.Length > 0 && line.StartsWith(expected, StringComparison.Ordinal))) return null; // a continuation has no tag
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && line[(space + 1)..].StartsWith(expected, StringComparison.Ordinal) ? line[..space] : throw new InvalidOperationException($"The client said {line} instead of {expected}.");
    }

    private async Task<string> HearAsync(NetworkStream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, over.Token) > 0)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        throw new InvalidOperationException("The client hung up.");
    }

    private async Task FloodAsync(NetworkStream stream, string text)
    {
        try
        {
            while (true) await SendAsync(stream, text);
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    }

    private async Task SendAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text.Replace("\\r\\n", "\r\n", StringComparison.Ordinal)), over.Token);
}
