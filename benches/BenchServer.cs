using Isberg.Desk;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isberg.Benches;

/// <summary>The whole server in this process on a database of its own, with one centre, one service and many people who are ready.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private BenchServer(WebApplication app, string folder) => (this.app, this.folder) = (app, folder);

    public CentreId Centre { get; } = new(Guid.NewGuid());

    public ServiceId Service { get; } = new(Guid.NewGuid());

    public LiveCentre Live => Of<LiveCentres>().Of(Centre);

    public Databases Databases => Of<Databases>();

    public T Of<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="connection">A PostgreSQL connection string; null: SQLite in a folder of its own.</param>
    public static async Task<BenchServer> Start(string? connection, int people)
    {
        var folder = Directory.CreateTempSubdirectory("isberg-bench-").FullName;
        string[] settings = [$"--Isberg:Data={folder}", "--Isberg:Empty=true", "--urls=http://127.0.0.1:0", "--environment=Production",
            .. connection is null ? Array.Empty<string>() : [$"--Isberg:Database={connection}"]];
        var app = await IsbergHost.Build(settings, it => it.Logging.ClearProviders());
        await app.StartAsync();
        var server = new BenchServer(app, folder);
        await server.Open(people);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Open(int people)
    {
        var commissioner = new CommissionerId(Guid.NewGuid());
        await using (var db = Databases.CreateDbContext())
        {
            db.Centres.Add(new Centre { Id = Centre, Key = "bench", Name = "Bench", TimeZone = "Europe/Stockholm" });
            db.Commissioners.Add(new Commissioner { Id = commissioner, Centre = Centre, Name = "Bench" });
            db.Services.Add(new Service { Id = Service, Centre = Centre, Commissioner = commissioner, Key = "bench", Name = Texts.Of(), Channels = [AlwaysOpen(Channel.Chat), AlwaysOpen(Channel.Email)] });
            await db.SaveChangesAsync();
        }

        Of<LiveCentres>().Start(Centre);
        var open = new OpenInterval(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await Tell(new ServiceChanged(new ServiceRule(Service, commissioner, [new ChannelRule { Channel = Channel.Chat, Open = [open] }, new ChannelRule { Channel = Channel.Email, Open = [open] }])));
        await Task.WhenAll(Enumerable.Range(0, people).Select(_ => new PersonId(Guid.NewGuid())).Select(async person =>
        {
            await Tell(new PersonChanged(new PersonRule { Id = person, Services = [new Assignment(Service)] }));
            Of<OpenDesks>().Open(Centre, person, "bench"); // who has no screen for half a minute is offered nothing
            await Tell(new PersonSignedIn(person));
            await Tell(new PresenceChosen(person, Presence.Ready));
        }));
    }

    private static ChannelSetup AlwaysOpen(Channel channel) => new(new ChannelRule { Channel = channel }) { IsAlwaysOpen = true };

    private async Task Tell(Input input)
    {
        if (await Live.Inbox.Send(input, CancellationToken.None) is { } refusal) throw new InvalidOperationException(refusal.Sentence);
    }
}
