using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Email;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Channels.Chat;

/// <summary>A mail invites to the chat: its link opens one conversation, for a while, from the invitation on.</summary>
public sealed class InvitationTests(ServerInTime time) : IClassFixture<ServerInTime>
{
    private const string Anna = "anna@sund.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_comes_by_the_link_while_the_mail_is_handled_chats_in_the_same_contact_and_sees_what_was_said_since()
    {
        var (centre, maya, contact, secret) = await Invite();
        using var anna = time.Server.NewClient();
        var seen = await Asks(anna, "look", secret);
        Assert.Equal(("Maya", "Re: Fråga"), ((string?)seen["by"], (string?)seen["subject"]));
        Assert.Null(seen["contact"]);
        Assert.Equal(Channel.Email, await ChannelOf(centre, contact));

        var joined = await Asks(anna, "join", secret);
        Assert.Equal(contact.Value, joined["contact"]!.GetValue<Guid>());
        Assert.Equal(Channel.Chat, await ChannelOf(centre, contact));

        Carry(anna, secret);
        using (var written = await anna.PostAsJsonAsync($"{Of(contact)}/messages", new { key = "1", text = "Här är jag" }, Stop)) Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        using (var said = await maya.Client.PostAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/messages", new { key = "1", text = "Hej igen!" }, Stop)) Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        var messages = (await anna.GetFromJsonAsync<JsonArray>($"{Of(contact)}/messages", Stop))!;
        Assert.Equal(["Kom till chatten", "Här är jag", "Hej igen!"], messages.Select(it => (string?)it!["text"]));
        maya.Dispose();
    }

    [Fact]
    public async Task Who_comes_when_the_mail_is_over_begins_a_contact_that_goes_on_from_it_due_as_it_was_and_for_whoever_invited()
    {
        var (centre, maya, contact, secret) = await Invite();
        await maya.Close(contact);
        time.Clock.Advance(TimeSpan.FromHours(1));
        using var anna = time.Server.NewClient();

        var joined = new ContactId((await Asks(anna, "join", secret))["contact"]!.GetValue<Guid>());
        Assert.NotEqual(contact, joined);
        Assert.Equal(joined.Value, (await Asks(anna, "join", secret))["contact"]!.GetValue<Guid>());

        await using var db = time.Server.Databases.CreateDbContext();
        var (before, after) = (await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == contact, Stop), await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == joined, Stop));
        Assert.Equal((contact, Channel.Chat, before.Customer, before.DueAt), (after.Earlier, after.Channel, after.Customer, after.DueAt));
        Assert.Equal(centre.Maya, (await centre.Live.Inbox.Ask(it => it.Floor.Contact(joined), Stop))!.Need.Person);
        Carry(anna, secret);
        Assert.Empty((await anna.GetFromJsonAsync<JsonArray>($"{Of(joined)}/messages", Stop))!);
        maya.Dispose();
    }

    [Fact]
    public async Task Whoever_invited_and_has_no_room_is_not_overrun_and_the_citizen_waits_for_him()
    {
        var (centre, maya, contact, secret) = await Invite();
        await centre.Tell(new PresenceChosen(centre.Maya, People.Presence.NotReady), Stop);
        using var anna = time.Server.NewClient();

        Assert.Equal(contact.Value, (await Asks(anna, "join", secret))["contact"]!.GetValue<Guid>());

        var now = (await centre.Live.Inbox.Ask(it => it.Floor.Contact(contact), Stop))!;
        Assert.Equal((Stage.Queued, Channel.Chat), (now.Stage, now.Need.Channel));
        maya.Dispose();
    }

    [Fact]
    public async Task A_link_that_is_revoked_or_old_or_of_a_mail_taken_back_opens_nothing_and_a_running_chat_no_longer()
    {
        var (_, maya, contact, secret) = await Invite();
        using var anna = time.Server.NewClient();
        await Asks(anna, "join", secret);
        Carry(anna, secret);
        using (var revoked = await maya.Client.PostAsync($"/api/v1/desk/contacts/{contact.Value}/mails/{MailIn(secret).Value}/revoke", null, Stop)) Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal("invitation.unknown", await Refused(anna, secret));
        using (var shut = await anna.GetAsync($"{Of(contact)}/messages", Stop)) Assert.Equal(HttpStatusCode.NotFound, shut.StatusCode);

        var (_, noor, other, taken) = await Invite();
        Assert.Equal(HttpStatusCode.NoContent, (await noor.Withdraw(other, MailIn(taken))).Status);
        Assert.Equal("invitation.unknown", await Refused(anna, taken));

        var (_, last, _, old) = await Invite();
        time.Clock.Advance(Invitations.Last);
        Assert.Equal("invitation.unknown", await Refused(anna, old));
        foreach (var it in new[] { maya, noor, last }) it.Dispose();
    }

    [Fact]
    public async Task A_page_that_is_open_when_the_link_is_revoked_is_told_nothing_more()
    {
        var (_, maya, contact, secret) = await Invite();
        using var anna = time.Server.NewClient();
        await Asks(anna, "join", secret);
        Carry(anna, secret);
        using var page = await anna.GetAsync($"{Of(contact)}/stream", HttpCompletionOption.ResponseHeadersRead, Stop);
        using var told = new StreamReader(await page.Content.ReadAsStreamAsync(Stop));
        Assert.NotNull(await told.ReadLineAsync(Stop));
        using (var revoked = await maya.Client.PostAsync($"/api/v1/desk/contacts/{contact.Value}/mails/{MailIn(secret).Value}/revoke", null, Stop)) Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using (var said = await maya.Client.PostAsJsonAsync($"/api/v1/desk/contacts/{contact.Value}/messages", new { key = "1", text = "Bara mellan oss" }, Stop)) Assert.Equal(HttpStatusCode.OK, said.StatusCode);

        while (await told.ReadLineAsync(Stop) is { } line) Assert.DoesNotContain("Bara mellan oss", line, StringComparison.Ordinal);
        maya.Dispose();
    }

    [Fact]
    public async Task Whoever_has_the_link_ends_no_mail_that_is_answered_or_waits()
    {
        var (centre, maya, contact, secret) = await Invite();
        using var anna = time.Server.NewClient();
        Carry(anna, secret);
        Assert.Equal((Stage.Handled, HttpStatusCode.NoContent), await Ends(centre, anna, contact));

        await centre.Tell(new PresenceChosen(centre.Maya, People.Presence.NotReady), Stop);
        await centre.Tell(new ContactTransferred(contact, centre.Maya, new Need(centre.Support, Channel.Email)), Stop);
        Assert.Equal((Stage.Queued, HttpStatusCode.NoContent), await Ends(centre, anna, contact));
        using var left = await anna.PostAsJsonAsync($"{Of(contact)}/leave", new { key = Guid.NewGuid().ToString(), message = "Då så" }, Stop);
        Assert.Equal("conversation.answered", await Boris.CodeOf(left, Stop));
        Assert.Equal(Stage.Queued, (await centre.Live.Inbox.Ask(it => it.Floor.Contact(contact), Stop))!.Stage);
        maya.Dispose();
    }

    [Fact]
    public async Task A_secret_opens_its_own_conversation_only_and_a_changed_one_none()
    {
        var (_, maya, contact, secret) = await Invite();
        var (_, noor, other, _) = await Invite();
        using var anna = time.Server.NewClient();
        Carry(anna, secret);
        using (var own = await anna.GetAsync(Of(contact), Stop)) Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using (var others = await anna.GetAsync(Of(other), Stop)) Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        var changed = (secret[0] == 'A' ? 'B' : 'A') + secret[1..];
        Assert.Equal("invitation.unknown", await Refused(anna, changed));
        foreach (var it in new[] { maya, noor }) it.Dispose();
    }

    [Fact]
    public async Task The_secret_stands_in_the_mail_that_goes_out_and_in_no_row()
    {
        var (centre, maya, contact, secret) = await Invite();
        await using var db = time.Server.Databases.CreateDbContext();
        var row = await db.Mails.AsNoTracking().SingleAsync(it => it.Id == MailIn(secret), Stop);
        var link = await time.Server.Services.GetRequiredService<Invitations>().LinkOf(db, row, Stop);
        Assert.Equal($"{time.Server.Address.GetLeftPart(UriPartial.Authority)}/{centre.Key}/sales#isberg-chat={secret}", link);
        Assert.DoesNotContain(secret, (await db.Messages.AsNoTracking().SingleAsync(it => it.Id == row.Message, Stop)).Text!, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, System.Text.Json.JsonSerializer.Serialize(row), StringComparison.Ordinal);
        Assert.Equal(contact, row.Contact);
        maya.Dispose();
    }

    [Fact]
    public async Task Of_mails_the_chat_tells_only_that_one_went_to_the_citizen()
    {
        var (_, maya, contact, secret) = await Invite();
        await maya.Answer(contact, "Vad tycker du, expert?", "expert@elsewhere.example");
        await maya.Answer(contact, "Vi undersöker saken.", Anna);
        using var anna = time.Server.NewClient();
        Carry(anna, secret);

        var messages = (await anna.GetFromJsonAsync<JsonArray>($"{Of(contact)}/messages", Stop))!;
        Assert.Equal([("Kom till chatten", false), (null, true)], messages.Select(it => ((string?)it!["text"], it["isByMail"]!.GetValue<bool>())));
        maya.Dispose();
    }

    [Fact]
    public async Task Who_chats_under_somebody_elses_address_does_not_read_the_mails_that_go_there()
    {
        var centre = await time.NewCentre();
        await Letterbox.Open(centre);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Skicka koden", email: Anna, centre: centre.Key);
        await maya.Take(boris.Contact);
        await maya.Answer(boris.Contact, "Koden är 1234", Anna, it => it["keepsChannel"] = true);

        var messages = await boris.Reads(Stop);
        Assert.Equal([("Skicka koden", false), (null, true)], messages.Select(it => (it.Text, it.IsByMail)));
    }

    private async Task<(TestCentre Centre, MailDesk Maya, ContactId Contact, string Secret)> Invite()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        var maya = await MailDesk.Open(centre);
        var contact = await box.Begin(Letterbox.Mail($"Anna <{Anna}>", "Fråga", "Det här är känsligt"));
        await maya.Take(contact.Id);
        var mail = await maya.Answer(contact.Id, "Kom till chatten", Anna, it => it["invitesToChat"] = true);
        return (centre, maya, contact.Id, time.Server.Services.GetRequiredService<Invitations>().SecretOf(mail));
    }

    private static MailId MailIn(string secret) => new(new Guid(System.Buffers.Text.Base64Url.DecodeFromChars(secret)[..16]));

    private static void Carry(HttpClient client, string secret) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);

    private static string Of(ContactId contact) => $"/api/v1/public/conversations/{contact.Value}";

    private static Task<Channel> ChannelOf(TestCentre centre, ContactId contact) => centre.Live.Inbox.Ask(it => it.Floor.Contact(contact)!.Need.Channel, Stop);

    private static async Task<JsonNode> Asks(HttpClient client, string what, string secret)
    {
        using var answer = await client.PostAsJsonAsync($"/api/v1/public/invitations/{what}", new { secret }, Stop);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Where the contact stands afterwards; null: it is over.</summary>
    private static async Task<(Stage? Stage, HttpStatusCode Status)> Ends(TestCentre centre, HttpClient client, ContactId contact)
    {
        using var ended = await client.PostAsync($"{Of(contact)}/end", null, Stop);
        return ((await centre.Live.Inbox.Ask(it => it.Floor.Contact(contact), Stop))?.Stage, ended.StatusCode);
    }

    private static async Task<string> Refused(HttpClient client, string secret)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/public/invitations/join", new { secret }, Stop);
        return await Boris.CodeOf(answer, Stop);
    }
}
