using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>Whoever answers for many finds everybody and every service, as they stand now, and sees who waits.</summary>
public sealed class SwitchboardTests(OneServer one) : IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_found_by_name_role_and_service_and_stand_as_they_are()
    {
        var (centre, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        await centre.Ready(centre.Noor, Stop);
        one.Server.Services.GetRequiredService<PhoneStates>().Set(centre.Id, centre.Noor, PhoneState.Ready);

        var noor = Assert.Single(await People(maya, "noor"))!;
        Assert.Equal(("Noor", "Ready", true, false, "Ready"), ((string)noor["name"]!, (string)noor["presence"]!, (bool)noor["isFree"]!, (bool)noor["isInCall"]!, (string)noor["phone"]!));
        Assert.Equal(["Noor"], Names(await People(maya, "everything")));
        Assert.Equal(["Noor"], Names(await People(maya, "sales NOO")));
        Assert.Equal(["Noor", "Otto"], Names(await People(maya, "")));
        Assert.Empty(await People(maya, "otto sales"));
        Assert.Equal("SignedOut", (string)Assert.Single(await People(maya, "ott"))!["presence"]!);

        await centre.Tell(new ContactArrived(new ContactId(Guid.NewGuid()), new Need(centre.Sales, Channel.Voice)), Stop);
        noor = Assert.Single(await People(maya, "noor"))!;
        Assert.Equal((false, true), ((bool)noor["isFree"]!, (bool)noor["isInCall"]!));
    }

    [Fact]
    public async Task Services_are_found_by_name_with_the_length_of_their_queues()
    {
        var (centre, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        await centre.Tell(new ContactArrived(new ContactId(Guid.NewGuid()), new Need(centre.Sales, Channel.Voice)), Stop);

        var directory = (await maya.GetFromJsonAsync<JsonObject>("/api/v1/desk/directory?search=sal", Stop))!;
        var sales = Assert.Single(directory["services"]!.AsArray())!;
        Assert.Equal((centre.Sales.Value.ToString(), true, 1), ((string)sales["service"]!, (bool)sales["isOpen"]!, (int)sales["waiting"]!));
    }

    [Fact]
    public async Task Calls_that_wait_in_ones_services_are_seen_the_next_first_and_nobody_elses()
    {
        var (centre, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var (first, urgent) = (new ContactId(Guid.NewGuid()), new ContactId(Guid.NewGuid()));
        await centre.Tell(new ContactArrived(first, new Need(centre.Sales, Channel.Voice)), Stop);
        await centre.Tell(new ContactArrived(urgent, new Need(centre.Support, Channel.Voice), PriorityClass: 1), Stop);
        await centre.Tell(new ContactArrived(new ContactId(Guid.NewGuid()), new Need(centre.Sales, Channel.Chat)), Stop);

        var seen = (await maya.GetFromJsonAsync<JsonObject>("/api/v1/desk/waiting-calls", Stop))!;
        Assert.Equal(2, (int)seen["count"]!);
        Assert.Equal([urgent.Value.ToString(), first.Value.ToString()], seen["waiting"]!.AsArray().Select(it => (string)it!["contact"]!));
        Assert.Equal(0, (int)(await otto.GetFromJsonAsync<JsonObject>("/api/v1/desk/waiting-calls", Stop))!["count"]!);
    }

    private static async Task<JsonArray> People(HttpClient desk, string search) =>
        (await desk.GetFromJsonAsync<JsonObject>($"/api/v1/desk/directory?search={Uri.EscapeDataString(search)}", Stop))!["people"]!.AsArray();

    private static IEnumerable<string> Names(JsonArray people) => people.Select(it => (string)it!["name"]!);
}
