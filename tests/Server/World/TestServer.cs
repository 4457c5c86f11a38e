using System.Net;
using Isberg.Api;
using Isberg.Channels.Chat;
using Isberg.Desk;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.World;

/// <summary>The whole real server in this process: its own folder, its own free port on the loopback address, real HTTP.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly bool ownsFolder;
    private readonly TimeProvider? clock;
    private readonly Action<WebApplicationBuilder>? change;
    private WebApplication app;

    private TestServer(string folder, bool ownsFolder, string? connection, TimeProvider? clock, Action<WebApplicationBuilder>? change, WebApplication app)
    {
        (Folder, this.ownsFolder, Connection, this.clock, this.change, this.app) = (folder, ownsFolder, connection, clock, change, app);
        Address = AddressOf(app);
    }

    /// <summary>Where the server keeps its files and, unless it has a connection, its SQLite database.</summary>
    public string Folder { get; }

    public string? Connection { get; }

    /// <summary>For instance http://127.0.0.1:40123; the same again after <see cref="Restart"/>.</summary>
    public Uri Address { get; private set; }

    /// <summary>Where it speaks HTTPS, when it was told so.</summary>
    public Uri SecureAddress => AddressOf(app, Uri.UriSchemeHttps);

    public IServiceProvider Services => app.Services;

    public Databases Databases => Services.GetRequiredService<Databases>();

    public LiveCentres Centres => Services.GetRequiredService<LiveCentres>();

    /// <param name="connection">A PostgreSQL connection string; null: SQLite in the folder.</param>
    /// <param name="folder">A folder to keep; null: a temporary one.</param>
    /// <param name="clock">The server's time; null: the machine's.</param>
    /// <param name="change">What else is put in the place of something.</param>
    public static async Task<TestServer> Start(
        CancellationToken stop, string? connection = null, string? folder = null, TimeProvider? clock = null, Action<WebApplicationBuilder>? change = null)
    {
        var home = folder ?? Directory.CreateTempSubdirectory("isberg-server-").FullName;
        var app = await Run(home, connection, clock, port: 0, change, stop);
        return new TestServer(home, folder is null, connection, clock, change, app);
    }

    /// <summary>Stops the server in an orderly way and starts it again on the same data and port.</summary>
    public async Task Restart(CancellationToken stop)
    {
        await app.StopAsync(stop);
        await app.DisposeAsync();
        app = await Run(Folder, Connection, clock, Address.Port, change, stop);
        Address = AddressOf(app);
    }

    /// <summary>Stops the server in an orderly way, for good.</summary>
    public Task Halt(CancellationToken stop) => app.StopAsync(stop);

    /// <summary>A browser of its own, on our own pages: keeps its cookies, signed in as nobody.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
        Timeout = Patience,
        DefaultRequestHeaders = { { "X-Isberg", "1" } },
    };

    /// <summary>Sets up Maya's and Noor's centre; see <see cref="TestCentre"/>.</summary>
    public Task<TestCentre> NewCentre(CancellationToken stop, string key = "sund") => TestCentre.Open(this, key, stop);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    private static async Task<WebApplication> Run(
        string folder, string? connection, TimeProvider? clock, int port, Action<WebApplicationBuilder>? change, CancellationToken stop)
    {
        List<string> settings = [$"--Isberg:Data={folder}", "--Isberg:Empty=true", $"--urls=http://127.0.0.1:{port}", "--environment=Production"];
        if (connection is not null) settings.Add($"--Isberg:Database={connection}");
        settings.AddRange(typeof(RateOptions).GetProperties().Select(it => $"--Isberg:Rates:{it.Name}=1000000")); // who waits for something asks again and again
        var app = await IsbergHost.Build([.. settings], builder =>
        {
            builder.Logging.ClearProviders();
            if (clock is not null) builder.Services.AddSingleton(clock);
            change?.Invoke(builder);
            builder.Host.UseServiceProviderFactory(new WithoutLooking());
        });
        await app.StartAsync(stop);
        return app;
    }

    private static Uri AddressOf(WebApplication app, string scheme = "http") =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(it => new Uri(it)).Single(it => it.Scheme == scheme);

    /// <summary>
    /// Leaves out, when all services are known, the jobs that look for the gone. Nobody is gone because a machine was slow: most people of a test
    /// have no screen, and most citizens no page. Who tests that looks himself.
    /// </summary>
    private sealed class WithoutLooking : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services)
        {
            foreach (var it in services.Where(IsLook).ToList()) services.Remove(it);
            return services;
        }

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.BuildServiceProvider();

        private static bool IsLook(ServiceDescriptor it) =>
            it.ServiceType == typeof(IHostedService) && it.ImplementationFactory?.GetType().GenericTypeArguments[^1] is { } job && (job == typeof(OpenDesks) || job == typeof(LostCitizens));
    }
}
