using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isberg.People;

/// <summary>Who is away, why, and when he is back: said by himself or by whoever may, seen wherever he is looked for.</summary>
public sealed class AbsenceTests(OneServer one) : IClassFixture<OneServer>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_says_that_he_is_away_is_shown_with_his_return_until_he_takes_it_back()
    {
        var (centre, _) = await one.NewCentre();
        using var noor = await centre.SignIn("noor", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        var (status, said) = await Say(noor, centre.Noor, Now.AddHours(-1), Now.AddHours(2), "Fråga Maya");
        Assert.Equal(HttpStatusCode.Created, status);

        var shown = (await Noor(maya))!["absence"]!;
        Assert.Equal(("Fråga Maya", Now.AddHours(2)), ((string)shown["note"]!, (DateTimeOffset)shown["until"]!));
        Assert.Single((await maya.GetFromJsonAsync<JsonArray>($"/api/v1/people/{centre.Noor.Value}/absences", Stop))!);

        using var others = await maya.DeleteAsync($"/api/v1/absences/{(string)said!["id"]!}", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        using var own = await noor.DeleteAsync($"/api/v1/absences/{(string)said["id"]!}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Null((await Noor(maya))!["absence"]);
    }

    [Fact]
    public async Task Only_whoever_may_says_it_of_a_colleague()
    {
        var (centre, _) = await one.NewCentre();
        using var maya = await centre.SignIn("maya", Stop);
        using var otto = await centre.SignIn("otto", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, (await Say(maya, centre.Noor, Now, Now.AddHours(2))).Status);
        Assert.Equal(HttpStatusCode.Created, (await Say(otto, centre.Noor, Now, Now.AddHours(2))).Status);
    }

    [Fact]
    public async Task The_one_that_holds_now_is_shown_before_one_that_comes_and_those_far_ahead_are_not()
    {
        var (centre, _) = await one.NewCentre();
        using var noor = await centre.SignIn("noor", Stop);
        using var maya = await centre.SignIn("maya", Stop);
        await Say(noor, centre.Noor, Now.AddDays(3), Now.AddDays(4));
        Assert.Null((await Noor(maya))!["absence"]);
        await Say(noor, centre.Noor, Now.AddHours(2), Now.AddHours(3), "Senare");
        Assert.Equal("Senare", (string)(await Noor(maya))!["absence"]!["note"]!);
        await Say(noor, centre.Noor, Now.AddHours(-1), Now.AddHours(1), "Nu");
        Assert.Equal("Nu", (string)(await Noor(maya))!["absence"]!["note"]!);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        Assert.Equal("absence.invalid", await Code(otto, centre.Noor, Now.AddHours(2), Now.AddHours(1)));
        Assert.Equal("absence.invalid", await Code(otto, centre.Noor, Now.AddHours(-2), Now.AddHours(-1)));
        Assert.Equal("absence.invalid", await Code(otto, centre.Noor, Now, Now.AddDays(500)));
        Assert.Equal("person.unknown", await Code(otto, new PersonId(Guid.NewGuid()), Now, Now.AddHours(1)));
    }

    [Fact]
    public async Task What_is_over_since_yesterday_is_forgotten()
    {
        var (centre, _) = await one.NewCentre();
        await using (var db = one.Server.Databases.CreateDbContext())
        using (await one.Server.Databases.WriteGate(Stop))
        {
            db.AddRange(Row(centre, Now.AddHours(-30)), Row(centre, Now.AddHours(-1)));
            await db.SaveChangesAsync(Stop);
        }

        await one.Server.Services.GetServices<IHostedService>().OfType<PastAbsences>().Single().Forget(Stop);

        await using var left = one.Server.Databases.CreateDbContext();
        Assert.Equal(Now.AddHours(-1), Assert.Single(left.Absences.Where(it => it.Centre == centre.Id)).Until);
    }

    private static Absence Row(TestCentre centre, DateTimeOffset until) =>
        new() { Id = new AbsenceId(Guid.NewGuid()), Centre = centre.Id, Person = centre.Noor, From = until.AddHours(-1), Until = until };

    private static async Task<(HttpStatusCode Status, JsonObject? Body)> Say(HttpClient desk, PersonId person, DateTimeOffset from, DateTimeOffset until, string? note = null)
    {
        using var answer = await desk.PostAsJsonAsync("/api/v1/absences", new { person = person.Value, note, from, until }, Stop);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonObject>(Stop));
    }

    private static async Task<string> Code(HttpClient desk, PersonId person, DateTimeOffset from, DateTimeOffset until) => (string)(await Say(desk, person, from, until)).Body!["code"]!;

    private static async Task<JsonNode?> Noor(HttpClient desk) =>
        (await desk.GetFromJsonAsync<JsonObject>("/api/v1/desk/directory?search=noor", Stop))!["people"]!.AsArray().Single();
}
