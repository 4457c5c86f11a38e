using System.Data.Common;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Routing;

public sealed class FullDiskTests
{
    private const int AtOnce = 100;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_stops_acceptance_with_a_clear_answer_and_acceptance_resumes_by_itself()
    {
        var disk = new SmallDisk();
        await using var server = await TestServer.Start(Stop, change: it => it.Services.AddSingleton<IInterceptor>(disk));
        var centre = await server.NewCentre(Stop);
        var accepted = 0;
        while (true)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => FloorLoopTests.Arrive(centre, Guid.NewGuid())));
            Assert.All(answers.OfType<Refusal>(), it => Assert.Equal(Faults.Unavailable, it));
            accepted += answers.Count(it => it is null);
            if (answers.OfType<Refusal>().Any()) break;
        }

        Assert.Equal(Faults.Unavailable, await FloorLoopTests.Arrive(centre, Guid.NewGuid()));

        disk.Pages = SmallDisk.Enough;

        while (await FloorLoopTests.Arrive(centre, Guid.NewGuid()) is { } still)
        {
            Assert.Equal(Faults.Unavailable, still);
            await Task.Delay(BetweenTries, Stop);
        }

        Assert.Equal(accepted + 1, await centre.Live.Inbox.Ask(it => it.Floor.Contacts().Count, Stop));
    }

    /// <summary>SQLite's own limit on the pages of a database stands for a disk's: the same error in the same places.</summary>
    private sealed class SmallDisk : DbConnectionInterceptor
    {
        public const int Enough = 1_000_000;

        /// <summary>A page has 4 KB; the empty centre needs about half of these.</summary>
        public int Pages { get; set; } = 400;

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count={Pages}";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
