using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isberg.Api;
using Isberg.People;
using Isberg.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Access;

/// <summary>Everybody tries everything that the API's document lists; and nothing of one centre is ever visible in another.</summary>
public sealed partial class RightsTests(RightsTests.World world) : IClassFixture<RightsTests.World>
{
    private const string SignedOut = "session.signed_out";
    private const string Forbidden = "permission.forbidden";

    /// <summary>What needs no sign-in: the door itself, and the citizens' side.</summary>
    private static readonly string[] Open = ["/api/v1/session", "/api/v1/public/", "/api/v1/health"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Roles => [.. Role.Permissions.Keys];

    [Fact]
    public async Task Every_address_declares_what_it_needs_and_only_the_door_and_the_citizens_side_are_open()
    {
        var server = world.Server;
        var silent = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(it => it.Metadata.GetMetadata<NeedsPermission>() is null && it.Metadata.GetMetadata<OpenToAll>() is null);
        Assert.Empty(silent.Select(it => it.DisplayName));

        var all = await Document(server);
        Assert.NotEmpty(all);
        Assert.All(all, it => Assert.True(it.Permission is "none" or "signed-in" || Permission.All.Contains(it.Permission, StringComparer.Ordinal), it.ToString()));
        Assert.All(all.Where(it => it.Permission == "none"), it => Assert.Contains(Open, prefix => it.Path.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_gets_past_the_door_without_signing_in()
    {
        var server = world.Server;
        using var nobody = server.NewClient();

        foreach (var endpoint in await Document(server))
        {
            var (status, code) = await endpoint.Try(nobody, Guid.NewGuid().ToString(), Stop);
            if (endpoint.Permission == "none") Assert.True(code is not (SignedOut or Forbidden), $"{endpoint}: {status} {code}");
            else Assert.True(status == 401 && code == SignedOut, $"{endpoint}: {status} {code}");
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_role_opens_what_its_permissions_say_and_nothing_else(string role)
    {
        var (server, centre) = (world.Server, world.Here);
        await Hire(server, centre, role);
        using var client = server.NewClient();
        await (await client.Enter($"{role}@sund.example", TestCentre.Password, Stop)).Read(Stop);

        foreach (var endpoint in Ordered(await Document(server)))
        {
            var (status, code) = await endpoint.Try(client, Guid.NewGuid().ToString(), Stop);
            var may = endpoint.Permission is "none" or "signed-in" || Role.Permissions[role].Contains(endpoint.Permission);
            Assert.True(may ? code is not (SignedOut or Forbidden) : status == 403 && code == Forbidden, $"{role}, {endpoint}: {status} {code}");
            Assert.True(status < 500 || code is not "server.failed", $"{role}, {endpoint}: {status} {code}");
        }
    }

    [Theory]
    [InlineData(Permission.BlockWrite)]
    [InlineData(Permission.AccessWrite)]
    public async Task A_key_opens_what_it_was_made_for_and_nothing_else(string permission)
    {
        var (server, centre) = (world.Server, world.Here);
        using var otto = await centre.SignIn("otto", Stop);
        var made = await ApiKeyTests.Make(otto, new { name = "one", permissions = new[] { permission } });
        using var system = ApiKeyTests.With(server, made.GetProperty("secret").GetString()!);

        foreach (var endpoint in Ordered(await Document(server)))
        {
            var (status, code) = await endpoint.Try(system, Guid.NewGuid().ToString(), Stop);
            var may = endpoint.Permission is "none" or "signed-in" || endpoint.Permission == permission;
            Assert.True(may ? code != SignedOut : status == 403 && code == Forbidden, $"{endpoint}: {status} {code}");
            Assert.True(status < 500 || code is not "server.failed", $"{endpoint}: {status} {code}");
        }
    }

    [Fact]
    public async Task Nothing_of_one_centre_is_ever_visible_in_the_other()
    {
        var (server, here, there) = (world.Server, world.Here, world.There);
        var reads = (await Document(server)).Where(it => it.Method == "GET" && it.Permission != "none" && !it.Path.EndsWith("/stream", StringComparison.Ordinal)
            && !it.Path.EndsWith("/pdf", StringComparison.Ordinal)).ToList(); // a drawing of what the list beside it tells, and nothing where that is empty
        using var foreign = await SignInWithAll(server, there);
        using var own = await SignInWithAll(server, here);

        var theirs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in reads.Where(it => it.Places == 0)) theirs.UnionWith(IdsIn(await Read(foreign, endpoint)));
        theirs.ExceptWith(SameEverywhere);
        Assert.Contains(there.Maya.Value.ToString(), theirs);
        Assert.Contains(there.Sales.Value.ToString(), theirs);
        Assert.True(theirs.Count > 15, $"only {theirs.Count} ids to look for");

        foreach (var endpoint in reads.Where(it => it.Places == 0))
        {
            var body = await Read(own, endpoint);
            Assert.True(!IdsIn(body).Overlaps(theirs) && !body.Contains("vik", StringComparison.Ordinal), $"{endpoint} shows {body}");
        }

        foreach (var endpoint in reads.Where(it => it.Places > 0))
        {
            foreach (var id in theirs)
            {
                using var answer = await own.GetAsync(endpoint.AddressWith(id), Stop);
                var body = await answer.Content.ReadAsStringAsync(Stop);
                Assert.False(body.Contains("vik", StringComparison.Ordinal) || IdsIn(body).Any(it => it != id && theirs.Contains(it)), $"{endpoint} shows {body}");
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest || AboutOneself.Contains(endpoint.Path), $"{endpoint} with {id}: {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Nothing_of_one_centre_is_ever_changed_from_the_other()
    {
        var (server, here, there) = (world.Server, world.Here, world.There);
        using var own = await SignInWithAll(server, here);
        var before = await there.Kinds(Stop);
        Guid[] theirs = [there.Maya.Value, there.Noor.Value, there.Sales.Value, there.Commissioner.Value, there.Id.Value];

        foreach (var endpoint in Ordered(await Document(server)).Where(it => it.Method != "GET" && it.Places > 0 && it.Permission is not ("none" or "signed-in")))
            foreach (var id in theirs) await endpoint.Try(own, id.ToString(), Stop);

        Assert.Equal(before, await there.Kinds(Stop));
    }

    /// <summary>Signing out comes last, because it ends the walk.</summary>
    private static IEnumerable<EveryEndpoint> Ordered(IEnumerable<EveryEndpoint> all) =>
        all.OrderBy(it => it is { Method: "DELETE", Path: "/api/v1/session" }).ThenBy(it => it.Path, StringComparer.Ordinal);

    /// <summary>Lists of one's own centre that take an id of whatever is there only to leave it out, or are empty for what is not there.</summary>
    private static readonly HashSet<string> AboutOneself = ["/api/v1/desk/contacts/{contact}/targets", "/api/v1/accounts/{person}/sessions"];

    /// <summary>Holidays and such are the same in every centre.</summary>
    private static readonly HashSet<string> SameEverywhere = [Guid.Empty.ToString()];

    private static async Task<string> Read(HttpClient client, EveryEndpoint endpoint)
    {
        using var answer = await client.GetAsync(Listed(endpoint), Stop);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{endpoint}: {body}");
        return body;
    }

    private static string Listed(EveryEndpoint endpoint) => endpoint.Path switch
    {
        "/api/v1/holidays" => $"{endpoint.Path}?year=2026",
        var path when path.StartsWith("/api/v1/figures", StringComparison.Ordinal) => $"{path}?from=2026-01-01&to=2026-01-31&count=offered",
        var path => path,
    };

    private static HashSet<string> IdsIn(string text) => Id().Matches(text).Select(it => it.Value).ToHashSet(StringComparer.Ordinal);

    private static async Task<List<EveryEndpoint>> Document(TestServer server)
    {
        using var client = server.NewClient();
        return [.. EveryEndpoint.Of(JsonElement.Parse(await client.GetStringAsync("/api/v1/openapi.json", Stop)))];
    }

    private static async Task<HttpClient> SignInWithAll(TestServer server, TestCentre centre)
    {
        var name = $"all-{Guid.NewGuid():N}";
        await Hire(server, centre, name, [.. Role.Permissions.Keys]);
        var client = server.NewClient();
        await (await client.Enter(EmailOf(centre, name), TestCentre.Password, Stop)).Read(Stop);
        return client;
    }

    private static string EmailOf(TestCentre centre, string name) => TestCentre.EmailOf(name, centre.Key);

    private static async Task Hire(TestServer server, TestCentre centre, string name, params string[] roles)
    {
        var id = new PersonId(Guid.NewGuid());
        await using var scope = server.Services.CreateAsyncScope();
        await using (var db = server.Databases.CreateDbContext())
        using (await server.Databases.WriteGate(Stop))
        {
            db.People.Add(new Person { Id = id, Centre = centre.Id, Name = name, Email = EmailOf(centre, name), Rule = new PersonRule { Id = id } });
            await db.SaveChangesAsync(Stop);
        }

        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account
        {
            Id = id.Value, Centre = centre.Id, Person = id, UserName = EmailOf(centre, name), Email = EmailOf(centre, name), Roles = roles.Length == 0 ? [name] : roles,
        };
        Assert.True((await accounts.CreateAsync(account, TestCentre.Password)).Succeeded);
    }

    /// <summary>One of each thing that can be made with few words, and a conversation.</summary>
    private static async Task Fill(TestServer server, TestCentre centre)
    {
        using var otto = await centre.SignIn("otto", Stop);
        var name = new { sv = "Bara i vik" };
        await (await otto.PostAsJsonAsync("/api/v1/skills", new { name }, Stop)).Read(Stop);
        await (await otto.PostAsJsonAsync("/api/v1/presence-reasons", new { name, isWork = true, place = 1 }, Stop)).Read(Stop);
        await (await otto.PostAsJsonAsync("/api/v1/reasons", new { name, place = 1 }, Stop)).Read(Stop);
        await ApiKeyTests.Make(otto, new { name = "Bara i vik", permissions = new[] { "people.read" } });
        using var citizen = server.NewClient();
        await (await citizen.PostAsJsonAsync($"/api/v1/public/{centre.Key}/services/sales/chat", new { name = "Vera i vik", message = "Hej från vik", language = "sv" }, Stop)).Read(Stop);
    }

    /// <summary>Two centres on one server, the second one with something of everything.</summary>
    public sealed class World : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;

        public TestCentre Here { get; private set; } = null!;

        public TestCentre There { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.Start(Stop);
            (Here, There) = (await Server.NewCentre(Stop), await Server.NewCentre(Stop, key: "vik"));
            await Fill(Server, There);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
