using System.Net;
using Isberg.Channels.Chat;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Peers;

public sealed class LostDatabaseTests
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_PostgreSQL_is_gone_callers_hear_it_at_once_and_when_it_is_back_everything_goes_on(bool isKilled)
    {
        await using var postgres = await PostgresServer.Start(Stop);
        await using var server = await TestServer.Start(Stop, await postgres.NewDatabase(Stop));
        var centre = await server.NewCentre(Stop);
        Assert.Null(await Arrive(centre));

        await (isKilled ? postgres.Kill(Stop) : postgres.Stop(Stop));
        Assert.Equal(Faults.Unavailable, await Arrive(centre));
        using var client = server.NewClient();
        using var answer = await client.PostAsync("/api/v1/session", JsonOf("""{"email":"maya@sund.example","password":"x"}"""), Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("storage.unavailable", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await server.Services.GetRequiredService<LostCitizens>().Look(Stop); // a job that throws would end the server

        await postgres.Restart(Stop);
        while (await Arrive(centre) is { } refusal)
        {
            Assert.Equal(Faults.Unavailable, refusal);
            await Task.Delay(BetweenTries, Stop);
        }

        Assert.Equal(2, await centre.Live.Inbox.Ask(it => it.Floor.Contacts().Count, Stop));
    }

    private static Task<Refusal?> Arrive(TestCentre centre) =>
        centre.Live.Inbox.Send(new ContactArrived(new ContactId(Guid.NewGuid()), new Need(centre.Sales, Channel.Chat)), Stop);

    private static StringContent JsonOf(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
