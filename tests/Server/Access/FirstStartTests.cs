using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

public sealed partial class FirstStartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_chooses_his_password_by_the_newest_link_and_no_more_are_told()
    {
        await using var server = await TestServer.Start(Stop);
        var first = await Told(server);
        var second = await Told(server);
        using var client = server.NewClient();

        using var old = await client.PostAsJsonAsync("/api/v1/session/link", new { Secret = first, Password = TestCentre.Password }, Stop);
        using var chosen = await client.PostAsJsonAsync("/api/v1/session/link", new { Secret = second, Password = TestCentre.Password }, Stop);
        var session = await client.GetFromJsonAsync<SessionEndpoints.SessionView>("/api/v1/session", Stop);

        Assert.False(old.IsSuccessStatusCode);
        Assert.True(chosen.IsSuccessStatusCode);
        Assert.Contains(Permission.AccessWrite, session!.Permissions);
        Assert.Null(await Told(server));
    }

    [Fact]
    public async Task A_database_that_has_a_centre_is_left_alone()
    {
        await using var server = await TestServer.Start(Stop);
        await server.NewCentre(Stop);

        Assert.Null(await Told(server));

        await using var db = server.Databases.CreateDbContext();
        Assert.Equal("sund", (await db.Centres.SingleAsync(Stop)).Key);
    }

    /// <summary>The secret of the link that is told, if one is.</summary>
    private static async Task<string?> Told(TestServer server)
    {
        var told = new StringWriter();
        await FirstStart.Ensure(server.Services, server.Address.ToString(), told, Stop);
        var link = Link().Match(told.ToString());
        return link.Success ? link.Groups[1].Value : null;
    }

    [GeneratedRegex(@"/desk/link#([\w-]+)")]
    private static partial Regex Link();
}
