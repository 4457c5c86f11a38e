using Isberg.Access;
using Isberg.Ledger;
using Isberg.Peers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isberg.Reporting;

/// <summary>Figures as they are stored and read, on both databases.</summary>
public sealed class FiguresTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("isberg-figures-").FullName;
    private readonly List<Databases> opened = [];
    private PostgresServer? postgres;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Figures_followed_bit_by_bit_equal_those_rebuilt_and_those_counted_afresh(bool onPostgres)
    {
        var databases = await NewDatabase(onPostgres);
        var day = await WrittenDay.Open(databases, Stop);
        day.TellTwoHours();

        while (await Written(databases, day) < day.Events.Count)
        {
            await day.Write(Stop, most: 97);
            await Follower(databases).CatchUp(day.Centre, FigureFollower.KindWith(new FigureNews()), Stop);
        }
        var followed = await Stored(databases);
        await Follower(databases).Run(name: null, Stop);
        var rebuilt = await Stored(databases);

        Assert.Equal(Fresh(day), followed);
        Assert.Equal(followed, rebuilt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_count_opens_to_exactly_that_many_contacts(bool onPostgres)
    {
        var databases = await NewDatabase(onPostgres);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();
        var figures = await Read(db, day, by: "service,channel,hour");

        foreach (var row in figures.Rows)
        {
            var counts = row.Counts;
            foreach (var (name, count) in new[]
            {
                ("offered", counts.Offered), ("answered", counts.Answered), ("answeredLate", counts.AnsweredLate), ("abandoned", counts.Abandoned),
                ("shortAbandon", counts.ShortAbandon), ("transferred", counts.Transferred), ("misrouted", counts.Misrouted), ("finished", counts.Finished),
                ("waiting", counts.Waiting), ("arrived", counts.Arrived),
            })
                Assert.Equal(count, (await Behind(db, day, row, name)).Count);
        }
        Assert.True(figures.Rows.Sum(it => it.Counts.Abandoned) == 40);
        Assert.Equal(figures.Total.Counts.Offered, figures.Rows.Sum(it => it.Counts.Offered));
    }

    [Fact]
    public async Task The_list_behind_a_figure_comes_in_pages_without_gap_or_double()
    {
        var databases = await NewDatabase(onPostgres: false);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();

        var whole = await Behind(db, day, null, "answered");
        var paged = new List<FigureContact>();
        string? next = null;
        do
        {
            Assert.True((await new ReadFigureContacts(db, Pages).Run(Question(day), "answered", next, 7, day.Everybody, Stop)).Succeeded(out var page, out _));
            paged.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(whole.Select(it => (it.Contact, it.Number)), paged.Select(it => (it.Contact, it.Number)));
        Assert.Equal(paged.Select(it => it.EnteredAt).OrderDescending(), paged.Select(it => it.EnteredAt));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    [InlineData("////////////////////////////////////////")]
    public async Task A_cursor_that_is_none_is_refused(string cursor)
    {
        var databases = await NewDatabase(onPostgres: false);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();

        var outcome = await new ReadFigureContacts(db, Pages).Run(Question(day), null, cursor, null, day.Everybody, Stop);

        Assert.Equal(Api.Pages.InvalidCursor, outcome.Refusal);
    }

    [Fact]
    public async Task Who_sees_one_commissioner_sees_figures_of_its_services_only_and_no_ones_time()
    {
        var databases = await NewDatabase(onPostgres: false);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();
        var viewer = day.Everybody with { Commissioners = new HashSet<CommissionerId> { day.Own } };

        var mine = await Read(db, day, "service", viewer);
        var all = await Read(db, day, "service");

        Assert.Equal([day.Sales], mine.Rows.Select(it => it.Service!.Value));
        Assert.Equal(all.Rows.Single(it => it.Service == day.Sales).Counts, mine.Total.Counts);
        Assert.Null((await Read(db, day, "", viewer)).Total.Time);
        Assert.All(await Behind(db, day, null, "offered", viewer), it => Assert.Equal(day.Sales, it.Service));
    }

    [Fact]
    public async Task One_centres_figures_hold_nothing_of_anothers()
    {
        var databases = await NewDatabase(onPostgres: false);
        var sund = await Counted(databases);
        var sjo = await Counted(databases, "sjo", contacts: 10);
        await using var db = databases.CreateDbContext();

        Assert.Equal(10, (await Read(db, sjo, "")).Total.Counts.Arrived);
        Assert.Equal(360, (await Read(db, sund, "")).Total.Counts.Arrived);
    }

    [Fact]
    public async Task Time_that_runs_is_told_before_the_next_event()
    {
        var databases = await NewDatabase(onPostgres: false);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();
        var later = new StandingClock(WrittenDay.Nine + TimeSpan.FromHours(3));

        var figures = await Read(db, day, "person,hour", clock: later);

        var lunch = figures.Rows.Single(it => it.Person == day.Maya && it.From == WrittenDay.Nine.AddHours(2)).Time!;
        Assert.Equal(3600, lunch.NotReady + lunch.Handling + lunch.WrappingUp, precision: 3);
        Assert.True(lunch.NotReady > 3000, $"{lunch.NotReady} s");
        Assert.Equal([new ReasonTime(day.Lunch, lunch.NotReady)], lunch.Reasons);
    }

    [Fact]
    public async Task Occupancy_times_are_whole_hours_for_a_person_signed_in_all_along()
    {
        var databases = await NewDatabase(onPostgres: false);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();

        var hour = (await Read(db, day, "person,hour")).Rows.Single(it => it.Person == day.Maya && it.From == WrittenDay.Nine).Time!;

        Assert.Equal(3600, hour.Ready + hour.Handling + hour.WrappingUp, precision: 3);
        Assert.InRange(hour.Occupancy.Value!.Value, 0.1, 1.0);
    }

    [Fact]
    public async Task A_file_for_the_spreadsheet_quotes_what_it_must_and_holds_no_formula()
    {
        var databases = await NewDatabase(onPostgres: false);
        var day = await Counted(databases);
        await using var db = databases.CreateDbContext();

        var csv = FigureCsv.Write(await Read(db, day, "service"), await FigureNames.Load(db, day.Everybody, "sv", Stop), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"), "sv");

        Assert.Contains(";'=Försäljning;", csv, StringComparison.Ordinal);
        Assert.Contains(";\"Support; \"\"hjälp\"\"\";", csv, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 00:00", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var it in opened) await it.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static FigureQuestion Question(WrittenDay day, string by = "", FigureRow? row = null)
    {
        var asked = new FigureParameters(
            row?.From?.ToString("O") ?? "2026-03-02", row?.To?.ToString("O") ?? "2026-03-03", by,
            row?.Service is { } service ? [service.Value] : null, row?.Channel is { } channel ? [channel] : null, null, null, null, null, null, null, null);
        return FigureQuestion.Of(asked, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"), day.Everybody).Succeeded(out var question, out var refusal)
            ? question : throw new InvalidOperationException(refusal.Code);
    }

    private static async Task<FiguresView> Read(Database db, WrittenDay day, string by, Viewer? viewer = null, TimeProvider? clock = null) =>
        (await new ReadFigures(db, clock ?? new StandingClock(WrittenDay.Nine + TimeSpan.FromHours(2))).Run(Question(day, by), viewer ?? day.Everybody, Stop))
            .Succeeded(out var figures, out var refusal) ? figures : throw new InvalidOperationException(refusal.Code);

    private static async Task<List<FigureContact>> Behind(Database db, WrittenDay day, FigureRow? row, string count, Viewer? viewer = null)
    {
        var all = new List<FigureContact>();
        string? next = null;
        do
        {
            Assert.True((await new ReadFigureContacts(db, Pages).Run(Question(day, row: row), count, next, null, viewer ?? day.Everybody, Stop)).Succeeded(out var page, out _));
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    private static async Task<WrittenDay> Counted(Databases databases, string key = "sund", int contacts = 360)
    {
        var day = await WrittenDay.Open(databases, Stop, key);
        day.TellTwoHours(contacts);
        await day.Write(Stop);
        await Follower(databases).Run(day.Centre, FigureFollower.KindWith(new FigureNews()), Stop);
        return day;
    }

    private static async Task<long> Written(Databases databases, WrittenDay day)
    {
        await using var db = databases.CreateDbContext();
        return await db.Heads.Where(it => it.Centre == day.Centre).Select(it => it.Sequence).SingleAsync(Stop);
    }

    private static Api.Pages Pages { get; } = new(new EphemeralDataProtectionProvider());

    private static RebuildFollowers Follower(Databases databases) =>
        new([FigureFollower.KindWith(new FigureNews())], databases, TimeProvider.System, NullLogger<Followers>.Instance);

    private static async Task<List<string>> Stored(Databases databases)
    {
        await using var db = databases.CreateDbContext();
        var stays = (await db.Stays.AsNoTracking().ToListAsync(Stop)).Select(it => Text(it.ToStay()));
        var times = (await db.PersonTimes.AsNoTracking().ToListAsync(Stop)).Select(it => Text(new(it.Person, Quarter.Of(it.Quarter), it.Doing, it.GivenReason), it.Time));
        return [.. stays.Concat(times).Order(StringComparer.Ordinal)];
    }

    private static List<string> Fresh(WrittenDay day)
    {
        var book = new FactBook();
        foreach (var (at, it) in day.Events) book.Apply(it, at);
        var changes = book.TakeChanges();
        return [.. changes.Stays.Select(Text).Concat(changes.Time.Select(it => Text(it.Key, it.Value))).Order(StringComparer.Ordinal)];
    }

    private static string Text(Stay stay) => $"{stay with { Reasons = [] }} {string.Join(' ', stay.Reasons)}";

    private static string Text(TimeKey key, TimeSpan time) => $"{key} {time}";

    private async Task<Databases> NewDatabase(bool onPostgres)
    {
        if (onPostgres) postgres ??= await PostgresServer.Start(Stop);
        var databases = new Databases(new StorageOptions { Folder = folder, Connection = onPostgres ? await postgres!.NewDatabase(Stop) : null });
        opened.Add(databases);
        await databases.Migrate(Stop);
        return databases;
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
