using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Recording.Disguise;

/// <summary>Copies in which voices are disguised: who has them made, hears them and gives them out, and when they are gone.</summary>
public sealed class CopyTests(OneServer world) : IClassFixture<OneServer>
{
    private const string Why = "Exempel till utbildningen i april";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_made_and_heard_by_those_who_may_not_hear_the_recording()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, said) = await SealedCall.Of(world, centre, Speech.Vowel(3, 120));
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);

        Assert.Equal(HttpStatusCode.Forbidden, (await Post(maya, $"recordings/{recording.Id.Value}/copies", Draft())).Status);
        var copy = await Made(otto, recording);
        var seen = Assert.Single((await maya.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{recording.Contact.Value}/recording-copies", Stop))!)!;
        Assert.Equal(("Kept", 3.0, "Otto", true, false), ((string)seen["state"]!, (double)seen["seconds"]!, (string)seen["byName"]!, (bool)seen["disguisesCaller"]!, (bool)seen["disguisesStaff"]!));

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(maya, $"recording-copies/{copy}/listenings", new { reason = "vet ej" })).Status);
        var (status, listening) = await Post(maya, $"recording-copies/{copy}/listenings", new { reason = Why });
        Assert.Equal((HttpStatusCode.OK, 12), (status, listening["caller"]!.AsArray().Count));
        var heard = SealedCall.Left(SealedCall.Samples(await maya.GetByteArrayAsync(Address($"recording-copies/{copy}/sound?listening={listening["listening"]}"), Stop)));
        Assert.Equal(said.Length, heard.Length);
        Assert.False(Math.Abs(Speech.PitchOf(heard.AsSpan(1_000, 6_000)) - 120) < 8, "It is another voice.");
        Assert.InRange(Speech.Strength(heard.AsSpan(16_000, 8_000), 1_000), 4_500, 5_500); // bleeped out
        Assert.Equal(HttpStatusCode.Forbidden, await Status(maya, $"recordings/{recording.Id.Value}/sound?listening={listening["listening"]}"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(otto, $"recordings/{recording.Id.Value}/sound?listening={listening["listening"]}"));
    }

    [Fact]
    public async Task A_copy_is_given_out_only_by_whom_may_hear_the_recording_and_for_a_reason_of_its_own()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, _) = await SealedCall.Of(world, centre, Speech.Vowel(3, 120));
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var copy = await Made(otto, recording);

        Assert.Equal(HttpStatusCode.Forbidden, (await Post(maya, $"recording-copies/{copy}/givings", new { reason = Why })).Status);
        var (_, listening) = await Post(otto, $"recording-copies/{copy}/listenings", new { reason = Why });
        Assert.Equal(HttpStatusCode.NotFound, await Status(otto, $"recording-copies/{copy}/file?giving={listening["listening"]}"));
        var (_, giving) = await Post(otto, $"recording-copies/{copy}/givings", new { reason = "Begärd ut av kunden, dnr 77" });
        using var file = await otto.GetAsync(Address($"recording-copies/{copy}/file?giving={giving["giving"]}"), Stop);
        Assert.Equal((HttpStatusCode.OK, "attachment"), (file.StatusCode, file.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(maya, $"recording-copies/{copy}/file?giving={giving["giving"]}"));

        var log = (await otto.GetFromJsonAsync<JsonObject>($"/api/v1/recording-accesses?contact={recording.Contact.Value}", Stop))!["items"]!.AsArray();
        Assert.Equal(["CopyGiven", "CopyListened", "Copied"], log.Select(it => (string)it!["kind"]!));
        Assert.All(log, it => Assert.Equal((copy, recording.Id.Value), ((Guid)it!["copy"]!, (Guid)it["recording"]!)));
        Assert.True((bool)(await otto.GetFromJsonAsync<JsonObject>("/api/v1/recording-accesses/check", Stop))!["isWhole"]!);
    }

    [Fact]
    public async Task Nothing_is_copied_without_somebody_to_disguise_or_beyond_the_recordings_end()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, _) = await SealedCall.Of(world, centre, SealedCall.Noise(2));
        using var otto = await centre.SignIn("otto", Stop);
        var address = $"recordings/{recording.Id.Value}/copies";

        foreach (var wrong in (object[])[Draft(caller: false), Draft(bleeps: (4, 9)), Draft(bleeps: (1.5, 1.5)), Draft(bleeps: (-1, 1)), Draft(reason: "kort")])
            Assert.Equal(HttpStatusCode.BadRequest, (await Post(otto, address, wrong)).Status);
        var nothing = new { reason = Why, disguisesCaller = true, disguisesStaff = false, bleeps = new object?[] { null } };
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(otto, address, nothing)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(otto, $"recordings/{Guid.NewGuid()}/copies", Draft())).Status);
        Assert.Empty((await otto.GetFromJsonAsync<JsonObject>("/api/v1/recording-accesses", Stop))!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_copy_goes_when_it_is_destroyed_when_its_time_is_over_and_when_the_contact_is_erased()
    {
        var (centre, _) = await world.NewCentre();
        var (brief, _) = await SealedCall.Of(world, centre, SealedCall.Noise(1), TimeSpan.FromSeconds(30));
        var (recording, _) = await SealedCall.Of(world, centre, SealedCall.Noise(1));
        using var otto = await centre.SignIn("otto", Stop);
        var (over, unwanted, kept) = (await Made(otto, brief, Draft()), await Made(otto, recording, Draft()), await Made(otto, recording, Draft()));
        await Change(brief.Id, -1);

        using var gone = await otto.DeleteAsync(Address($"recording-copies/{unwanted}"), Stop);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(1, await world.Server.Services.GetRequiredService<DestroyCopy>().Overdue(centre.Id, Stop));
        foreach (var (copy, status) in ((Guid, HttpStatusCode)[])[(over, HttpStatusCode.NotFound), (unwanted, HttpStatusCode.NotFound), (kept, HttpStatusCode.OK)])
            Assert.Equal(status, (await Post(otto, $"recording-copies/{copy}/listenings", new { reason = Why })).Status);
        Assert.Equal(new[] { brief.Id.Value, recording.Id.Value, kept }.Order(), Files(centre));

        using var erased = await otto.DeleteAsync(Address($"contacts/{recording.Contact.Value}/content"), Stop);
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal([brief.Id.Value], Files(centre));
        await using var db = world.Server.Databases.CreateDbContext();
        Assert.All(await db.RecordingCopies.Where(it => it.Recording == recording.Id).ToListAsync(Stop), it => Assert.Equal((null, null, CopyState.Destroyed), (it.Reason, it.Key, it.State)));
    }

    [Fact]
    public async Task A_copy_is_kept_as_long_as_the_recording_unless_the_rule_says_otherwise()
    {
        var (centre, _) = await world.NewCentre();
        var (recording, _) = await SealedCall.Of(world, centre, SealedCall.Noise(1));
        using var otto = await centre.SignIn("otto", Stop);
        var first = await Made(otto, recording, Draft());
        await using (var db = world.Server.Databases.CreateDbContext())
        using (await world.Server.Databases.WriteGate(Stop))
        {
            db.RecordingRules.Add(new RecordingRule { Service = centre.Sales, Centre = centre.Id, CopyDays = 400 });
            await db.SaveChangesAsync(Stop);
        }

        var second = await Made(otto, recording, Draft());

        var copies = (await otto.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{recording.Contact.Value}/recording-copies", Stop))!.ToDictionary(it => (Guid)it!["id"]!, it => (DateTimeOffset)it!["until"]!);
        Assert.Equal(recording.Until, copies[first]);
        Assert.InRange(copies[second] - DateTimeOffset.UtcNow, TimeSpan.FromDays(399), TimeSpan.FromDays(401));
    }

    private static object Draft(bool caller = true, (double From, double To)? bleeps = null, string reason = Why) => new
    {
        reason, disguisesCaller = caller, disguisesStaff = false, bleeps = bleeps is { } it ? new object[] { new { from = it.From, to = it.To } } : [],
    };

    /// <summary>A copy that has been made.</summary>
    private static async Task<Guid> Made(HttpClient who, RecordingRow recording, object? draft = null)
    {
        var (status, made) = await Post(who, $"recordings/{recording.Id.Value}/copies", draft ?? Draft(bleeps: (2, 3)));
        Assert.Equal(HttpStatusCode.Accepted, status);
        var id = (Guid)made["id"]!;
        var state = "Waiting";
        for (var end = DateTime.UtcNow.AddMinutes(1); DateTime.UtcNow < end && state == "Waiting"; await Task.Delay(20, Stop))
        {
            var all = (await who.GetFromJsonAsync<JsonArray>($"/api/v1/contacts/{recording.Contact.Value}/recording-copies", Stop))!;
            state = (string)all.Single(it => (Guid)it!["id"]! == id)!["state"]!;
        }

        Assert.Equal("Kept", state);
        return id;
    }

    private async Task Change(RecordingId recording, int seconds)
    {
        await using var db = world.Server.Databases.CreateDbContext();
        using var gate = await world.Server.Databases.WriteGate(Stop);
        var over = DateTimeOffset.UtcNow.AddSeconds(seconds);
        await db.RecordingCopies.Where(it => it.Recording == recording).ExecuteUpdateAsync(it => it.SetProperty(one => one.Until, over), Stop);
    }

    private IEnumerable<Guid> Files(TestCentre centre) =>
        Directory.GetFiles(Path.Combine(world.Server.Folder, "recordings", centre.Id.Value.ToString("N"))).Select(it => Guid.Parse(Path.GetFileName(it))).Order();

    private static async Task<HttpStatusCode> Status(HttpClient who, string address)
    {
        using var answer = await who.GetAsync(Address(address), Stop);
        return answer.StatusCode;
    }

    private static Uri Address(string address) => new($"/api/v1/{address}", UriKind.Relative);

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Post(HttpClient who, string address, object body)
    {
        using var answer = await who.PostAsJsonAsync(Address(address), body, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }
}
