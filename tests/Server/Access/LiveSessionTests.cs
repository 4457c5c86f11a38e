using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Isberg.World;

namespace Isberg.Access;

public sealed class LiveSessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_is_ended_loses_its_live_connection_at_once()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        using var live = await Connect(server, TestCentre.EmailOf("maya"));

        await (await otto.DeleteAsync($"/api/v1/accounts/{centre.Maya.Value}/sessions", Stop)).Read(Stop);

        await ReadToEnd(live);
    }

    [Fact]
    public async Task A_change_of_rights_cuts_the_connection_that_was_opened_with_the_old_ones()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        using var live = await Connect(server, TestCentre.EmailOf("maya"));
        var address = $"/api/v1/accounts/{centre.Maya.Value}";
        var version = (await (await otto.GetAsync(address, Stop)).Read(Stop)).GetProperty("version").GetString()!;

        await (await otto.Change(address, version, new { roles = new[] { "planner" }, isLocked = false }, Stop)).Read(Stop);

        await ReadToEnd(live);
    }

    /// <summary>Signs in and opens the live stream, as far as its first message.</summary>
    private static async Task<ClientWebSocket> Connect(TestServer server, string email)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("X-Isberg", "1");
        using var entered = await client.PostAsJsonAsync("/api/v1/session", new { email, TestCentre.Password }, Stop);
        await entered.Read(Stop);
        var live = new ClientWebSocket();
        live.Options.SetRequestHeader("Cookie", entered.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("isberg=", StringComparison.Ordinal)).Split(';')[0]);
        live.Options.SetRequestHeader("X-Isberg", "1");
        await live.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/api/v1/live" }.Uri, Stop);
        await live.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Stop);
        await live.ReceiveAsync(new byte[65_536], Stop);
        return live;
    }

    /// <summary>Returns when the server has cut the connection; the test's own time limit ends a wait in vain.</summary>
    private static async Task ReadToEnd(ClientWebSocket live)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var buffer = new byte[65_536];
        try
        {
            while ((await live.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
            {
                // What was on its way still comes.
            }
        }
        catch (WebSocketException)
        {
            // Cut without a farewell.
        }
    }
}
