using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;

namespace Isberg.Reporting;

/// <summary>Figures over real HTTP, counted from what the real floor did.</summary>
public sealed class FigureEndpointsTests
{
    /// <summary>How fast it is, the benches measure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Today = DateTimeOffset.UtcNow.ToString("O");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contact_that_was_answered_stands_in_the_figures_by_itself_and_opens_to_itself()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);
        var contact = new ContactId(Guid.CreateVersion7());
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        await centre.Tell(new ContactArrived(contact, new(centre.Sales, Channel.Chat)), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, 1), Stop);
        var answered = Stopwatch.GetTimestamp();

        JsonElement figures;
        do figures = await otto.GetFromJsonAsync<JsonElement>(Path("figures", "by=service"), Stop);
        while (Total(figures, "answered") == 0 && Stopwatch.GetElapsedTime(answered) < Patience);
        var contacts = await otto.GetFromJsonAsync<JsonElement>(Path("figures/contacts", $"count=answered&service={centre.Sales.Value}"), Stop);

        Assert.Equal(1, Total(figures, "answered"));
        Assert.Equal("SL-4-short", figures.GetProperty("rule").GetProperty("variant").GetString());
        Assert.Equal(contact.Value, contacts.GetProperty("items")[0].GetProperty("contact").GetGuid());
        Assert.Equal(1, contacts.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Another_centre_sees_nothing_of_it_and_an_agent_no_figures_at_all()
    {
        await using var server = await TestServer.Start(Stop);
        var sund = await server.NewCentre(Stop);
        var sjo = await server.NewCentre(Stop, "sjo");
        await sund.Tell(new ContactArrived(new(Guid.CreateVersion7()), new(sund.Sales, Channel.Chat)), Stop);
        using var ottoOfSjo = await sjo.SignIn("otto", Stop);
        using var ottoOfSund = await sund.SignIn("otto", Stop);
        using var maya = await sund.SignIn("maya", Stop);

        JsonElement own;
        do own = await ottoOfSund.GetFromJsonAsync<JsonElement>(Path("figures", ""), Stop);
        while (Total(own, "offered") == 0);
        var other = await ottoOfSjo.GetFromJsonAsync<JsonElement>(Path("figures", ""), Stop);
        using var refused = await maya.GetAsync(Path("figures", ""), Stop);

        Assert.Equal(0, Total(other, "offered"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("figures", "by=colour", "figures.by.invalid")]
    [InlineData("figures", "variant=SL-9", "figures.variant.invalid")]
    [InlineData("figures.csv", "t=-1", "figures.target.invalid")]
    [InlineData("figures/contacts", "count=everything", "figures.count.invalid")]
    [InlineData("figures/contacts", "after=nonsense", "cursor.invalid")]
    public async Task A_question_that_makes_no_sense_is_answered_with_what_to_do(string path, string query, string code)
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var otto = await centre.SignIn("otto", Stop);

        using var answer = await otto.GetAsync(Path(path, query), Stop);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
    }

    private static string Path(string path, string query) =>
        $"/api/v1/{path}?from={Uri.EscapeDataString(DateTimeOffset.Parse(Today).AddHours(-2).ToString("O"))}&to={Uri.EscapeDataString(DateTimeOffset.Parse(Today).AddHours(2).ToString("O"))}&{query}";

    private static long Total(JsonElement figures, string count) =>
        figures.GetProperty("total").GetProperty("counts").GetProperty(count).GetInt64();
}
