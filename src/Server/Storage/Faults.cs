using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Isberg.Storage;

/// <summary>The database cannot be reached or cannot write; what was asked may be tried again.</summary>
public sealed class StorageUnavailableException(string message) : Exception(message);

/// <summary>Tells whose fault a failed write is: the storage's, which passes, or the data's, which would fail again.</summary>
public static class Faults
{
    public static readonly Refusal Unavailable = new(
        "storage.unavailable", "The contact centre cannot store anything right now. Try again in a few seconds.");

    /// <summary>For the header Retry-After.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>SQLite's own codes for "this row cannot be": ERROR, TOOBIG, CONSTRAINT, MISMATCH, RANGE.</summary>
    private static readonly int[] DataFaultsOfSqlite = [1, 18, 19, 20, 25];

    /// <summary>The database is full, locked, lost or too slow. (A duplicate key is not.)</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        StorageUnavailableException or TimeoutException or IOException or SocketException => true,
        SqliteException it => !DataFaultsOfSqlite.Contains(it.SqliteErrorCode),
        PostgresException it => !IsDataFault(it.SqlState),
        NpgsqlException => true,
        DbUpdateConcurrencyException => false,
        DbUpdateException { InnerException: { } inner } => IsUnavailable(inner),
        InvalidOperationException { InnerException: DbException inner } => IsUnavailable(inner),
        _ => false,
    };

    /// <summary>Classes 21 (cardinality), 22 (data), 23 (integrity) and 42 (the statement itself).</summary>
    private static bool IsDataFault(string state) => state.Length == 5 && state[..2] is "21" or "22" or "23" or "42";
}
