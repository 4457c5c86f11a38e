using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;

namespace Isberg.Channels.Voice;

/// <summary>Administrators draft flows, have them checked, publish them and go back.</summary>
public sealed class FlowTests(OneServer world) : IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flow_is_drafted_with_mistakes_mended_and_published()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var flow = Flow(centre);
        flow["steps"]![1]!["keys"]![0]!["next"] = "nowhere";

        var (status, made) = await Send(otto, HttpMethod.Post, "/api/v1/flows", Draft(flow));
        Assert.Equal((HttpStatusCode.Created, """[{"step":"menu","field":"keys.0.next","code":"unknown"},{"step":"q1","field":"id","code":"unreached"}]"""), (status, made["mistakes"]!.ToJsonString()));
        var address = $"/api/v1/flows/{made["id"]}";
        var (no, refused) = await Send(otto, HttpMethod.Post, $"{address}/publish", new JsonObject());
        Assert.Equal("flow.mistaken", (string?)refused["code"]);

        var (changed, mended) = await Send(otto, HttpMethod.Put, address, Draft(Flow(centre)), (string?)made["version"]);
        Assert.Equal((HttpStatusCode.OK, "[]", true), (changed, mended["mistakes"]!.ToJsonString(), (bool)mended["hasDraftChanges"]!));
        var (yes, published) = await Send(otto, HttpMethod.Post, $"{address}/publish", new JsonObject { ["comment"] = "Första" });
        Assert.Equal((HttpStatusCode.OK, 1, "Första", false), (yes, (int)published["published"]!["number"]!, (string?)published["published"]!["comment"], (bool)published["hasDraftChanges"]!));
        Assert.Equal("Hej!", (string?)(await otto.GetFromJsonAsync<JsonNode>($"{address}/versions/1", Stop))!["steps"]![0]!["text"]!["sv"]);
        Assert.Equal(1, (int)(await otto.GetFromJsonAsync<JsonArray>("/api/v1/flows", Stop))!.Single()!["published"]!["number"]!);
        Assert.NotEqual(HttpStatusCode.OK, no);
    }

    [Fact]
    public async Task Going_back_lets_new_calls_into_an_older_version_and_leaves_the_draft_alone()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var (_, made) = await Send(otto, HttpMethod.Post, "/api/v1/flows", Draft(Flow(centre)));
        var address = $"/api/v1/flows/{made["id"]}";
        var (_, first) = await Send(otto, HttpMethod.Post, $"{address}/publish", new JsonObject());
        var other = Flow(centre);
        other["steps"]![0]!["text"]!["sv"] = "Hej igen!";
        await Send(otto, HttpMethod.Put, address, Draft(other), (string?)first["version"]);
        var (_, second) = await Send(otto, HttpMethod.Post, $"{address}/publish", new JsonObject());
        Assert.Equal(2, (int)second["published"]!["number"]!);

        var (_, back) = await Send(otto, HttpMethod.Post, $"{address}/publish/1", new JsonObject());

        Assert.Equal((1, true, "Hej igen!"), ((int)back["published"]!["number"]!, (bool)back["hasDraftChanges"]!, (string?)back["definition"]!["steps"]![0]!["text"]!["sv"]));
        Assert.Equal([2, 1], back["versions"]!.AsArray().Select(it => (int)it!["number"]!));
        Assert.Equal("flow.version.unknown", (string?)(await Send(otto, HttpMethod.Post, $"{address}/publish/9", new JsonObject())).Body["code"]);
    }

    [Fact]
    public async Task A_number_leads_to_a_published_flow_which_then_stays_in_use()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var (_, made) = await Send(otto, HttpMethod.Post, "/api/v1/flows", Draft(Flow(centre)));
        var number = new JsonObject
        {
            ["name"] = "Växeln", ["dialled"] = "+46846511001", ["service"] = centre.Sales.Value.ToString(), ["language"] = "sv", ["flow"] = (string?)made["id"],
        };
        Assert.NotNull((await Send(otto, HttpMethod.Post, "/api/v1/numbers", number)).Body["errors"]!["flow"]);

        var (_, published) = await Send(otto, HttpMethod.Post, $"/api/v1/flows/{made["id"]}/publish", new JsonObject());
        var (status, kept) = await Send(otto, HttpMethod.Post, "/api/v1/numbers", number);
        Assert.Equal((HttpStatusCode.Created, (string?)made["id"]), (status, (string?)kept["flow"]));
        var archived = Draft(Flow(centre));
        archived["isArchived"] = true;
        Assert.Equal("flow.used", (string?)(await Send(otto, HttpMethod.Put, $"/api/v1/flows/{made["id"]}", archived, (string?)published["version"])).Body["code"]);
    }

    [Fact]
    public async Task A_draft_that_is_no_flow_is_not_kept()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var (twice, nothing, long_) = (Flow(centre), Flow(centre), Flow(centre));
        twice["steps"]![1]!["id"] = "hello";
        nothing["steps"]![1] = null;
        long_["steps"]![0]!["text"]!["sv"] = new string('a', 1_001);

        foreach (var flow in new[] { twice, nothing, long_ })
            Assert.Equal("flow.invalid", (string?)(await Send(otto, HttpMethod.Post, "/api/v1/flows", Draft(flow))).Body["code"]);
        Assert.Equal("flow.unknown", (string?)(await Send(otto, HttpMethod.Post, $"/api/v1/flows/{Guid.NewGuid()}/publish", new JsonObject())).Body["code"]);
    }

    [Fact]
    public async Task A_flow_that_nobody_has_called_has_no_benefit_yet()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var (_, made) = await Send(otto, HttpMethod.Post, "/api/v1/flows", Draft(Flow(centre)));

        var benefit = (await otto.GetFromJsonAsync<JsonObject>($"/api/v1/flows/{made["id"]}/benefit?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z", Stop))!;

        Assert.Equal("""{"entered":0,"finished":0,"toQueue":0,"abandoned":0,"toPerson":0,"minutesSaved":null,"steps":[]}""", benefit.ToJsonString());
        using var backwards = await otto.GetAsync(new Uri($"/api/v1/flows/{made["id"]}/benefit?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, backwards.StatusCode);
    }

    private static JsonObject Draft(JsonObject flow) => new() { ["name"] = "Växeln", ["definition"] = flow };

    private static JsonObject Flow(TestCentre centre) => JsonNode.Parse($$"""
        {"language": "sv", "person": "{{centre.Sales.Value}}", "start": "hello", "steps": [
          {"id": "hello", "kind": "say", "text": {"sv": "Hej!"}, "next": "menu", "x": 10.5, "y": 0},
          {"id": "menu", "kind": "menu", "text": {"sv": "Tryck 1."}, "keys": [{"key": "1", "label": "Köp", "next": "q1"}, {"key": "2", "label": "Inget", "next": "bye"}] },
          {"id": "q1", "kind": "queue", "service": "{{centre.Sales.Value}}"},
          {"id": "bye", "kind": "hangUp", "text": {"sv": "Hej då!"} } ] }
        """)!.AsObject();

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Send(HttpClient who, HttpMethod method, string address, JsonObject body, string? version = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        Assert.True(request.Headers.TryAddWithoutValidation(version is null ? "Idempotency-Key" : "If-Match", version ?? Guid.NewGuid().ToString()));
        using var answer = await who.SendAsync(request, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }
}
