using System.Net;
using System.Net.Http.Json;
using Isberg.Access;
using Isberg.Channels.Chat;
using Isberg.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isberg.World;

public sealed class TestWorldTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_sees_who_he_is_and_nobody_sees_nothing()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);

        using var maya = await centre.SignIn("maya", Stop);
        var session = await maya.GetFromJsonAsync<SessionEndpoints.SessionView>("/api/v1/session", Stop);
        Assert.Equal("Maya", session!.Name);

        using var nobody = server.NewClient();
        using var answer = await nobody.GetAsync("/api/v1/session", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_restart_keeps_people_signed_in()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var maya = await centre.SignIn("maya", Stop);

        await server.Restart(Stop);

        var session = await maya.GetFromJsonAsync<SessionEndpoints.SessionView>("/api/v1/session", Stop);
        Assert.Equal("Maya", session!.Name);
    }

    [Fact]
    public async Task Nobody_is_looked_for_and_found_gone_because_a_test_takes_long()
    {
        await using var server = await TestServer.Start(Stop);

        Assert.DoesNotContain(server.Services.GetServices<IHostedService>(), it => it is OpenDesks or LostCitizens);
    }
}
