using System.Net;
using System.Net.Http.Json;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Chat;

/// <summary>One conversation from the citizen's side, over real HTTP.</summary>
public sealed class ConversationTests : IAsyncLifetime
{
    private TestServer server = null!;
    private TestCentre centre = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.Start(Stop);
        centre = await server.NewCentre(Stop);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Boris_waits_in_his_place_until_Maya_takes_him()
    {
        using var first = await Boris.Begins(server, Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        Assert.Equal((ConversationState.Waiting, 1), (first.Begun.Conversation.State, first.Begun.Conversation.Position));
        Assert.Equal(2, boris.Begun.Conversation.Position);

        await MayaTakes(first.Contact);

        var taken = await first.Looks(Stop);
        Assert.Equal((ConversationState.Talking, "Maya", null), (taken.State, taken.AnsweredBy, taken.Position));
        Assert.Equal(1, (await boris.Looks(Stop)).Position);
    }

    [Fact]
    public async Task What_each_writes_the_other_reads_in_order()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await MayaTakes(boris.Contact);

        await MayaWrites(boris.Contact, "Hej Boris!");
        using var answer = await boris.Writes("När öppnar ni?", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var messages = await boris.Reads(Stop);
        Assert.Equal(["Hej!", "Hej Boris!", "När öppnar ni?"], messages.Select(it => it.Text));
        Assert.Equal([1, 2, 3], messages.Select(it => it.Number));
        Assert.Equal("Maya", messages[1].By);
    }

    [Fact]
    public async Task The_stream_tells_the_whole_state_and_each_new_message()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await using var stream = boris.Follows(Stop).GetAsyncEnumerator(Stop);

        Assert.Equal("Hej!", Boris.Read<CitizenMessage[]>(await Next(stream, "messages")).Single().Text);
        Assert.Equal(ConversationState.Waiting, Boris.Read<ConversationView>(await Next(stream, "view")).State);

        await MayaTakes(boris.Contact);
        while (Boris.Read<ConversationView>(await Next(stream, "view")).State != ConversationState.Talking) continue;

        server.Services.GetRequiredService<Typing>().Tell(new Typed(centre.Id, boris.Contact, Author.Staff));
        await Next(stream, "typing");
        await MayaWrites(boris.Contact, "Hej Boris!");
        var heard = await Next(stream, "messages");
        Assert.Equal(("Hej Boris!", "2"), (Boris.Read<CitizenMessage[]>(heard).Single().Text, heard.EventId));
    }

    [Fact]
    public async Task A_message_sent_twice_is_one_message()
    {
        using var boris = await Boris.Begins(server, Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => boris.Writes("En gång", Stop, key: "samma")));

        Assert.All(answers, it => Assert.Equal(HttpStatusCode.OK, it.StatusCode));
        Assert.Equal("En gång", Assert.Single(await boris.Reads(Stop)).Text);
    }

    [Fact]
    public async Task A_conversation_begun_twice_with_one_key_is_one_conversation()
    {
        var key = Guid.NewGuid().ToString();

        using var boris = await Boris.Begins(server, Stop, message: "Hej!", key: key);
        using var again = await Boris.Begins(server, Stop, message: "Hej!", key: key);

        Assert.Equal((boris.Begun.Contact, boris.Begun.Token), (again.Begun.Contact, again.Begun.Token));
        Assert.Single(await boris.Reads(Stop));
        Assert.Equal(1, (await boris.Looks(Stop)).Position);
    }

    [Fact]
    public async Task A_restart_keeps_the_conversation_and_its_secret()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await MayaTakes(boris.Contact);
        using (var before = await boris.Writes("före", Stop, key: "1")) Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        await server.Restart(Stop);

        using (var again = await boris.Writes("före", Stop, key: "1")) Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using (var after = await boris.Writes("efter", Stop)) Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(["Hej!", "före", "efter"], (await boris.Reads(Stop)).Select(it => it.Text));
        Assert.Equal(ConversationState.Talking, (await boris.Looks(Stop)).State);
    }

    [Fact]
    public async Task Boris_leaves_a_message_instead_of_waiting()
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        var request = new ChatEndpoints.LeaveRequest(Guid.NewGuid().ToString(), "Svara mig senare", "Boris", "boris@example.org", null);

        using var answer = await boris.Sends("leave", request, Stop);
        using var again = await boris.Sends("leave", request, Stop);

        var left = (await answer.Content.ReadFromJsonAsync<ChatEndpoints.LeftView>(Boris.Json, Stop))!;
        Assert.Equal(left, await again.Content.ReadFromJsonAsync<ChatEndpoints.LeftView>(Boris.Json, Stop));
        Assert.Equal(ConversationState.Left, (await boris.Looks(Stop)).State);
        var waiting = await centre.Live.Inbox.Ask(state => state.Contacts.Find(new ContactId(left.Contact)), Stop);
        Assert.Equal((Services.Channel.Form, boris.Contact), (waiting!.Channel, waiting.Earlier));
    }

    [Fact]
    public async Task Boris_ends_the_conversation_and_cannot_write_any_more()
    {
        using var boris = await Boris.Begins(server, Stop);
        await MayaTakes(boris.Contact);

        using (var end = await boris.Sends("end", new { }, Stop)) Assert.Equal(HttpStatusCode.NoContent, end.StatusCode);

        Assert.Equal(ConversationState.Ended, (await boris.Looks(Stop)).State);
        using var late = await boris.Writes("En sak till", Stop);
        Assert.Equal("conversation.ended", await Boris.CodeOf(late, Stop));
    }

    [Theory]
    [InlineData("https://sund.example/bygglov?personnummer=19121212-1212#kontakt", "https://sund.example/bygglov")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("ingen adress", null)]
    public async Task The_staff_see_what_he_called_himself_and_on_which_page_he_was(string page, string? shown)
    {
        using var boris = await Boris.Begins(server, Stop, message: "Hej!", page: page);
        using var maya = await centre.SignIn("maya", Stop);

        var story = (await maya.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>($"/api/v1/contacts/{boris.Begun.Contact}", Stop))!;

        Assert.Null(story["customer"]);
        Assert.Equal(("Boris", shown), ((string?)story["given"]!["name"], (string?)story["given"]!["startedOn"]));
    }

    [Fact]
    public async Task Who_waits_is_told_of_a_notice_and_of_an_emergency_closing_as_they_are_put_up()
    {
        using var otto = await centre.SignIn("otto", Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        await using var stream = boris.Follows(Stop).GetAsyncEnumerator(Stop);
        Assert.Empty(Boris.Read<ConversationView>(await Next(stream, "view")).Notices);

        var notice = new { text = new { sv = "Vattnet är avstängt i Sund." }, services = Array.Empty<Guid>(), kind = "Outage", until = DateTimeOffset.UtcNow.AddHours(1) };
        using (var put = await otto.PostAsJsonAsync("/api/v1/notices", notice, Stop)) Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        while (!Boris.Read<ConversationView>(await Next(stream, "view")).Notices.SequenceEqual(["Vattnet är avstängt i Sund."])) continue;

        using (var closed = await otto.PutAsJsonAsync("/api/v1/centre/closing", new { message = new { sv = "Vi har stängt." }, sendsAway = false }, Stop))
            Assert.True(closed.IsSuccessStatusCode);
        while (!Boris.Read<ConversationView>(await Next(stream, "view")).Notices.Contains("Vi har stängt.")) continue;
    }

    private async Task MayaTakes(ContactId contact)
    {
        var maya = await centre.Live.Inbox.Ask(state => state.Floor.Person(centre.Maya), Stop);
        if (maya is not { Presence: Presence.Ready })
        {
            await centre.Tell(new PersonSignedIn(centre.Maya), Stop);
            await centre.Tell(new PresenceChosen(centre.Maya, Presence.Ready), Stop);
        }

        var offered = await centre.Live.Inbox.Ask(state => state.Floor.Contact(contact), Stop);
        await centre.Tell(new OfferAccepted(contact, centre.Maya, offered!.Offer), Stop);
    }

    private async Task MayaWrites(ContactId contact, string text)
    {
        var write = server.Services.GetRequiredService<WriteMessage>();
        var outcome = await write.Run(new(centre.Id, contact, Author.Staff, centre.Maya, Guid.NewGuid().ToString(), text), Stop);
        Assert.Null(outcome.Refusal);
    }

    private static async Task<System.Net.ServerSentEvents.SseItem<string>> Next(IAsyncEnumerator<System.Net.ServerSentEvents.SseItem<string>> stream, string kind)
    {
        while (await stream.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Stop))
        {
            if (stream.Current.EventType == kind) return stream.Current;
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
