using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

public sealed class ApiKeyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_may_what_it_was_made_for_and_nothing_else()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var made = await Make(otto, new { name = "Ekot, the case system", permissions = new[] { "people.read" } });
        using var system = With(server, made.GetProperty("secret").GetString()!);

        Assert.Equal(HttpStatusCode.OK, (await system.GetAsync("/api/v1/people", Stop)).StatusCode);
        using var denied = await system.GetAsync("/api/v1/accounts", Stop);
        await denied.Refused(HttpStatusCode.Forbidden, "permission.forbidden", Stop);

        var listed = await (await otto.GetAsync("/api/v1/api-keys", Stop)).Read(Stop);
        Assert.Equal("Ekot, the case system", listed[0].GetProperty("name").GetString());
        Assert.NotEqual(JsonValueKind.Null, listed[0].GetProperty("usedAt").ValueKind);
        Assert.StartsWith(listed[0].GetProperty("prefix").GetString()!, made.GetProperty("secret").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_or_expired_or_changed_key_opens_nothing()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.Start(Stop, clock: clock);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var revoked = await Make(otto, new { name = "one", permissions = new[] { "people.read" } });
        var expiring = await Make(otto, new { name = "two", permissions = new[] { "people.read" }, endsAt = clock.GetUtcNow().AddHours(1) });
        using var first = With(server, revoked.GetProperty("secret").GetString()!);
        using var second = With(server, expiring.GetProperty("secret").GetString()!);
        using var changed = With(server, expiring.GetProperty("secret").GetString()![..^1] + "_");
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/api/v1/people", Stop)).StatusCode);

        await (await otto.DeleteAsync($"/api/v1/api-keys/{revoked.GetProperty("key").GetProperty("id").GetString()}", Stop)).Read(Stop);
        clock.Advance(TimeSpan.FromHours(1));

        foreach (var client in new[] { first, second, changed })
        {
            using var answer = await client.GetAsync("/api/v1/people", Stop);
            await answer.Refused(HttpStatusCode.Unauthorized, "session.signed_out", Stop);
        }
    }

    [Fact]
    public async Task A_repeated_creating_call_makes_one_key_and_the_database_cannot_tell_it()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        otto.DefaultRequestHeaders.Add("Idempotency-Key", "the-first-key");

        var first = await Make(otto, new { name = "one", permissions = new[] { "people.read" } });
        var second = await Make(otto, new { name = "one", permissions = new[] { "people.read" } });

        Assert.Equal(first.GetProperty("secret").GetString(), second.GetProperty("secret").GetString());
        await using var db = server.Databases.CreateDbContext();
        var row = await db.ApiKeys.SingleAsync(Stop);
        Assert.Equal(32, row.Hash.Length);
        Assert.DoesNotContain(row.Prefix, await centre.Bodies(Stop));
    }

    [Theory]
    [InlineData("""{"name":"x","permissions":[]}""", "permission.invalid")]
    [InlineData("""{"name":"x","permissions":["everything"]}""", "permission.invalid")]
    [InlineData("""{"name":"x","permissions":["people.read"],"endsAt":"2020-01-01T00:00:00Z"}""", "api_key.end.invalid")]
    [InlineData("""{"name":"x","permissions":["people.read"],"commissioners":["11111111-1111-4111-8111-111111111111"]}""", "commissioner.invalid")]
    [InlineData("""{"name":"","permissions":["people.read"]}""", "request.invalid")]
    public async Task A_key_that_makes_no_sense_is_refused(string body, string code)
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var answer = await otto.PostAsync("/api/v1/api-keys", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);

        await answer.Refused(HttpStatusCode.BadRequest, code, Stop);
    }

    internal static HttpClient With(TestServer server, string key) =>
        new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    internal static async Task<JsonElement> Make(HttpClient administrator, object request) =>
        await (await administrator.PostAsJsonAsync("/api/v1/api-keys", request, Stop)).Read(Stop);
}
