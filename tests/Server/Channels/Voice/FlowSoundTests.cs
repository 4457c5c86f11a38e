using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;

namespace Isberg.Channels.Voice;

/// <summary>What somebody has recorded himself is heard in a flow.</summary>
public sealed class FlowSoundTests(OneServer world) : IClassFixture<OneServer>
{
    private const int Head = 44;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_is_kept_as_the_telephone_plays_it_and_stands_for_the_text()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var flow = await NewFlow(otto, centre);
        var (status, uploaded) = await Upload(otto, flow, Wav(16_000, TimeSpan.FromSeconds(2)));
        Assert.Equal((HttpStatusCode.OK, 2.0), (status, (double)uploaded["seconds"]!));

        var heard = await otto.GetByteArrayAsync($"/api/v1/flows/{flow}/sounds/{uploaded["sound"]}", Stop);
        Assert.Equal((8_000, Head + (2 * 2 * 8_000)), (BinaryPrimitives.ReadInt32LittleEndian(heard.AsSpan(24)), heard.Length));

        var (saved, detail) = await Save(otto, flow, centre, (string)uploaded["sound"]!);
        Assert.Equal((HttpStatusCode.OK, 0), (saved, detail["mistakes"]!.AsArray().Count));
        using var published = await otto.PostAsJsonAsync($"/api/v1/flows/{flow}/publish", new { comment = "" }, Stop);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
    }

    [Fact]
    public async Task A_recording_of_another_flow_is_not_heard_in_this_one()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var (flow, other) = (await NewFlow(otto, centre), await NewFlow(otto, centre));
        var (_, uploaded) = await Upload(otto, other, Wav(8_000, TimeSpan.FromSeconds(1)));

        var (status, refused) = await Save(otto, flow, centre, (string)uploaded["sound"]!);
        Assert.Equal((false, "flow.sound.unknown"), (status == HttpStatusCode.OK, (string?)refused["code"]));
        using var listened = await otto.GetAsync($"/api/v1/flows/{flow}/sounds/{uploaded["sound"]}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, listened.StatusCode);
    }

    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "flow.sound.invalid", "RIFF of something else"u8.ToArray() },
        { "flow.sound.invalid", [] },
        { "flow.sound.invalid", Wav(8_000, TimeSpan.Zero) },
        { "flow.sound.too_long", Wav(8_000, TimeSpan.FromSeconds(61)) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_no_short_sound_is_refused(string code, byte[] file)
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var (status, refused) = await Upload(otto, await NewFlow(otto, centre), file);
        Assert.Equal((false, code), (status == HttpStatusCode.OK, (string?)refused["code"]));
    }

    [Fact]
    public async Task Who_may_not_change_flows_uploads_nothing()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, (await Upload(maya, await NewFlow(otto, centre), Wav(8_000, TimeSpan.FromSeconds(1)))).Status);
    }

    private static async Task<string> NewFlow(HttpClient who, TestCentre centre)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/flows") { Content = JsonContent.Create(Draft(centre, null)) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await who.SendAsync(request, Stop);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!["id"]!;
    }

    /// <summary>A goodbye without a text, and with a recording if there is one.</summary>
    private static JsonObject Draft(TestCentre centre, string? sound)
    {
        var step = new JsonObject { ["id"] = "bye", ["kind"] = "hangUp", ["x"] = 0, ["y"] = 0, ["text"] = new JsonObject() };
        if (sound is not null) step["sounds"] = new JsonObject { ["sv"] = sound };
        return new JsonObject
        {
            ["name"] = "Flow", ["definition"] = new JsonObject { ["language"] = "sv", ["person"] = centre.Sales.Value.ToString(), ["start"] = "bye", ["steps"] = new JsonArray(step) },
        };
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Save(HttpClient who, string flow, TestCentre centre, string sound)
    {
        var kept = (await who.GetFromJsonAsync<JsonObject>($"/api/v1/flows/{flow}", Stop))!;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/flows/{flow}") { Content = JsonContent.Create(Draft(centre, sound)) };
        Assert.True(request.Headers.TryAddWithoutValidation("If-Match", (string)kept["version"]!));
        using var answer = await who.SendAsync(request, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Upload(HttpClient who, string flow, byte[] file)
    {
        using var content = new ByteArrayContent(file) { Headers = { { "Content-Type", "application/octet-stream" } } };
        using var answer = await who.PostAsync($"/api/v1/flows/{flow}/sounds", content, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }

    /// <summary>A buzz.</summary>
    private static byte[] Wav(int rate, TimeSpan length)
    {
        var wav = new byte[Head + (int)(2 * rate * length.TotalSeconds)];
        "RIFF"u8.CopyTo(wav);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        (wav[16], wav[20], wav[22], wav[32], wav[34]) = (16, 1, 1, 2, 16);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), wav.Length - Head);
        for (var at = Head + 1; at < wav.Length; at += 2) wav[at] = (byte)(at % 40);
        return wav;
    }
}
