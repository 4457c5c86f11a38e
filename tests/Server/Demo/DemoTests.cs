using System.Text.RegularExpressions;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Demo;

/// <summary>What everybody sees first.</summary>
public sealed partial class DemoTests
{
    private static readonly DateTimeOffset Friday = new(2026, 3, 6, 13, 30, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_week_at_Isbergs_kommun_is_a_week_as_it_is()
    {
        await using var server = await TestServer.Start(Stop, clock: new StandingClock(Friday));
        var told = new StringWriter();
        await DemoCentre.Ensure(server.Services, told, Stop, days: 7);
        await using var db = server.Databases.CreateDbContext();
        var contacts = await db.Contacts.AsNoTracking().ToListAsync(Stop);

        Assert.InRange(contacts.Count, 1_500, 4_000);
        Assert.InRange(contacts.Count(it => it.Outcome == ContactOutcome.Abandoned), contacts.Count / 50, contacts.Count / 7);
        Assert.InRange(contacts.Count(it => it.Transfers > 0), contacts.Count / 50, contacts.Count / 7);
        Assert.All(contacts, it => Assert.Equal(Stage.Closed, it.Stage));
        Assert.All(await db.Segments.AsNoTracking().Where(it => it.AnsweredAt != null).ToListAsync(Stop), it => Assert.True(it.EndedAt - it.AnsweredAt < TimeSpan.FromHours(2)));
        Assert.Equal(4, contacts.Select(it => it.Channel).Distinct().Count());
        Assert.Equal(["en", "fi", "sv"], contacts.Where(it => it.Language is not null).Select(it => it.Language!.Value.Code).Distinct().Order());
        Assert.All(await db.Presences.AsNoTracking().ToListAsync(Stop), it => Assert.Equal(Presence.SignedOut, it.Presence));
        Assert.Contains("maya@example.org", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_and_whatever_is_answered_nothing_is_left_to_fill_in_and_every_number_is_fictional()
    {
        await using var server = await TestServer.Start(Stop, clock: new StandingClock(Friday));
        await DemoCentre.Ensure(server.Services, TextWriter.Null, Stop, days: 2);
        await using var db = server.Databases.CreateDbContext();
        var texts = await db.Messages.AsNoTracking().Select(it => it.Text!).ToListAsync(Stop);
        var phones = await db.Customers.AsNoTracking().Where(it => it.Phone != null).Select(it => it.Phone!).ToListAsync(Stop);

        Assert.True(texts.Distinct(StringComparer.Ordinal).Count() > 300);
        Assert.All(texts, it => Assert.DoesNotContain('{', it));
        Assert.All(phones, it => Assert.Matches(Fictional(), it));
    }

    [Fact]
    public async Task The_same_start_gives_the_same_weeks()
    {
        Assert.Equal(await Ledger(), await Ledger());

        static async Task<List<string>> Ledger()
        {
            await using var server = await TestServer.Start(Stop, clock: new StandingClock(Friday));
            await DemoCentre.Ensure(server.Services, TextWriter.Null, Stop, days: 1);
            await using var db = server.Databases.CreateDbContext();
            var rows = await db.Ledger.AsNoTracking().OrderBy(it => it.Sequence).Take(5_000).ToListAsync(Stop);
            return rows.ConvertAll(it => $"{it.Sequence} {it.At:O} {it.Kind} {it.Body}");
        }
    }

    [Fact]
    public async Task A_second_start_changes_nothing_and_another_centres_database_is_left_alone()
    {
        await using var server = await TestServer.Start(Stop);
        await server.NewCentre(Stop);
        var told = new StringWriter();

        await DemoCentre.Ensure(server.Services, told, Stop);

        await using var db = server.Databases.CreateDbContext();
        Assert.Equal("sund", (await db.Centres.SingleAsync(Stop)).Key);
        Assert.Equal("", told.ToString());
    }

    [Theory]
    [InlineData("2026-03-08 03:00")]
    [InlineData("2026-03-09 07:20")]
    [InlineData("2026-12-25 12:00")]
    public async Task It_can_be_set_up_at_any_hour_with_nobody_left_waiting(string utc)
    {
        await using var server = await TestServer.Start(Stop, clock: new StandingClock(DateTimeOffset.Parse($"{utc}Z")));
        await DemoCentre.Ensure(server.Services, TextWriter.Null, Stop, days: 4);
        await using var db = server.Databases.CreateDbContext();

        Assert.Equal(0, await db.Contacts.CountAsync(it => it.ClosedAt == null, Stop));
        Assert.True(await db.Contacts.CountAsync(Stop) > 100);
        Assert.True((await db.Services.AsNoTracking().ToListAsync(Stop)).TrueForAll(it => it.Channels.Any(setup => setup.Rule.Channel == Channel.Chat && setup.IsAlwaysOpen)));
    }

    [GeneratedRegex(@"^\+4670174(06(0[5-9]|[1-9]\d))$")]
    private static partial Regex Fictional();

    /// <summary>Tells one moment; timers and the monotonic clock run on.</summary>
    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
