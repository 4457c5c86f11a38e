using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Portal;

/// <summary>Anna writes to the centre with a form, in a browser without JavaScript.</summary>
public sealed partial class FormTests(OneServer one) : IClassFixture<OneServer>, IAsyncLifetime
{
    private readonly TestServer server = one.Server;
    private TestCentre centre = null!;
    private string town = "";
    private HttpClient anna = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (centre, town) = await one.NewCentre();
        anna = server.NewClient();
        anna.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public ValueTask DisposeAsync()
    {
        anna.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_form_becomes_a_contact_and_the_answer_is_read_with_reference_and_code()
    {
        var receipt = await Send(("matter", "Bins"), ("message", "When are the <b>bins</b> emptied? 🗑️"), ("email", "anna@example.org"));

        Assert.Contains("Thank you, we have received your message", receipt, StringComparison.Ordinal);
        Assert.Contains("When are the &lt;b&gt;bins", receipt, StringComparison.Ordinal);
        Assert.Contains("When are the <b>bins</b> emptied? 🗑️", WebUtility.HtmlDecode(receipt), StringComparison.Ordinal);
        var (reference, code) = Receipt(receipt);

        var contact = await MayaTakesTheOnlyContact();
        var answer = await server.Services.GetRequiredService<WriteMessage>().Run(new(centre.Id, contact, Author.Staff, centre.Maya, "1", "On Mondays."), Stop);
        Assert.Null(answer.Refusal);

        var status = await anna.GetStringAsync($"/status?reference={reference.ToLowerInvariant()}&code={code.Replace("-", "", StringComparison.Ordinal)}", Stop);
        Assert.Contains("On Mondays.", status, StringComparison.Ordinal);
        Assert.Contains("Maya", status, StringComparison.Ordinal);
        Assert.Contains("Answered", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_is_inflected_in_Finnish_as_people_say_it()
    {
        var (reference, code) = Receipt(await Send(("matter", "Bins"), ("message", "When?")));

        var status = WebUtility.HtmlDecode(await anna.GetStringAsync($"/status?reference={reference}&code={code}&language=fi", Stop));

        Assert.Matches("lähetetty [a-z]+na [0-9]{1,2}\\. [a-zä]+kuuta klo [0-9]", status);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_contact()
    {
        var page = await anna.GetStringAsync($"/{town}/sales", Stop);
        for (var time = 0; time < 2; time++) await Post($"/{town}/sales", page, [("matter", "Bins"), ("message", "When?")]);

        Assert.Equal(1, await CountContacts());
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_words_at_the_field_and_what_was_written_stays()
    {
        var page = await Send(("matter", ""), ("message", "My \"long\" story"), ("email", "nobody"), ("phone", "abc"));

        Assert.Contains("<title>Error: sales", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#field-matter\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"error-email\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"error-phone\"", page, StringComparison.Ordinal);
        Assert.Contains("My &quot;long&quot; story", page, StringComparison.Ordinal);
        Assert.Equal(0, await CountContacts());
    }

    [Fact]
    public async Task A_robot_that_fills_in_the_hidden_field_is_not_taken_in()
    {
        await Send(("matter", "Buy"), ("message", "Cheap"), ("website", "https://spam.example"));
        Assert.Equal(0, await CountContacts());
    }

    [Fact]
    public async Task A_form_without_the_page_that_it_stands_on_is_refused()
    {
        using var content = new MultipartFormDataContent { { new StringContent("x"), "matter" }, { new StringContent("x"), "message" } };
        using var answer = await anna.PostAsync($"/{town}/sales", content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await CountContacts());
    }

    [Fact]
    public async Task A_services_own_questions_are_asked_checked_and_sent_on()
    {
        await using (var db = server.Databases.CreateDbContext())
        {
            (await db.Services.SingleAsync(it => it.Id == centre.Sales, Stop)).Form = new FormSetup
            {
                Fields =
                [
                    new("street", FormFieldKind.Line, Texts.Of(("en", "Street")), IsRequired: true),
                    new("bin", FormFieldKind.Choice, Texts.Of(("en", "Which bin?")), Options: [Texts.Of(("en", "Green")), Texts.Of(("en", "Brown"))]),
                ],
            };
            await db.SaveChangesAsync(Stop);
        }

        Assert.Contains("id=\"error-street\"", await Send(("matter", "Bins"), ("message", "Full"), ("own-bin", "7")), StringComparison.Ordinal);
        await Send(("matter", "Bins"), ("message", "Full"), ("own-street", "Storgatan 1"), ("own-bin", "1"));

        await using var after = server.Databases.CreateDbContext();
        Assert.Equal("Street: Storgatan 1\nWhich bin?: Brown\n\nFull", (await after.Messages.SingleAsync(it => it.Centre == centre.Id, Stop)).Text);
    }

    [Fact]
    public async Task A_wrong_code_shows_nothing()
    {
        var (reference, _) = Receipt(await Send(("matter", "Secret"), ("message", "Nobody else may read this")));

        using var answer = await anna.GetAsync($"/status?reference={reference}&code=AAAA-AAAA-AAAA-AAAA", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Nobody else", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/{town}")]
    [InlineData("/{town}/sales")]
    [InlineData("/status")]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/{town}/no-such-service", HttpStatusCode.NotFound)]
    [InlineData("/a/b/c", HttpStatusCode.NotFound)]
    public async Task Every_page_speaks_three_languages(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        foreach (var language in TextFiles.Languages)
        {
            using var answer = await anna.GetAsync($"{path.Replace("{town}", town, StringComparison.Ordinal)}?language={language}", Stop);
            var page = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
            Assert.Contains("</html>", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_of_the_API_that_is_not_there_is_no_page()
    {
        using var answer = await anna.GetAsync("/api/v1/nothing", Stop);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    private async Task<string> Send(params (string Name, string Value)[] fields) => await Post($"/{town}/sales", await anna.GetStringAsync($"/{town}/sales", Stop), fields);

    private async Task<string> Post(string path, string page, (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var hidden in Hidden().Matches(page).Cast<Match>()) content.Add(new StringContent(hidden.Groups[2].Value), hidden.Groups[1].Value);
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        using var answer = await anna.PostAsync(path, content, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static (string Reference, string Code) Receipt(string page)
    {
        var values = Value().Matches(page).Select(it => it.Groups[1].Value).ToList();
        return (values[0], values[1]);
    }

    private async Task<ContactId> MayaTakesTheOnlyContact()
    {
        await centre.Tell(new PersonChanged(new PersonRule
        {
            Id = centre.Maya, Services = [new Assignment(centre.Sales)], Languages = [new Language("en")],
        }), Stop);
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        var offered = await centre.Live.Inbox.Ask(state => state.Floor.Contacts().Single(), Stop);
        await centre.Tell(new OfferAccepted(offered.Contact, centre.Maya, offered.Offer), Stop);
        return offered.Contact;
    }

    private async Task<int> CountContacts()
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Contacts.CountAsync(it => it.Centre == centre.Id, Stop);
    }

    [GeneratedRegex("""<input[^>]*?name="(key|__RequestVerificationToken)"[^>]*?value="([^"]*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("<dd>([^<]+)</dd>")]
    private static partial Regex Value();
}
