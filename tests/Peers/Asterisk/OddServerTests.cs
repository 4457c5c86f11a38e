using System.Net;
using System.Net.WebSockets;
using System.Text;
using Isberg.Asterisk;
using Isberg.Asterisk.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isberg.Peers.Asterisk;

/// <summary>Servers that do what no Asterisk should: the one who asks hears of it as of any other failure.</summary>
public sealed class OddServerTests
{
    private const string Info = """{"system":{"version":"22.1.0"},"config":{"name":"odd"},"status":{"startup_time":"2026-11-22T17:32:16.768+0000"}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_never_answers_is_not_waited_for_longer_than_the_limit()
    {
        await using var server = await Serve(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = new AriClient(OptionsOf(server) with { CommandLimit = TimeSpan.FromMilliseconds(200) });

        var failed = await Assert.ThrowsAsync<AriException>(() => client.Channels(Stop));

        Assert.True(failed.IsUnanswered);
    }

    [Fact]
    public async Task Who_gives_up_himself_hears_that_and_not_a_failure()
    {
        await using var server = await Serve(async context => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = new AriClient(OptionsOf(server));
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var asking = client.Channels(impatient.Token);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData("[{\"id\":7}]")]
    [InlineData("[{\"id\":\"1\",\"name\":\"x\",\"state\":\"Up\",\"caller\":{\"name\":\"\",\"number\":\"\"},\"connected\":{\"name\":\"\",\"number\":\"\"},\"creationtime\":\"yesterday\"}]")]
    public async Task An_answer_that_makes_no_sense_is_a_failure(string answer)
    {
        await using var server = await Serve(context => context.Response.WriteAsync(answer, Stop));
        using var client = new AriClient(OptionsOf(server));

        await Assert.ThrowsAsync<AriException>(() => client.Channels(Stop));
    }

    [Fact]
    public async Task An_answer_without_end_is_cut()
    {
        await using var server = await Serve(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[64 * 1024], context.RequestAborted);
        });
        using var client = new AriClient(OptionsOf(server) with { LargestAnswer = 1024 * 1024 });

        var failed = await Assert.ThrowsAsync<AriException>(() => client.Channels(Stop));

        Assert.True(failed.IsUnanswered);
    }

    [Fact]
    public async Task What_a_refusal_says_is_kept_and_what_was_asked_is_not()
    {
        await using var server = await Serve(context =>
        {
            context.Response.StatusCode = 409;
            return context.Response.WriteAsync("""{"message":"Channel not in Stasis application"}""", Stop);
        });
        using var client = new AriClient(OptionsOf(server));

        var refused = await Assert.ThrowsAsync<AriException>(() => client.SetVariable("leg-1", "CALLERID(name)", "Anna Berg", Stop));

        Assert.True(refused.IsConflict);
        Assert.Contains("Channel not in Stasis application", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"type":"StasisStart","timestamp":"2026-11-22T17:32:16.768+0000","args":[]}""")]
    [InlineData("""{"type":"StasisEnd","timestamp":"now","channel":{}}""")]
    public async Task An_event_that_makes_no_sense_ends_the_connection_and_the_next_one_is_made(string odd)
    {
        var connections = 0;
        await using var server = await Serve(async context =>
        {
            if (!context.WebSockets.IsWebSocketRequest)
            {
                await context.Response.WriteAsync(Info, Stop);
                return;
            }

            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            if (Interlocked.Increment(ref connections) == 1) await socket.SendAsync(Encoding.UTF8.GetBytes(odd), WebSocketMessageType.Text, endOfMessage: true, Stop);
            await socket.ReceiveAsync(new byte[1024], context.RequestAborted);
        });
        using var client = new AriClient(OptionsOf(server));
        await using var events = new Events(client);

        await events.Next<Connected>(Stop);
        await events.Next<Disconnected>(Stop);
        await events.Next<Connected>(Stop);
    }

    private static AriOptions OptionsOf(WebApplication server) => new(new Uri($"{server.Urls.Single()}/ari/"), "isberg", "secret", "isberg");

    private static async Task<WebApplication> Serve(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{IPAddress.Loopback}:0");
        var server = builder.Build();
        server.UseWebSockets();
        server.Run(async context =>
        {
            try
            {
                await answer(context);
            }
            catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException) // whoever asked has gone
            {
            }
        });
        await server.StartAsync(Stop);
        return server;
    }
}
