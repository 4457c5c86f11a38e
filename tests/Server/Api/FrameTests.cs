using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isberg.World;

namespace Isberg.Api;

/// <summary>What holds for every address of the API.</summary>
public sealed class FrameTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/v1/nothing", null, HttpStatusCode.NotFound, "address.unknown")]
    [InlineData("DELETE", "/api/v1/openapi.json", null, HttpStatusCode.MethodNotAllowed, "method.invalid")]
    [InlineData("GET", "/api/v1/session", null, HttpStatusCode.Unauthorized, "session.signed_out")]
    [InlineData("POST", "/api/v1/session", "{\"email\":\"maya@sund.example\"}", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("POST", "/api/v1/session", "{\"email\":null,\"password\":\"x\"}", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("POST", "/api/v1/session", "{\"email\":\"a\\u0000b\",\"password\":\"x\"}", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("POST", "/api/v1/session", "{\"email\":\"a\",\"email\":\"b\",\"password\":\"x\"}", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("POST", "/api/v1/session", "{{{", HttpStatusCode.BadRequest, "request.invalid")]
    [InlineData("POST", "/api/v1/session", "", HttpStatusCode.BadRequest, "request.invalid")]
    public async Task A_wrong_request_gets_a_code_and_a_sentence(string method, string address, string? body, HttpStatusCode status, string code)
    {
        await using var server = await TestServer.Start(Stop);
        using var client = server.NewClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await client.SendAsync(request, Stop);

        await Refused(answer, status, code);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_too_deep_or_too_long_is_refused()
    {
        await using var server = await TestServer.Start(Stop);
        using var client = server.NewClient();

        using var large = await client.PostAsync("/api/v1/session", Json($"{{\"email\":\"{new string('a', Limits.Body)}\",\"password\":\"x\"}}"), Stop);
        using var deep = await client.PostAsync("/api/v1/session", Json($"{{\"more\":{new string('[', 40)}{new string(']', 40)}}}"), Stop);
        using var longName = await client.PostAsync("/api/v1/session", Json($"{{\"email\":\"{new string('a', Limits.Email + 1)}\",\"password\":\"x\"}}"), Stop);
        using var form = await client.PostAsync("/api/v1/session", new StringContent("email=a", Encoding.UTF8, "application/x-www-form-urlencoded"), Stop);

        await Refused(large, HttpStatusCode.RequestEntityTooLarge, "request.too_large");
        await Refused(deep, HttpStatusCode.BadRequest, "request.invalid");
        await Refused(longName, HttpStatusCode.BadRequest, "request.invalid");
        await Refused(form, HttpStatusCode.UnsupportedMediaType, "request.unsupported");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://foreign.example")]
    [InlineData("Accept", "*/*")]
    public async Task Another_site_cannot_act_with_a_visitors_cookie(string header, string value)
    {
        await using var server = await TestServer.Start(Stop);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add(header, value);

        using var answer = await client.PostAsync("/api/v1/session", Json("""{"email":"maya@sund.example","password":"x"}"""), Stop);

        await Refused(answer, HttpStatusCode.Forbidden, "site.forbidden");
    }

    [Fact]
    public async Task Who_guesses_at_the_door_has_to_wait()
    {
        var most = new RateOptions().DoorPerMinute;
        await using var server = await TestServer.Start(Stop, change: it => it.Configuration["Isberg:Rates:DoorPerMinute"] = $"{most}");
        using var client = server.NewClient();

        for (var guess = 0; guess < most; guess++)
        {
            using var wrong = await client.PostAsJsonAsync("/api/v1/session", new { Email = "maya@sund.example", Password = $"guess {guess}" }, Stop);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, wrong.StatusCode);
        }

        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { Email = "maya@sund.example", Password = "one more" }, Stop);
        await Refused(answer, HttpStatusCode.TooManyRequests, "request.too_many");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_not_to_do()
    {
        await using var server = await TestServer.Start(Stop);
        using var client = server.NewClient();

        using var answer = await client.GetAsync("/api/v1/session", Stop);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task Refused(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.EndsWith(".", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Isberg.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
    }
}
