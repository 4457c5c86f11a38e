using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Email;
using Isberg.Channels.Letter;

namespace Isberg.Contacts;

/// <summary>Whoever handles a contact that nobody could be recognised by says whose it is.</summary>
public sealed class IdentifyTests(PostRoom room) : IClassFixture<PostRoom>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_gets_a_new_customer_and_the_next_one_the_same()
    {
        using var post = await room.Open();
        using var maya = await MailDesk.Open(post.Centre);
        var first = await Take(post, maya, "one");

        var (status, goran) = await Identify(maya, first, new { name = "Göran Öberg", email = "goran@example.org" });
        Assert.True(status == HttpStatusCode.OK, goran.ToJsonString());
        Assert.Equal((HttpStatusCode.Conflict, "contact.identified"), await Refused(maya, first, new { name = "Boris" }));
        await maya.Close(first);

        var found = Assert.Single((await maya.Client.GetFromJsonAsync<JsonArray>("/api/v1/customers?text=ÖBERG", Stop))!);
        Assert.Equal("Göran Öberg", (string)found!["name"]!);
        Assert.Empty((await maya.Client.GetFromJsonAsync<JsonArray>("/api/v1/customers?text=ö", Stop))!);

        var second = await Take(post, maya, "two");
        Assert.Equal("customer.known", (await Refused(maya, second, new { name = "Göran", email = "GORAN@example.org" })).Code);
        Assert.Equal("customer.nameless", (await Refused(maya, second, new { name = " " })).Code);
        Assert.Equal(HttpStatusCode.OK, (await Identify(maya, second, new { customer = (string)found["customer"]! })).Status);
        var story = (await maya.Client.GetFromJsonAsync<JsonObject>($"/api/v1/contacts/{second.Value}", Stop))!;
        Assert.Equal(("Göran Öberg", $"{first.Value}"), ((string)story["customer"]!["name"]!, (string)story["earlier"]![0]!["contact"]!));
    }

    [Fact]
    public async Task Only_whoever_handles_it_says_whose_it_is()
    {
        using var post = await room.Open();
        using var maya = await MailDesk.Open(post.Centre);
        var contact = await Take(post, maya, "one");
        using var noor = new MailDesk(post.Centre, await post.Centre.SignIn("noor", Stop));

        Assert.Equal("contact.not_yours", (await Refused(noor, contact, new { name = "Boris" })).Code);
    }

    private static async Task<ContactId> Take(Post post, MailDesk maya, string name)
    {
        var contact = (await post.Contact(await post.Takes($"{name}.pdf", Paper.Pdf(name + Paper.Swedish)))).Contact.Id;
        await maya.Take(contact);
        return contact;
    }

    private static async Task<(HttpStatusCode, string Code)> Refused(MailDesk desk, ContactId contact, object request)
    {
        var (status, body) = await Identify(desk, contact, request);
        return (status, (string)body["code"]!);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Identify(MailDesk desk, ContactId contact, object request)
    {
        using var answer = await desk.Client.PutAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/customer", request, Stop);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!);
    }
}
