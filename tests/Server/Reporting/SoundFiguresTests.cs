using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Reporting;

/// <summary>How calls have sounded: of one contact, and of all of them.</summary>
public sealed class SoundFiguresTests(OneServer world) : IClassFixture<OneServer>
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contact_shows_how_each_of_its_legs_sounded_and_what_was_not_measured()
    {
        var (centre, _) = await world.NewCentre();
        var contact = await Called(centre, Monday, centre.Maya, lost: 10, isReported: false);
        using var maya = await centre.SignIn("maya", Stop);

        var legs = (await maya.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{contact.Value}/sound", Stop))!;

        Assert.Equal(["Caller", "Agent"], legs.Select(it => (string)it!["side"]!));
        var (caller, agent) = (legs[0]!, legs[1]!);
        Assert.Equal(("Good", 0.0, (double?)null, (double?)null), ((string)caller["grade"]!, (double)caller["receivedLoss"]!, (double?)caller["sentLoss"], (double?)caller["roundTripMilliseconds"]));
        Assert.Equal(("Poor", 0.1, "Maya", "alaw", 5.0), ((string)agent["grade"]!, (double)agent["receivedLoss"]!, (string)agent["personName"]!, (string)agent["codec"]!, (double)agent["seconds"]!));
        var (stranger, _) = await world.NewCentre();
        using var other = await stranger.SignIn("otto", Stop);
        using var refused = await other.GetAsync(new Uri($"/api/v1/contacts/{contact.Value}/sound", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task Figures_count_each_call_by_its_worse_leg_and_tell_what_was_not_measured_apart()
    {
        var (centre, _) = await world.NewCentre();
        await Called(centre, Monday, centre.Maya, lost: 10, isReported: true);
        for (var i = 0; i < 3; i++) await Called(centre, Monday, centre.Noor, lost: 0, isReported: i < 2);
        await Called(centre, Monday.AddDays(1), centre.Noor, lost: null, isReported: false);
        using var otto = await centre.SignIn("otto", Stop);

        var byPerson = await Ask(otto, "person");
        Assert.Equal((5, 4, 1), Counts(byPerson["total"]!));
        Assert.Equal((1, 4), ((int)byPerson["total"]!["poor"]!["part"]!, (int)byPerson["total"]!["poor"]!["whole"]!));
        Assert.Equal((4.4, 3.38), ((double)byPerson["total"]!["median"]!, (double)byPerson["total"]!["p5"]!));
        Assert.Equal([centre.Maya.Value, centre.Noor.Value], byPerson["rows"]!.AsArray().Select(it => (Guid)it!["person"]!));
        var byDay = await Ask(otto, "day");
        Assert.Equal([(4, 4, 1), (1, 0, 0)], byDay["rows"]!.AsArray().Select(it => Counts(it!)));
        Assert.Null(byDay["rows"]![1]!["median"]);
    }

    [Fact]
    public async Task Only_who_may_see_figures_sees_them_and_only_told_apart_by_what_sound_belongs_to()
    {
        var (centre, _) = await world.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var forbidden = await maya.GetAsync(Address("service"), Stop);
        using var channel = await otto.GetAsync(Address("channel"), Stop);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (forbidden.StatusCode, channel.StatusCode));
        Assert.Contains("figures.sound.invalid", await channel.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<JsonObject> Ask(HttpClient who, string by) => (await who.GetFromJsonAsync<JsonObject>(Address(by), Stop))!;

    private static Uri Address(string by) => new($"/api/v1/figures/sound?from=2026-03-01&to=2026-03-08&by={by}", UriKind.Relative);

    private static (int Calls, int Measured, int OneWay) Counts(JsonNode row) => ((int)row["calls"]!, (int)row["measured"]!, (int)row["oneWay"]!);

    /// <summary>A call whose agent's line lost so many per cent for five seconds, and whose caller's line lost nothing.</summary>
    /// <param name="lost">Null: it was over before anything could be measured.</param>
    private async Task<ContactId> Called(TestCentre centre, DateTimeOffset at, PersonId person, int? lost, bool isReported)
    {
        var contact = new ContactId(Guid.NewGuid());
        await using var db = world.Server.Databases.CreateDbContext();
        using var gate = await world.Server.Databases.WriteGate(Stop);
        db.Contacts.Add(new ContactRow
        {
            Id = contact, Centre = centre.Id, Commissioner = centre.Commissioner, Service = centre.Sales, Channel = Channel.Voice, Stage = Stage.Closed,
            Reference = contact.Value.ToString("N", CultureInfo.InvariantCulture)[..8], ArrivedAt = at, ClosedAt = at,
        });
        foreach (var side in Enum.GetValues<CallSide>())
        {
            var leg = new CallSound
            {
                Contact = contact, Segment = 1, Side = side, Centre = centre.Id, Commissioner = centre.Commissioner, Service = centre.Sales, Person = person, Codec = "alaw", StartedAt = at,
            };
            leg.Begin(default, at);
            var gone = side == CallSide.Agent ? lost ?? 0 : 0;
            var report = isReported ? new SoundReport(TimeSpan.Zero, TimeSpan.Zero) : (SoundReport?)null;
            if (lost is not null) leg.Look(new SoundCount(100 - gone, gone, 100, 0), TimeSpan.Zero, report, at.AddSeconds(5));
            db.CallSounds.Add(leg);
        }

        await db.SaveChangesAsync(Stop);
        return contact;
    }
}
