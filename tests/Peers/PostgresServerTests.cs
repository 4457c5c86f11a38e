using Npgsql;

namespace Isberg.Peers;

public sealed class PostgresServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_is_there_after_the_server_was_killed()
    {
        await using var server = await PostgresServer.Start(Stop);
        var database = await server.NewDatabase(Stop);
        await Run(database, "CREATE TABLE kept (number int); INSERT INTO kept VALUES (80)");

        await server.Kill(Stop);
        await server.Restart(Stop);

        Assert.Equal(80, await Read(database, "SELECT number FROM kept"));
    }

    [Fact]
    public async Task It_writes_through_to_the_disk_as_in_production()
    {
        await using var server = await PostgresServer.Start(Stop);

        Assert.Equal("on", await Read(server.ConnectionString, "SHOW fsync"));
        Assert.Equal("on", await Read(server.ConnectionString, "SHOW synchronous_commit"));
    }

    private static async Task Run(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static async Task<object?> Read(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Stop);
    }
}
