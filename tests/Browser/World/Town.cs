using Isberg.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Isberg.World.Town))]

namespace Isberg.World;

/// <summary>One server for all journeys that do not kill it. Each journey has a centre of its own, so that none disturbs another.</summary>
public sealed class Town : IAsyncLifetime
{
    private static readonly TimeSpan Unhurried = TimeSpan.FromMinutes(10);

    private TestServer? server;

    public async ValueTask InitializeAsync() =>
        server = await TestServer.Start(CancellationToken.None, change: it => it.Configuration["Isberg:Web"] = House.Web);

    /// <summary>By the name of localhost, which browsers trust as they trust https.</summary>
    public async Task<Site> NewCentre(string key, CancellationToken stop)
    {
        await Furnish(server!, await server!.NewCentre(stop, key), stop);
        return new Site($"http://localhost:{server.Address.Port}", key);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    /// <summary>The test world, in which everybody speaks all three languages, there is one reason, and nobody is hurried on a slow, busy machine.</summary>
    internal static async Task Furnish(TestServer server, TestCentre centre, CancellationToken stop)
    {
        await using var db = server.Databases.CreateDbContext();
        db.Reasons.Add(new Reason
        {
            Id = new ReasonId(Guid.NewGuid()), Centre = centre.Id, Name = Texts.Of(("sv", "Öppettider"), ("fi", "Aukioloajat"), ("en", "Opening hours")),
        });
        foreach (var person in await db.People.Where(it => it.Centre == centre.Id).ToListAsync(stop))
            person.Languages = [new Language("sv"), new Language("fi"), new Language("en")];
        foreach (var service in await db.Services.Where(it => it.Centre == centre.Id).ToListAsync(stop))
            service.Channels = [.. service.Channels.Select(it => it with { Rule = it.Rule with { OfferTimeout = Unhurried, WrapUpLimit = Unhurried } })];
        using (await server.Databases.WriteGate(stop)) await db.SaveChangesAsync(stop);
        await server.Services.GetRequiredService<TellFloor>().Run(centre.Id, stop);
    }
}
