using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Ledger;

/// <summary>Keeps what could not be decided, for a person to look at.</summary>
internal static class Aside
{
    /// <summary>The most that a centre keeps; the oldest make room.</summary>
    public const int Most = 1_000;

    private const int LongestError = 8_000;

    /// <param name="input">Null when the request failed before there was one.</param>
    public static async Task Put(Databases databases, CentreId centre, DateTimeOffset at, Input? input, Exception error, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        var oldest = await db.SetAside.Where(it => it.Centre == centre).OrderByDescending(it => it.At).Skip(Most - 1).ToListAsync(stop);
        db.SetAside.RemoveRange(oldest);
        db.SetAside.Add(new SetAsideRow
        {
            Id = Guid.NewGuid(),
            Centre = centre,
            At = at,
            Kind = input is null ? "request" : EventKinds.NameOf(input),
            Body = input is null ? "" : EventKinds.Write(input),
            Error = Short(error.ToString()),
        });
        await db.SaveChangesAsync(stop);
    }

    private static string Short(string text) => text.Length <= LongestError ? text : text[..LongestError];
}
