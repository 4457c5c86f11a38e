using System.Threading.Channels;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Ledger;

public sealed class FollowerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_is_given_every_event_once_in_order_and_goes_on_after_a_restart()
    {
        var listener = new Listener();
        await using var server = await TestServer.Start(Stop, change: it => it.Services.AddSingleton(listener.Kind));
        var centre = await server.NewCentre(Stop);
        for (var it = 0; it < 20; it++) await ChangeMaya(centre, it);
        await listener.Until(20, Stop);
        await server.Restart(Stop);
        for (var it = 0; it < 20; it++) await ChangeMaya(centre, it);
        var told = await listener.Until(45, Stop);

        Assert.Equal(Enumerable.Range(1, told.Count).Select(it => (long)it), told.Select(it => it.Sequence));
    }

    [Fact]
    public async Task A_follower_that_fails_is_given_the_same_events_again()
    {
        var listener = new Listener { Fails = 1 };
        await using var server = await TestServer.Start(Stop, change: it => it.Services.AddSingleton(listener.Kind));
        var centre = await server.NewCentre(Stop);

        await ChangeMaya(centre, 1);
        var told = await listener.Until(6, Stop);

        Assert.Equal(Enumerable.Range(1, told.Count).Select(it => (long)it), told.Select(it => it.Sequence));
        Assert.True(listener.Opened > 1);
    }

    private static Task ChangeMaya(TestCentre centre, int rank) =>
        centre.Tell(new PersonChanged(new PersonRule { Id = centre.Maya, Services = [new Assignment(centre.Sales, Rank: rank)] }), Stop);

    /// <summary>Keeps what it is given in memory, and nothing else.</summary>
    private sealed class Listener : Follower
    {
        private readonly Channel<Committed> heard = Channel.CreateUnbounded<Committed>();
        private readonly List<Committed> all = [];

        public int Fails { get; set; }

        public int Opened { get; private set; }

        public FollowerKind Kind => new("listener", _ => this);

        public async Task<IReadOnlyList<Committed>> Until(int count, CancellationToken stop)
        {
            while (all.Count < count)
            {
                var it = await heard.Reader.ReadAsync(stop);
                all.RemoveAll(known => known.Sequence >= it.Sequence); // what was not saved is given again
                all.Add(it);
            }

            return all;
        }

        public override Task Clear(Database db, CancellationToken stop) => Task.CompletedTask;

        public override Task Open(Database db, long sequence, CancellationToken stop)
        {
            Opened++;
            return Task.CompletedTask;
        }

        public override Task Take(IReadOnlyList<Committed> events, Database db, CancellationToken stop)
        {
            if (Fails-- > 0) throw new IOException("The follower's own trouble.");
            foreach (var it in events) heard.Writer.TryWrite(it);
            return Task.CompletedTask;
        }
    }
}
