using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Chat;
using Isberg.World;

namespace Isberg.Board;

/// <summary>A supervisor puts whoever writes in a conversation on the block list, from the conversation.</summary>
public sealed class BlockTests : IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private TestServer server = null!;
    private TestCentre centre = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop, clock: clock);
        centre = await server.NewCentre(Stop);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Who_is_blocked_in_the_middle_of_a_conversation_writes_no_more_until_the_block_ends()
    {
        using var otto = await centre.SignIn("otto", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!", email: "boris@example.org");
        using var nameless = await Boris.Begins(server, Stop, message: "Hej!");
        await using var page = await Opened(boris); // who has closed his page loses his place in a day
        await using var other = await Opened(nameless);
        Assert.Equal(HttpStatusCode.NoContent, await Block(otto, boris));
        Assert.Equal(HttpStatusCode.NoContent, await Block(otto, nameless));

        Assert.Equal("sender.forbidden", await Writes(boris));
        Assert.Equal("sender.forbidden", await Writes(nameless));
        using (var left = await nameless.Sends("leave", new ChatEndpoints.LeaveRequest(Guid.NewGuid().ToString(), "Då så"), Stop))
            Assert.Equal("sender.forbidden", await Boris.CodeOf(left, Stop));
        using (var again = await Boris.Begin(server.NewClient(), Stop, email: "Boris@example.org")) Assert.Equal("sender.forbidden", await Boris.CodeOf(again, Stop));
        using (var file = await boris.Sends("a.txt", "hej"u8.ToArray(), Stop)) Assert.Equal("sender.forbidden", await Boris.CodeOf(file, Stop));

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Writes(boris));
        Assert.Null(await Writes(nameless));
    }

    [Fact]
    public async Task A_lifted_block_lets_the_conversation_go_on_and_an_agent_may_not_block()
    {
        using var otto = await centre.SignIn("otto", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        Assert.Equal(HttpStatusCode.Forbidden, await Block(maya, boris));
        Assert.Equal(HttpStatusCode.NoContent, await Block(otto, boris));

        var block = Assert.Single((await otto.GetFromJsonAsync<JsonArray>("/api/v1/blocks", Stop))!)!;
        Assert.Equal(("Conversation", boris.Begun.Reference), ((string?)block["kind"], (string?)block["hint"]));
        using (await otto.DeleteAsync($"/api/v1/blocks/{block["id"]}", Stop)) Assert.Null(await Writes(boris));
    }

    private async Task<HttpStatusCode> Block(HttpClient by, Boris boris)
    {
        using var answer = await by.PostAsJsonAsync($"/api/v1/board/contacts/{boris.Contact.Value}/block", new { until = clock.GetUtcNow().AddHours(12), cause = "Hot" }, Stop);
        return answer.StatusCode;
    }

    private static async Task<IAsyncDisposable> Opened(Boris boris)
    {
        var page = boris.Follows(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await page.MoveNextAsync());
        return page;
    }

    /// <summary>The refusal's code, or null.</summary>
    private static async Task<string?> Writes(Boris boris)
    {
        using var answer = await boris.Writes("Hör du mig?", Stop);
        return answer.IsSuccessStatusCode ? null : await Boris.CodeOf(answer, Stop);
    }
}
