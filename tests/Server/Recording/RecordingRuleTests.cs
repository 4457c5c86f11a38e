using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Recording;

/// <summary>Recording cannot be switched on before it is lawful.</summary>
public sealed class RecordingRuleTests(OneServer world) : IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recording_is_off_until_all_that_makes_it_lawful_is_registered()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var address = $"/api/v1/services/{centre.Sales.Value}/recording";
        var none = (await otto.GetFromJsonAsync<JsonObject>(address, Stop))!;
        Assert.False((bool)none["isOn"]!);

        var (status, kept) = await Keep(otto, address, Draft(), (string)none["version"]!);
        Assert.Equal((HttpStatusCode.OK, true, "2026-01-15"), (status, (bool)kept["isOn"]!, (string)kept["agreedOn"]!));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(otto, address, Draft(), (string)none["version"]!)).Status);
        var off = Draft();
        (off["isOn"], off["agreedOn"]) = (false, null); // the agreement was given notice of
        Assert.Equal(HttpStatusCode.OK, (await Keep(otto, address, off, (string)kept["version"]!)).Status);
    }

    [Theory]
    [InlineData("basis", null)]
    [InlineData("purpose", " ")]
    [InlineData("agreedOn", null)]
    [InlineData("agreedOn", "2999-01-01")]
    [InlineData("agreement", "")]
    [InlineData("announcement", "{}")]
    [InlineData("announcement", """{"fi":"Puhelu nauhoitetaan."}""")]
    [InlineData("days", "0")]
    public async Task Recording_is_not_switched_on_without(string field, string? value)
    {
        var (centre, _) = await world.NewCentre();
        await using (var db = world.Server.Databases.CreateDbContext())
        using (await world.Server.Databases.WriteGate(Stop))
        {
            db.Numbers.Add(new Number { Id = new NumberId(Guid.NewGuid()), Centre = centre.Id, Name = "Växeln", Dialled = $"{Random.Shared.NextInt64(100_000_000, 999_999_999)}", Service = centre.Sales, Language = new Language("sv") });
            await db.SaveChangesAsync(Stop);
        }

        using var otto = await centre.SignIn("otto", Stop);
        var draft = Draft();
        draft[field] = field is "announcement" or "days" ? JsonNode.Parse(value!) : value;

        var (status, body) = await Keep(otto, $"/api/v1/services/{centre.Sales.Value}/recording", draft, "*");

        Assert.Equal((HttpStatusCode.BadRequest, "recording.invalid"), (status, (string?)body["code"]));
        Assert.NotNull(body["errors"]![field]);
    }

    private static JsonObject Draft() => new()
    {
        ["isOn"] = true, ["basis"] = "PublicTask", ["purpose"] = "Bevisning enligt reglementet", ["agreedOn"] = "2026-01-15", ["agreement"] = "MBL-protokoll 12/2026",
        ["announcement"] = new JsonObject { ["sv"] = "Samtalet spelas in." }, ["days"] = 90,
    };

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Keep(HttpClient who, string address, JsonObject draft, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(draft) };
        Assert.True(request.Headers.TryAddWithoutValidation("If-Match", version));
        using var answer = await who.SendAsync(request, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }
}
