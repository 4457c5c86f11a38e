using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Recording;

/// <summary>Who listens to a recording says why; and when its time is over, nobody does.</summary>
public sealed class ListeningTests(OneServer world) : IClassFixture<OneServer>
{
    private const int Header = 44;
    private const string Why = "Klagomål 2026/114 från kunden";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_may_listen_says_why_and_hears_any_part_of_it()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, said) = await Recorded(centre, seconds: 9);
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);

        var listed = Assert.Single((await maya.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{recording.Contact.Value}/recordings", Stop))!)!;
        Assert.Equal(("Kept", 9.0, "Maya"), ((string)listed["state"]!, (double)listed["seconds"]!, (string)listed["personName"]!));
        Assert.Equal(HttpStatusCode.Forbidden, (await Listen(maya, recording, Why)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Listen(otto, recording, " vet ej ")).Status);
        var (status, listening) = await Listen(otto, recording, Why);
        Assert.Equal((HttpStatusCode.OK, 36, 36), (status, listening["caller"]!.AsArray().Count, listening["staff"]!.AsArray().Count));
        Assert.True((int)listening["caller"]![0]! > 0 && (int)listening["staff"]![0]! == 0, "The caller's side is loud, the other one silent.");

        var address = $"/api/v1/recordings/{recording.Id.Value}/sound?listening={listening["listening"]}";
        var whole = await otto.GetByteArrayAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Equal(Header + (4 * said.Length), whole.Length);
        Assert.Equal(said[^1000..], SealedCall.Left(whole[Header..])[^1000..]);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(65_000, 200_000) } };
        using var part = await otto.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(whole[65_000..200_001], await part.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Nobody_listens_on_a_reason_of_another_one()
    {
        var (centre, _) = await world.NewCentre();
        var (first, _) = await Recorded(centre, seconds: 1);
        var (second, _) = await Recorded(centre, seconds: 1);
        using var otto = await centre.SignIn("otto", Stop);
        var (_, listening) = await Listen(otto, first, Why);

        using var other = await otto.GetAsync(new Uri($"/api/v1/recordings/{second.Id.Value}/sound?listening={listening["listening"]}", UriKind.Relative), Stop);
        using var none = await otto.GetAsync(new Uri($"/api/v1/recordings/{first.Id.Value}/sound?listening=99", UriKind.Relative), Stop);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (other.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task Every_listening_is_in_a_log_that_shows_when_somebody_has_changed_it()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, _) = await Recorded(centre, seconds: 1);
        using var otto = await centre.SignIn("otto", Stop);
        for (var i = 0; i < 3; i++) await Listen(otto, recording, $"{Why} {i}");

        var log = (await otto.GetFromJsonAsync<JsonObject>($"/api/v1/recording-accesses?contact={recording.Contact.Value}&size=2", Stop))!;
        Assert.Equal([$"{Why} 2", $"{Why} 1"], log["items"]!.AsArray().Select(it => (string)it!["reason"]!));
        var rest = (await otto.GetFromJsonAsync<JsonObject>($"/api/v1/recording-accesses?size=2&after={Uri.EscapeDataString((string)log["next"]!)}", Stop))!;
        Assert.Equal(1, (int)Assert.Single(rest["items"]!.AsArray())!["number"]!);
        Assert.Equal((3, true), await Check(otto));

        await Change(centre, lines => lines[1].Reason = null); // erased, as it may be
        Assert.Equal((3, true), await Check(otto));
        await Change(centre, lines => lines[0].Reason = "Ingenting");
        Assert.Equal((1, false), await Check(otto));
    }

    [Fact]
    public async Task A_recording_whose_time_is_over_is_destroyed()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, _) = await Recorded(centre, seconds: 1, until: TimeSpan.FromSeconds(-1));
        var (kept, _) = await Recorded(centre, seconds: 1);
        using var otto = await centre.SignIn("otto", Stop);

        Assert.Equal(1, await world.Server.Services.GetRequiredService<DisposeRecordings>().Run(centre.Id, Stop));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await Listen(otto, recording, Why)).Status, (await Listen(otto, kept, Why)).Status));
        Assert.Equal([kept.Id.Value.ToString("N")], Directory.GetFiles(Path.Combine(world.Server.Folder, "recordings", centre.Id.Value.ToString("N"))).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_erased_of_a_contact_is_its_recording_too_and_the_reasons_why_people_listened()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, _) = await Recorded(centre, seconds: 1);
        using var otto = await centre.SignIn("otto", Stop);
        await Listen(otto, recording, Why);

        using var erased = await otto.DeleteAsync(new Uri($"/api/v1/contacts/{recording.Contact.Value}/content", UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Listen(otto, recording, Why)).Status);
        Assert.Empty(Directory.GetFiles(Path.Combine(world.Server.Folder, "recordings", centre.Id.Value.ToString("N"))));
        var log = (await otto.GetFromJsonAsync<JsonObject>("/api/v1/recording-accesses", Stop))!;
        Assert.Null(Assert.Single(log["items"]!.AsArray())!["reason"]);
        Assert.Equal((1, true), await Check(otto));
    }

    private Task<(RecordingRow Row, short[] Said)> Recorded(TestCentre centre, int seconds, TimeSpan? until = null) =>
        SealedCall.Of(world, centre, SealedCall.Noise(seconds), until);

    private async Task Change(TestCentre centre, Action<List<RecordingAccess>> change)
    {
        await using var db = world.Server.Databases.CreateDbContext();
        using var gate = await world.Server.Databases.WriteGate(Stop);
        change(await db.RecordingAccesses.Where(it => it.Centre == centre.Id).OrderBy(it => it.Number).ToListAsync(Stop));
        await db.SaveChangesAsync(Stop);
    }

    private static async Task<(int Lines, bool IsWhole)> Check(HttpClient who)
    {
        var told = (await who.GetFromJsonAsync<JsonObject>("/api/v1/recording-accesses/check", Stop))!;
        return ((int)told["lines"]!, (bool)told["isWhole"]!);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Listen(HttpClient who, RecordingRow recording, string reason)
    {
        using var answer = await who.PostAsJsonAsync($"/api/v1/recordings/{recording.Id.Value}/listenings", new { reason }, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }
}
