using System.Net;
using Isberg.Channels.Voice.Flows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isberg.Channels.Voice;

/// <summary>What another system answers is taken when it is what was asked for; whatever else it does, the caller goes on.</summary>
public sealed class LookUpTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Typed = new(StringComparer.Ordinal) { ["case"] = "47/11", ["up"] = ".." };

    private WebApplication system = null!;
    private string address = "";
    private string? sent;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        system = builder.Build();
        system.Run(Answer);
        await system.StartAsync(TestContext.Current.CancellationToken);
        address = system.Urls.Single();
    }

    private async Task Answer(HttpContext context)
    {
        sent = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var first = context.Request.Path.Value!.Split('/')[1];
        if (first == "hangs") await Task.Delay(Timeout.Infinite, context.RequestAborted);
        context.Response.StatusCode = first == "missing" ? 404 : first == "moved" ? 302 : 200;
        if (first == "moved") context.Response.Headers.Location = $"{address}/cases/1";
        if (first == "private") context.Response.StatusCode = context.Request.Headers.Authorization == "Bearer s3cret" ? 200 : 401;
        await context.Response.WriteAsync(first switch
        {
            "huge" => $$"""{"status": "{{new string('a', LookUp.MostBytes)}}"}""",
            "list" => """["status"]""",
            "text" => "klart",
            _ => """{"status": " beviljat ", "days": 12, "isOpen": true, "more": {"a": 1}, "bad name": "x", "none": null}""",
        });
    }

    [Fact]
    public async Task Plain_fields_are_known_by_name_and_what_was_typed_cannot_change_the_way()
    {
        var found = (await Ask("/cases/{case}"))!;

        Assert.Equal(["days 12", "isOpen true", "status beviljat"], found.Select(it => $"{it.Key} {it.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("/cases/47%2F11", sent);
    }

    [Theory]
    [InlineData("/missing/{case}")]
    [InlineData("/moved/{case}")]
    [InlineData("/huge/{case}")]
    [InlineData("/list/{case}")]
    [InlineData("/text/{case}")]
    [InlineData("/private/{case}")]
    [InlineData("/cases/{up}/secret")]
    [InlineData("/cases/{unknown}")]
    public async Task Anything_else_is_no_answer(string path) => Assert.Null(await Ask(path));

    [Fact]
    public async Task A_system_that_hangs_is_left_when_its_time_is_over()
    {
        Assert.Null(await Ask("/hangs/{case}", TimeSpan.FromMilliseconds(300)).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_place_that_nobody_has_allowed_is_not_asked()
    {
        using var look = new LookUp(Allowed("https://elsewhere.example.org"), NullLogger<LookUp>.Instance);

        Assert.Null(await look.Run($"{address}/cases/{{case}}", Typed, TimeSpan.FromSeconds(60)));
        Assert.Null(sent);
    }

    [Fact]
    public async Task The_key_of_a_place_is_read_from_its_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "Bearer s3cret\n", TestContext.Current.CancellationToken);
            using var look = new LookUp(Allowed(address, file), NullLogger<LookUp>.Instance);
            Assert.NotNull(await look.Run($"{address}/private/{{case}}", Typed, TimeSpan.FromSeconds(60)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("239.1.2.3", false)]
    [InlineData("192.0.2.7", true)]
    [InlineData("2001:db8::1", true)]
    public void The_machines_own_neighbourhood_is_never_asked(string at, bool mayBeAsked) => Assert.Equal(mayBeAsked, LookUp.MayAsk(IPAddress.Parse(at)));

    public async ValueTask DisposeAsync() => await system.DisposeAsync();

    private async Task<IReadOnlyDictionary<string, string>?> Ask(string path, TimeSpan? limit = null)
    {
        using var look = new LookUp(Allowed(address), NullLogger<LookUp>.Instance);
        return await look.Run($"{address}{path}", Typed, limit ?? TimeSpan.FromSeconds(60));
    }

    private static LookUpOptions Allowed(string address, string? file = null) => LookUpOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection([new("Isberg:Voice:LookUps:0:Address", address), new("Isberg:Voice:LookUps:0:AuthorizationFile", file)]).Build());
}
