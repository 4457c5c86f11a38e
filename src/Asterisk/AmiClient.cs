using System.Net;
using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <summary>
/// Has Asterisk record channels, which its REST interface cannot do for each side apart: the manager interface (AMI), one HTTP
/// request for each command, at the same address with the same password. Recording goes on when we die. May be used by many at once.
/// </summary>
public sealed class AmiClient : IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private readonly AriOptions options;
    private readonly HttpClient http;

    public AmiClient(AriOptions options)
    {
        this.options = options;
        var handler = new SocketsHttpHandler
        {
            Credentials = new CredentialCache { { new Uri(options.Address, "/"), "Digest", new NetworkCredential(options.User, options.Password) } },
            MaxConnectionsPerServer = 8,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            ConnectTimeout = options.CommandLimit,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        http = new HttpClient(handler)
        {
            BaseAddress = new Uri(options.Address, "/"), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>Writes what a channel says and what it hears into two files that keep step with each other, until it ends.</summary>
    /// <param name="variable">The channel's variable that tells from then on that this is being recorded.</param>
    /// <exception cref="AriException">The channel is gone (<see cref="AriException.IsGone"/>), or Asterisk cannot do it.</exception>
    public Task Record(string channel, RecordedFiles files, string variable, CancellationToken stop) =>
        Run("MixMonitor", stop, ("Channel", channel), ("Options", $"r({files.Said})t({files.Heard})i({variable})"));

    /// <summary>Writes silence instead of sound, or sound again.</summary>
    public Task Mute(string channel, bool isMuted, CancellationToken stop) =>
        Run("MixMonitorMute", stop, ("Channel", channel), ("Direction", "both"), ("State", isMuted ? "1" : "0"));

    public Task StopRecording(string channel, CancellationToken stop) => Run("StopMixMonitor", stop, ("Channel", channel));

    public void Dispose() => http.Dispose();

    private async Task Run(string action, CancellationToken stop, params (string Name, string? Value)[] fields)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.CommandLimit);
        try
        {
            using var answer = await http.GetAsync(With("arawman", [("action", action), .. fields]), limit.Token);
            var said = await answer.Content.ReadAsStringAsync(limit.Token);
            if (!answer.IsSuccessStatusCode) throw new AriException(answer.StatusCode, $"{answer.StatusCode}: {action}");
            if (Line(said, "Response") != "Success") throw Refused(action, Line(said, "Message") ?? "no reason");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new AriException(null, $"Asterisk did not answer within {options.CommandLimit.TotalSeconds:0.#} s: {action}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new AriException(null, $"Asterisk could not be asked: {action}", error);
        }
    }

    private static AriException Refused(string action, string why) =>
        new(why.Contains("No such channel", StringComparison.OrdinalIgnoreCase) ? HttpStatusCode.NotFound : HttpStatusCode.BadGateway, $"{why}: {action}");

    /// <summary>Answers are lines of "Name: value".</summary>
    private static string? Line(string answer, string name) => answer.Split('\n').Select(it => it.Trim())
        .Where(it => it.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase)).Select(it => it[(name.Length + 2)..]).FirstOrDefault();
}

/// <summary>Where a channel is recorded to, as whole paths; their ending says how, for instance .sln (16 bit, 8 kHz, nothing before it).</summary>
/// <param name="Said">What comes from the channel.</param>
/// <param name="Heard">What goes to it.</param>
public readonly record struct RecordedFiles(string Said, string Heard);
