using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Chat;
using Isberg.Channels.Email;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>Whoever opens any contact of a matter sees all that was said in it, so that nobody asks the citizen again.</summary>
public sealed class ThreadTests(ServerInTime time) : IClassFixture<ServerInTime>
{
    private const string Address = "boris@sund.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_the_mail_that_it_went_on_by_and_the_contact_that_came_of_it_are_one_story_from_either_end()
    {
        var (centre, first, next) = await ChatThenMail();
        using var maya = await centre.SignIn("maya", Stop);

        foreach (var (asked, at) in new[] { (first, 0), (next, 1) })
        {
            var parts = await Thread(maya, asked);
            Assert.Equal([first.Value, next.Value], parts.Select(it => it!["contact"]!["contact"]!.GetValue<Guid>()));
            Assert.Equal(at, parts.ToList().FindIndex(it => it!["isThis"]!.GetValue<bool>()));
            Assert.Equal(["Chat", "Email"], parts[0]!["channels"]!.AsArray().Select(it => it!["channel"]!.GetValue<string>()));
            Assert.Equal(["Kan jag få det på papper?", "Här kommer det.", "Tack, men sidan två saknas"], parts.SelectMany(it => it!["messages"]!.AsArray()).Select(it => it!["text"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task What_a_stranger_refers_to_is_not_his_story()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var first = await box.Begin(Letterbox.Mail("Anna <anna@sund.example>", "Fråga", "Hej", "first@sund.example"));
        var own = await box.Begin(Letterbox.Mail("Boris <boris@elsewhere.example>", "Re: Fråga", "Skicka allt till mig", null, "In-Reply-To: <first@sund.example>"));
        Assert.Equal(first.Id, own.Earlier);
        using var maya = await centre.SignIn("maya", Stop);

        Assert.Single(await Thread(maya, own.Id));
        Assert.Single(await Thread(maya, first.Id));
    }

    [Fact]
    public async Task What_a_viewer_may_not_see_is_not_among_the_parts()
    {
        var (centre, first, next) = await ChatThenMail();
        var read = centre.Server.Services.GetRequiredService<ReadThread>();
        var elsewhere = centre.Everybody with { Centre = new CentreId(Guid.NewGuid()) };
        Assert.False((await read.Run(elsewhere, first, Stop)).Succeeded(out _, out var refusal));
        Assert.Equal(ContactReading.NoSuchContact, refusal);
        Assert.True((await read.Run(centre.Everybody, next, Stop)).Succeeded(out var thread, out _));
        Assert.Equal(2, thread.Parts.Count);
    }

    private async Task<(TestCentre Centre, ContactId First, ContactId Next)> ChatThenMail()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Kan jag få det på papper?", centre: centre.Key);
        await maya.Take(boris.Contact);
        var sent = await maya.Answer(boris.Contact, "Här kommer det.", Address);
        var id = (await PostOffice.Mail(centre, sent, _ => true, Stop)).HeaderId;
        await maya.Close(boris.Contact);
        var next = await box.Begin(Letterbox.Mail($"Boris <{Address}>", "Sv: Beslutet", "Tack, men sidan två saknas", null, $"In-Reply-To: <{id}>"));
        return (centre, boris.Contact, next.Id);
    }

    private static async Task<JsonArray> Thread(HttpClient maya, ContactId contact) =>
        (await maya.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{contact.Value}/thread", Stop))!["parts"]!.AsArray();
}
