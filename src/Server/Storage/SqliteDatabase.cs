using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Isberg.Storage;

/// <summary>The database in one file, with nothing to install.</summary>
public sealed class SqliteDatabase(DbContextOptions<SqliteDatabase> options) : Database(options)
{
    protected override bool IsSqlite => true;
}

/// <summary>PostgreSQL, for production.</summary>
public sealed class PostgresDatabase(DbContextOptions<PostgresDatabase> options) : Database(options)
{
    protected override bool IsSqlite => false;
}

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDatabase>
{
    public SqliteDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDatabase>().UseSqlite("Data Source=design.sqlite").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDatabase>
{
    public PostgresDatabase CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDatabase>().UseNpgsql("Host=design").Options);
}
