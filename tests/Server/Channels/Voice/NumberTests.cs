using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;

namespace Isberg.Channels.Voice;

/// <summary>Administrators say which service the calls to a number go to.</summary>
public sealed class NumberTests(OneServer world) : IClassFixture<OneServer>
{
    private static int last;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_is_set_up_changed_and_taken_out_of_use()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var digits = NewNumber();

        var (status, made) = await Keep(otto, HttpMethod.Post, "/api/v1/numbers", Draft(centre, $"00{digits[1..3]} {digits[3..6]}-{digits[6..]}"));
        Assert.Equal((HttpStatusCode.Created, digits), (status, (string?)made["dialled"]));

        var address = $"/api/v1/numbers/{made["id"]}";
        var changed = Draft(centre, digits);
        (changed["greeting"], changed["isArchived"]) = (new JsonObject { ["sv"] = " Hej hej ", ["fi"] = "  " }, true);
        var (second, archived) = await Keep(otto, HttpMethod.Put, address, changed, (string)made["version"]!);
        Assert.Equal((HttpStatusCode.OK, """{"sv":"Hej hej"}""", true), (second, archived["greeting"]!.ToJsonString(), (bool)archived["isArchived"]!));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Keep(otto, HttpMethod.Put, address, changed, (string)made["version"]!)).Status);
        Assert.Single((await otto.GetFromJsonAsync<JsonArray>("/api/v1/numbers", Stop))!);
    }

    [Fact]
    public async Task A_number_leads_to_one_service_in_the_whole_installation_until_it_is_out_of_use()
    {
        var ((first, _), (second, _)) = (await world.NewCentre(), await world.NewCentre());
        using var otto = await first.SignIn("otto", Stop);
        using var other = await second.SignIn("otto", Stop);
        var digits = NewNumber();
        var (_, made) = await Keep(otto, HttpMethod.Post, "/api/v1/numbers", Draft(first, digits));

        var (status, refused) = await Keep(other, HttpMethod.Post, "/api/v1/numbers", Draft(second, digits[1..])); // the same, as other operators tell it
        Assert.Equal((HttpStatusCode.BadRequest, "number.invalid"), (status, (string?)refused["code"]));
        Assert.NotNull(refused["errors"]!["dialled"]);

        var archived = Draft(first, digits);
        archived["isArchived"] = true;
        await Keep(otto, HttpMethod.Put, $"/api/v1/numbers/{made["id"]}", archived, (string)made["version"]!);
        Assert.Equal(HttpStatusCode.Created, (await Keep(other, HttpMethod.Post, "/api/v1/numbers", Draft(second, digits))).Status);
    }

    [Theory]
    [InlineData("dialled", "anna")]
    [InlineData("dialled", "1")]
    [InlineData("dialled", "123456789012345678901")]
    [InlineData("dialled", "+46 8 x")]
    [InlineData("language", "xx")]
    [InlineData("service", "00000000-0000-0000-0000-000000000001")]
    [InlineData("name", " ")]
    public async Task What_cannot_be_called_or_spoken_is_refused_where_it_is_wrong(string field, string value)
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = Draft(centre, NewNumber());
        draft[field] = value;

        var (status, body) = await Keep(otto, HttpMethod.Post, "/api/v1/numbers", draft);

        Assert.Equal((HttpStatusCode.BadRequest, "number.invalid"), (status, (string?)body["code"]));
        Assert.NotNull(body["errors"]![field]);
    }

    [Theory]
    [InlineData("otherKey", "7", false)]
    [InlineData("otherKey", "x", true)]
    [InlineData("otherService", "5", false)]
    public async Task Whoever_waits_can_choose_only_another_service_by_a_key_of_its_own(string field, string key, bool isOther)
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = Draft(centre, NewNumber());
        (draft["callbackKey"], draft["otherKey"], draft["otherService"]) = ("7", key, (isOther ? centre.Support : centre.Sales).Value.ToString());

        var (status, body) = await Keep(otto, HttpMethod.Post, "/api/v1/numbers", draft);
        Assert.Equal((HttpStatusCode.BadRequest, "number.invalid"), (status, (string?)body["code"]));
        Assert.NotNull(body["errors"]![field]);

        (draft["otherKey"], draft["otherService"]) = ("5", centre.Support.Value.ToString());
        var (second, made) = await Keep(otto, HttpMethod.Post, "/api/v1/numbers", draft);
        Assert.Equal((HttpStatusCode.Created, "5", (string?)draft["otherService"]), (second, (string?)made["otherKey"], (string?)made["otherService"]));
    }

    [Fact]
    public async Task Without_an_exchange_telephony_says_that_it_is_not_connected_and_what_would_be_said()
    {
        var (centre, _) = await world.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);

        var telephony = (await otto.GetFromJsonAsync<JsonObject>("/api/v1/numbers/telephony", Stop))!;

        Assert.False((bool)telephony["isSetUp"]!);
        Assert.Equal(["en", "fi", "sv"], telephony["usual"]!["greeting"]!.AsObject().Select(it => it.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>Numbers are one installation's, and the tests of this class share one.</summary>
    private static string NewNumber() => $"+46846500{Interlocked.Increment(ref last):000}";

    private static JsonObject Draft(TestCentre centre, string dialled) => new()
    {
        ["name"] = "Växeln", ["dialled"] = dialled, ["service"] = centre.Sales.Value.ToString(), ["language"] = "sv",
    };

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Keep(HttpClient who, HttpMethod method, string address, JsonObject draft, string? version = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(draft) };
        Assert.True(request.Headers.TryAddWithoutValidation(version is null ? "Idempotency-Key" : "If-Match", version ?? Guid.NewGuid().ToString()));
        using var answer = await who.SendAsync(request, Stop);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!);
    }
}
