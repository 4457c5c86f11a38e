using System.Net;
using System.Net.Http.Headers;
using Isberg.World;

namespace Isberg.Channels.Chat;

/// <summary>How often one may begin, and guess.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    /// <summary>On a slow machine some are forgiven while others are asked.</summary>
    private const int Enough = 200;

    private TestServer server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop);
        await server.NewCentre(Stop);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Guessing_secrets_is_slowed_down()
    {
        using var boris = await Boris.Begins(server, Stop);
        using var guesser = server.NewClient();
        guesser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "guess");

        var codes = new List<string>();
        for (var guess = 0; guess < Enough && !codes.Contains("request.too_many"); guess++)
        {
            using var answer = await guesser.GetAsync(boris.Address, Stop);
            codes.Add(await Boris.CodeOf(answer, Stop));
        }

        Assert.Equal("conversation.unknown", codes[0]);
        Assert.Equal("request.too_many", codes[^1]);
    }

    [Fact]
    public async Task Nobody_fills_the_disk_from_one_address()
    {
        await using var small = await TestServer.Start(Stop, change: it => it.Configuration["Isberg:CitizenLimits:MegabytesPerHour"] = "1");
        await small.NewCentre(Stop);
        using var boris = await Boris.Begins(small, Stop);
        var file = System.Text.Encoding.UTF8.GetBytes(new string('a', 600_000));

        using var first = await boris.Sends("first.txt", file, Stop);
        using var second = await boris.Sends("second.txt", file, Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Beginning_again_and_again_is_refused()
    {
        using var client = server.NewClient();
        var codes = new List<HttpStatusCode>();
        for (var time = 0; time < Enough && !codes.Contains(HttpStatusCode.TooManyRequests); time++)
        {
            using var answer = await Boris.Begin(client, Stop);
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, codes[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
    }
}
