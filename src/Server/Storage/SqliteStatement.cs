using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Isberg.Storage;

/// <summary>A prepared statement of SQLite itself, run again and again with other values; a command would make a reader for each row.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, text, out statement));
    }

    /// <param name="at">From 0.</param>
    public void Bind(int at, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(statement, at + 1),
        long number => raw.sqlite3_bind_int64(statement, at + 1, number),
        int number => raw.sqlite3_bind_int(statement, at + 1, number),
        bool claim => raw.sqlite3_bind_int(statement, at + 1, claim ? 1 : 0),
        string text => raw.sqlite3_bind_text(statement, at + 1, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, at + 1, bytes),
        _ => throw new UnreachableException($"No hot table has a column of {value.GetType()}."),
    });

    /// <exception cref="SqliteException">The database refuses the row, or cannot write.</exception>
    public void Run()
    {
        var code = raw.sqlite3_step(statement);
        var after = raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE) Check(after);
    }

    public void Dispose() => statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
