namespace Isberg.World;

/// <summary>One server for all tests of a class, so generous that their many citizens are not told to slow down. Each test has a centre of its own.</summary>
public sealed class OneServer : IAsyncLifetime
{
    private int centres;

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.Start(
        TestContext.Current.CancellationToken,
        change: builder => builder.Configuration["Isberg:CitizenLimits:StartsPerMinute"] = "100000");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A new centre, and the key that stands in its addresses.</summary>
    public async Task<(TestCentre Centre, string Key)> NewCentre()
    {
        var key = $"town-{Interlocked.Increment(ref centres)}";
        return (await Server.NewCentre(TestContext.Current.CancellationToken, key), key);
    }
}
