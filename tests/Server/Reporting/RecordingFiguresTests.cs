using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Recording;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Reporting;

/// <summary>How many calls were recorded, and where a recording should be and is not.</summary>
public sealed class RecordingFiguresTests(OneServer world) : IClassFixture<OneServer>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_should_have_been_recorded_and_was_not_is_counted_apart()
    {
        var (centre, _) = await world.NewCentre();
        await Write(
            centre,
            null, // not to be recorded
            it => (it.HasBegun, it.State, it.Length) = (true, RecordingState.Kept, Minute),
            it => (it.HasBegun, it.State, it.Length, it.LacksSound) = (true, RecordingState.KeptInPart, Minute, true),
            it => (it.HasBegun, it.State, it.Length, it.Marks) = (true, RecordingState.Destroyed, Minute, [new RecordingMark(Minute / 2, RecordingMarkKind.Paused, null)]),
            it => (it.HasBegun, it.State) = (true, RecordingState.Running),
            it => (it.HasBegun, it.State) = (true, RecordingState.Lost),
            it => it.HasBegun = false);
        using var otto = await centre.SignIn("otto", Stop);

        var figures = (await otto.GetFromJsonAsync<JsonObject>("/api/v1/figures/recordings?from=2026-03-02&to=2026-03-03", Stop))!;

        var row = Assert.Single(figures["rows"]!.AsArray())!;
        Assert.Equal(centre.Sales.Value, (Guid)row["service"]!);
        foreach (var it in new[] { row, figures["total"]! })
            Assert.Equal((7, 6, 4, 1, 1, 2), (Count(it, "calls"), Count(it, "due"), Count(it, "recorded"), Count(it, "inPart"), Count(it, "paused"), Count(it, "missing")));
        Assert.Equal(4.0 / 7, (double)row["share"]!["value"]!, 9);
        Assert.Empty((await otto.GetFromJsonAsync<JsonObject>("/api/v1/figures/recordings?from=2026-03-03&to=2026-03-04", Stop))!["rows"]!.AsArray());
    }

    private static int Count(JsonNode row, string name) => (int)row[name]!;

    /// <summary>Calls that Maya answered, and what became of the recording of each.</summary>
    private async Task Write(TestCentre centre, params Action<RecordingRow>?[] recordings)
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        await using var db = world.Server.Databases.CreateDbContext();
        using var gate = await world.Server.Databases.WriteGate(Stop);
        foreach (var change in recordings)
        {
            var contact = new ContactId(Guid.NewGuid());
            db.Stays.Add(new StayRow
            {
                Contact = contact, Number = 1, Centre = centre.Id, Commissioner = centre.Commissioner, Service = centre.Sales, Channel = Channel.Voice, Segment = 1,
                EnteredAt = at, ClockFrom = at, Ending = Ending.Answered, EndedAt = at, Person = centre.Maya,
            });
            if (change is null) continue;

            var recording = new RecordingRow
            {
                Id = new RecordingId(Guid.NewGuid()), Centre = centre.Id, Commissioner = centre.Commissioner, Contact = contact, Segment = 1, Service = centre.Sales,
                Person = centre.Maya, StartedAt = at, Until = at.AddDays(90),
            };
            change(recording);
            db.Recordings.Add(recording);
        }

        await db.SaveChangesAsync(Stop);
    }
}
