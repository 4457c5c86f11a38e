using Isberg.World;
using Microsoft.Extensions.Configuration;

namespace Isberg.Channels.Voice;

/// <summary>What the desk's page may reach for the sake of the telephone.</summary>
public sealed class PhonePageTests : IDisposable
{
    private readonly string web = Directory.CreateTempSubdirectory("isberg-web-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public PhonePageTests()
    {
        Directory.CreateDirectory(Path.Combine(web, "desk"));
        File.WriteAllText(Path.Combine(web, "desk", "index.html"), "<!doctype html><title>Desk</title>");
    }

    public void Dispose() => Directory.Delete(web, recursive: true);

    [Fact]
    public async Task The_desk_may_reach_the_exchange_and_the_microphone_where_there_is_telephony()
    {
        var (content, permissions) = await PoliciesOfTheDesk(("Address", "http://127.0.0.1:9/ari/"), ("User", "isberg"), ("Password", "secret"), ("WebSocket", "wss://telephony.sund.example:8089/ws"));

        Assert.Contains("; connect-src 'self' wss://telephony.sund.example:8089", content, StringComparison.Ordinal);
        Assert.Contains("microphone=(self)", permissions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_telephony_it_reaches_neither()
    {
        var (content, permissions) = await PoliciesOfTheDesk();

        Assert.DoesNotContain("ws", content, StringComparison.Ordinal);
        Assert.Contains("microphone=()", permissions, StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_socket_that_is_none_is_told_at_the_start()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Isberg:Voice:Nodes:0:Address"] = "http://127.0.0.1:8088/ari/",
            ["Isberg:Voice:Nodes:0:User"] = "isberg",
            ["Isberg:Voice:Nodes:0:Password"] = "secret",
            ["Isberg:Voice:Nodes:0:WebSocket"] = "https://telephony.sund.example/; script-src *",
        }).Build();

        var wrong = Assert.Throws<InvalidOperationException>(() => VoiceOptions.From(settings));

        Assert.Contains("WebSocket", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<(string Content, string Permissions)> PoliciesOfTheDesk(params (string Name, string Value)[] node)
    {
        await using var server = await TestServer.Start(Stop, change: it =>
        {
            it.Configuration["Isberg:Web"] = web;
            foreach (var (name, value) in node) it.Configuration[$"Isberg:Voice:Nodes:0:{name}"] = value;
        });
        using var client = server.NewClient();
        using var answer = await client.GetAsync("/desk/work", Stop);
        return (answer.Headers.GetValues("Content-Security-Policy").Single(), answer.Headers.GetValues("Permissions-Policy").Single());
    }
}
