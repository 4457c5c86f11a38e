using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Isberg.Storage;

/// <summary>
/// What <see cref="Database.Folded"/> means in each database: SQLite's own lower() knows only a to z, PostgreSQL's depends on how
/// the server was set up.
/// </summary>
internal static class Folding
{
    private const string OnSqlite = "folded";

    /// <summary>Unicode's own rules, whatever the server's language is.</summary>
    private const string OnPostgres = "und-x-icu";

    public static void Configure(ModelBuilder builder, bool isSqlite)
    {
        var function = builder.HasDbFunction(typeof(Database).GetMethod(nameof(Database.Folded))!);
        if (isSqlite) function.HasName(OnSqlite);
        else function.HasTranslation(text => new SqlFunctionExpression(
            "lower", [new CollateExpression(text[0], OnPostgres)], nullable: true, [true], typeof(string), text[0].TypeMapping));
    }

    /// <summary>To be called on each connection that is opened.</summary>
    public static void Teach(SqliteConnection connection) =>
        connection.CreateFunction(OnSqlite, (string? text) => Fold(text), isDeterministic: true);

    /// <summary>The same for a text of ours that is compared with folded ones.</summary>
    public static string? Fold(string? text) => text?.ToLowerInvariant();
}
