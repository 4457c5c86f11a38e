using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;

namespace Isberg.Channels.Voice;

/// <summary>Whoever makes a flow sees how a sentence would be understood, and whether callers are heard at all.</summary>
public sealed class SpeechTests(OneServer world) : IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hej, jag ringer om mitt bygglov", "1", "Surely")]
    [InlineData("garaget och tunnan", "2", "Probably")]
    [InlineData("zebror", "1", "No")]
    [InlineData("…", null, "No")]
    public async Task A_sentence_is_tried_on_what_is_being_written(string sentence, string? key, string how)
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);

        var (status, tried) = await Try(otto, Keys(), sentence);
        Assert.True(how == (string?)tried["how"], tried.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, status);
        if (how != "No" || key is null) Assert.Equal(key, (string?)tried["key"]);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_choose_between_or_too_much_nothing_is_tried()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);

        var (few, refused) = await Try(otto, [Keys()[0]!.DeepClone()], "bygglov");
        Assert.Equal((HttpStatusCode.Conflict, "speech.choices.few"), (few, (string?)refused["code"]));
        var many = Keys();
        many[0]!["examples"] = new JsonArray([.. Enumerable.Range(0, 51).Select(it => (JsonNode)$"mening {it}")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await Try(otto, many, "bygglov")).Status);
        var nothing = Keys();
        nothing[0]!["examples"] = new JsonArray((JsonNode?)null);
        Assert.Equal(HttpStatusCode.BadRequest, (await Try(otto, nothing, "bygglov")).Status);
    }

    [Fact]
    public async Task Without_a_program_nobody_is_heard()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);

        Assert.Equal("""{"languages":[]}""", (await otto.GetFromJsonAsync<JsonObject>("/api/v1/speech", Stop))!.ToJsonString());
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> Try(HttpClient client, JsonArray keys, string sentence)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/speech/trials", new JsonObject { ["keys"] = keys, ["sentence"] = sentence }, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!);
    }

    private static JsonArray Keys() =>
    [
        new JsonObject { ["key"] = "1", ["label"] = "Bygglov", ["examples"] = new JsonArray("jag vill bygga ett garage", "hur går det med mitt bygglov", "får jag bygga en altan") },
        new JsonObject { ["key"] = "2", ["label"] = "Sopor", ["examples"] = new JsonArray("ni har inte hämtat soporna", "när töms soptunnan", "jag vill ha en ny soptunna") },
    ];
}
