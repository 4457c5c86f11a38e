using Isberg.Peers;
using Isberg.World;

[assembly: AssemblyFixture(typeof(Postgres))]

namespace Isberg.World;

/// <summary>The two databases on which every storage test runs unchanged.</summary>
public enum Store
{
    Sqlite, Postgres,
}

/// <summary>One PostgreSQL server for all tests of the project, started by the first that asks.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.Start());

    /// <summary>An empty database's connection; null, which means a file of the server's own, on SQLite.</summary>
    public async Task<string?> NewDatabase(Store store, CancellationToken stop) =>
        store == Store.Postgres ? await (await server.Value).NewDatabase(stop) : null;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
    }
}
