using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;

namespace Isberg.Services;

/// <summary>Administrators write the texts that agents put into their answers.</summary>
public sealed class TemplateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_template_is_written_changed_and_taken_out_of_use_and_agents_read_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var (_, made) = await Keep(otto, HttpMethod.Post, "/api/v1/templates", Draft("Tack", "Hej {customer}! Ditt ärende är {reference}.", centre.Sales), ("Idempotency-Key", "one"));
        var (again, same) = await Keep(otto, HttpMethod.Post, "/api/v1/templates", Draft("Tack", "Hej", centre.Sales), ("Idempotency-Key", "one"));
        Assert.Equal((HttpStatusCode.Created, made["id"]!.GetValue<Guid>()), (again, same["id"]!.GetValue<Guid>()));

        using var maya = await centre.SignIn("maya", Stop);
        var seen = Assert.Single((await maya.GetFromJsonAsync<JsonArray>("/api/v1/templates", Stop))!)!;
        Assert.Equal("Hej {customer}! Ditt ärende är {reference}.", seen["text"]!["sv"]!.GetValue<string>());
        Assert.Equal(centre.Sales.Value, Assert.Single(seen["services"]!.AsArray())!.GetValue<Guid>());

        var address = $"/api/v1/templates/{made["id"]}";
        var (status, archived) = await Keep(otto, HttpMethod.Put, address, Draft("Tack", "Hej {agent}", archived: true), ("If-Match", made["version"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.OK, true), (status, archived["isArchived"]!.GetValue<bool>()));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(otto, HttpMethod.Put, address, Draft("Tack", "Hej"), ("If-Match", made["version"]!.GetValue<string>()))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Keep(maya, HttpMethod.Put, address, Draft("Tack", "Hej"), ("If-Match", "*"))).Status);
    }

    [Theory]
    [InlineData("Hej {namn}!", "text.sv", "{namn}")]
    [InlineData("Hej {Reference} {}", "text.sv", "{Reference}")]
    [InlineData("Hej {customer} och {customer name}", "text.sv", "{customer name}")]
    [InlineData(" ", "text", "Fill in")]
    public async Task A_template_that_nobody_can_fill_in_is_refused_where_it_is_wrong(string text, string field, string said)
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var (status, body) = await Keep(otto, HttpMethod.Post, "/api/v1/templates", Draft("Tack", text), ("Idempotency-Key", "one"));

        Assert.Equal((HttpStatusCode.BadRequest, "template.invalid"), (status, body["code"]!.GetValue<string>()));
        Assert.Contains(said, body["errors"]![field]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static JsonObject Draft(string name, string text, ServiceId? service = null, bool archived = false) => new()
    {
        ["name"] = name, ["text"] = new JsonObject { ["sv"] = text }, ["services"] = service is { } id ? new JsonArray(id.Value) : new JsonArray(), ["isArchived"] = archived,
    };

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Keep(HttpClient who, HttpMethod method, string address, JsonObject draft, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(draft) };
        Assert.True(request.Headers.TryAddWithoutValidation(header.Name, header.Value));
        using var answer = await who.SendAsync(request, Stop);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!);
    }
}
