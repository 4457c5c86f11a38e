using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.World;

namespace Isberg.Channels.Email;

/// <summary>Maya at her desk, answering mails.</summary>
internal sealed class MailDesk(TestCentre centre, HttpClient client) : IDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public HttpClient Client => client;

    public TestCentre Centre => centre;

    public static async Task<MailDesk> Open(TestCentre centre)
    {
        var client = await centre.SignIn("maya", Stop);
        await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
        using var ready = await client.PostAsJsonAsync("/api/v1/desk/presence", new { presence = "Ready" }, Stop);
        ready.EnsureSuccessStatusCode();
        return new MailDesk(centre, client);
    }

    public async Task Take(ContactId contact)
    {
        var offer = await PostOffice.Until(centre, _ => centre.Live.Inbox.Ask(it => it.Floor.Contact(contact), Stop), it => it is { Stage: Stage.Offered }, Stop);
        using var accepted = await client.PostAsJsonAsync($"/api/v1/desk/offers/{contact.Value}/accept", new { offer = offer!.Offer }, Stop);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(Stop));
    }

    public async Task Close(ContactId contact)
    {
        await centre.Tell(new ConversationEnded(contact, centre.Maya), Stop);
        await centre.Tell(new WrapUpFinished(contact, centre.Maya, []), Stop);
    }

    /// <summary>Writes a mail. Answers its id.</summary>
    public async Task<MailId> Answer(ContactId contact, string text, string to, Action<JsonObject>? change = null)
    {
        var (status, body) = await Try(contact, text, to, change);
        Assert.True(status == HttpStatusCode.OK, body.ToJsonString());
        return new MailId(body["mail"]!.GetValue<Guid>());
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> Try(ContactId contact, string text, string to, Action<JsonObject>? change = null)
    {
        var draft = new JsonObject { ["key"] = Guid.NewGuid().ToString(), ["to"] = new JsonArray(to), ["text"] = text };
        change?.Invoke(draft);
        return await Post($"/api/v1/desk/contacts/{contact.Value}/mails", JsonContent.Create(draft));
    }

    public Task<(HttpStatusCode Status, JsonNode Body)> Withdraw(ContactId contact, MailId mail) =>
        Post($"/api/v1/desk/contacts/{contact.Value}/mails/{mail.Value}/withdraw", null);

    public async Task<JsonNode> Attach(ContactId contact, string name, byte[] content)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } };
        var (status, answer) = await Post($"/api/v1/desk/contacts/{contact.Value}/attachments?name={Uri.EscapeDataString(name)}", body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    public void Dispose() => client.Dispose();

    public async Task<(HttpStatusCode Status, JsonNode Body)> Post(string path, HttpContent? content)
    {
        using var answer = await client.PostAsync(path, content, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!);
    }
}
