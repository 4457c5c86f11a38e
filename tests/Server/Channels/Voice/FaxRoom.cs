using System.Globalization;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>A server beside a folder in which an exchange puts faxes; the exchange itself is away.</summary>
public sealed class FaxRoom : IAsyncLifetime
{
    /// <summary>Reading faxes is much work for a slow machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static int last;

    private readonly string spool = Directory.CreateTempSubdirectory("isberg-faxes-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.Start(Stop, change: builder =>
    {
        const string node = "Isberg:Voice:Nodes:0";
        builder.Configuration[$"{node}:Address"] = "http://127.0.0.1:9/ari/";
        builder.Configuration[$"{node}:User"] = builder.Configuration[$"{node}:Password"] = "nobody";
        builder.Configuration[$"{node}:Fax"] = spool;
        builder.Configuration["Isberg:Letters:Niceness"] = "0"; // a busy test machine would let them wait for ever
    });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(spool, recursive: true);
    }

    public Task<TestCentre> NewCentre() => Server.NewCentre(Stop, $"town-{Interlocked.Increment(ref last)}");

    /// <summary>A number for faxes that leads to sales, once the exchange knows it.</summary>
    public async Task<string> Number(TestCentre centre)
    {
        var digits = $"46855500{Interlocked.Increment(ref last):000}";
        await using (var db = Server.Databases.CreateDbContext())
        using (await Server.Databases.WriteGate(Stop))
        {
            db.Numbers.Add(new Number
            {
                Id = new NumberId(Guid.NewGuid()), Centre = centre.Id, Name = "Fax", Dialled = $"+{digits}", Service = centre.Sales, Language = new Language("sv"), IsFax = true,
            });
            await db.SaveChangesAsync(Stop);
        }

        await Until(() => Task.FromResult(IsMarked(digits)), "the number is marked");
        return digits;
    }

    public bool IsMarked(string digits) => File.Exists(PathOf($"numbers/fax-{digits}"));

    /// <summary>What the exchange writes of a call that is over; the last file says so.</summary>
    public string Comes(string dialled, byte[]? sheet, int pages, string status = "SUCCESS", string from = "+46701234567", string? call = null)
    {
        call ??= string.Create(CultureInfo.InvariantCulture, $"isberg-1795394388.{Interlocked.Increment(ref last)}");
        Directory.CreateDirectory(PathOf("in"));
        if (sheet is not null) File.WriteAllBytes(PathOf($"in/{call}.tif"), sheet);
        File.WriteAllText(PathOf($"in/{call}.call"), $"{dialled},{from},end\n");
        File.WriteAllText(PathOf($"in/{call}.done"), $"{status},{pages},Annas fax,end\n");
        return call;
    }

    /// <summary>Until nothing of the call lies there any more.</summary>
    public Task Gone(string call) => Until(() => Task.FromResult(Directory.GetFiles(PathOf("in"), $"{call}.*").Length == 0), "the call is taken");

    public bool IsAside(string call) => File.Exists(PathOf($"aside/{call}.tif"));

    public async Task<List<LetterRow>> Faxes(TestCentre centre)
    {
        await using var db = Server.Databases.CreateDbContext();
        return await db.Letters.AsNoTracking().Where(it => it.Centre == centre.Id && it.State == LetterState.Taken).OrderBy(it => it.At).ToListAsync(Stop);
    }

    public static async Task Until(Func<Task<bool>> isIt, string what)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        while (!await isIt())
        {
            Assert.True(DateTimeOffset.UtcNow < end, $"Not within {Patience.TotalMinutes} minutes: {what}.");
            await Task.Delay(50, Stop);
        }
    }

    private string PathOf(string name) => Path.Combine(spool, "fax", name);
}
