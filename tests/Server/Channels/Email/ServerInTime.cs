using Isberg.World;

namespace Isberg.Channels.Email;

/// <summary>One server for all tests of a class, with a clock that can be moved forward: nobody waits until a mail leaves. Each test has a centre of its own.</summary>
public sealed class ServerInTime : IAsyncLifetime
{
    private int centres;

    public SetClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.Start(TestContext.Current.CancellationToken, clock: Clock);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public Task<TestCentre> NewCentre() => Server.NewCentre(TestContext.Current.CancellationToken, $"town-{Interlocked.Increment(ref centres)}");

    /// <summary>What was written just now leaves.</summary>
    public void PassSecondThoughts() => Clock.Advance(WriteMail.SecondThoughts);
}
