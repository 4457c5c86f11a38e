using System.Net;
using Isberg.Channels.Chat;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>A chat or a form is answered by mail, and goes on where its citizen does: one contact, whatever the channel.</summary>
public sealed class OtherChannelTests(ServerInTime time) : IClassFixture<ServerInTime>
{
    private const string Address = "boris@sund.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_that_is_answered_by_mail_goes_on_by_mail_with_whoever_answered_and_leaves_room_for_another_chat()
    {
        var centre = await time.NewCentre();
        await Letterbox.Open(centre);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Kan jag få det på papper?", centre: centre.Key);
        await maya.Take(boris.Contact);
        await maya.Answer(boris.Contact, "Här kommer det.", Address, it => it["subject"] = "Beslutet");

        var (now, person) = await centre.Live.Inbox.Ask(it => (it.Floor.Contact(boris.Contact)!, it.Floor.Person(centre.Maya)!), Stop);
        Assert.Equal((Stage.Handled, centre.Maya, Channel.Email, 2), (now.Stage, now.Person, now.Need.Channel, now.Segment));
        Assert.Equal([boris.Contact], person.Handling);

        await using var db = time.Server.Databases.CreateDbContext();
        var segments = await db.Segments.AsNoTracking().Where(it => it.Contact == boris.Contact).OrderBy(it => it.Number).ToListAsync(Stop);
        Assert.Equal([(Channel.Chat, true), (Channel.Email, false)], segments.Select(it => (it.Channel, it.WrappedAt is not null)));
        Assert.All(segments, it => Assert.Equal(centre.Maya, it.Person));
        Assert.Equal(Channel.Email, (await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == boris.Contact, Stop)).Channel);
    }

    [Fact]
    public async Task The_answer_to_a_mail_from_a_chat_joins_it_while_it_is_open_and_goes_on_from_it_later()
    {
        var centre = await time.NewCentre();
        var box = await Letterbox.Open(centre);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Kan jag få det på papper?", centre: centre.Key);
        await maya.Take(boris.Contact);
        var sent = await maya.Answer(boris.Contact, "Här kommer det.", Address);
        var id = (await PostOffice.Mail(centre, sent, _ => true, Stop)).HeaderId;
        string Reply(string text) => Letterbox.Mail($"Boris <{Address}>", "Sv: Beslutet", text, null, $"In-Reply-To: <{id}>");

        Assert.Equal(boris.Contact, (await box.Take(Reply("Tack!"))).Contact);
        await maya.Close(boris.Contact);
        var next = await box.Begin(Reply("En sak till"));
        Assert.Equal(boris.Contact, next.Earlier);
    }

    [Fact]
    public async Task A_mail_may_go_beside_a_chat_that_goes_on()
    {
        var centre = await time.NewCentre();
        await Letterbox.Open(centre);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Kan jag få det på papper?", centre: centre.Key);
        await maya.Take(boris.Contact);

        await maya.Answer(boris.Contact, "Här kommer det.", Address, it => it["keepsChannel"] = true);

        Assert.Equal((Channel.Chat, 1), await centre.Live.Inbox.Ask(it => (it.Floor.Contact(boris.Contact)!.Need.Channel, it.Floor.Contact(boris.Contact)!.Segment), Stop));
    }

    [Fact]
    public async Task Without_a_mailbox_or_the_channel_a_chat_cannot_be_answered_by_mail_and_stays_a_chat()
    {
        var centre = await time.NewCentre();
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Hej!", centre: centre.Key);
        await maya.Take(boris.Contact);
        Assert.Equal("mail.no_mailbox", await Refused(maya, boris));

        await Letterbox.Open(centre);
        await Change(centre, rules => [.. rules.Where(it => it.Channel != Channel.Email)]);
        Assert.Equal("mail.service_without", await Refused(maya, boris));
        Assert.Equal(Channel.Chat, await ChannelOf(centre, boris));
    }

    [Fact]
    public async Task A_citizen_who_writes_in_the_chat_again_has_whoever_answered_him_by_mail()
    {
        var centre = await time.NewCentre();
        await Letterbox.Open(centre);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Hej!", centre: centre.Key);
        await maya.Take(boris.Contact);
        await maya.Answer(boris.Contact, "Jag svarar per mejl.", Address);

        using (var again = await boris.Writes("Nu är jag här igen", Stop)) Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        var now = await centre.Live.Inbox.Ask(it => it.Floor.Contact(boris.Contact)!, Stop);
        Assert.Equal((Channel.Chat, Stage.Handled, 3), (now.Need.Channel, now.Stage, now.Segment));
        Assert.Equal(3, (await PostOffice.Messages(centre, boris.Contact, 3, Stop)).Count);
    }

    [Fact]
    public async Task A_citizen_who_comes_back_to_the_chat_of_somebody_busy_waits_for_him()
    {
        var centre = await time.NewCentre();
        await Letterbox.Open(centre);
        await Change(centre, rules => [.. rules.Select(it => it with { IsInterruptible = it.Channel == Channel.Email })]);
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Hej!", centre: centre.Key);
        await maya.Take(boris.Contact);
        await maya.Answer(boris.Contact, "Jag svarar per mejl.", Address);
        var others = new List<Boris>();
        for (var at = 0; at < 2; at++)
        {
            others.Add(await Boris.Begins(time.Server, Stop, message: "Hej!", centre: centre.Key));
            await maya.Take(others[at].Contact);
        }

        using (var again = await boris.Writes("Nu är jag här igen", Stop)) Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        var now = await centre.Live.Inbox.Ask(it => it.Floor.Contact(boris.Contact)!, Stop);
        Assert.Equal((Channel.Chat, Stage.Queued, centre.Maya), (now.Need.Channel, now.Stage, now.Need.Person));
        await maya.Close(others[0].Contact);
        await maya.Take(boris.Contact);
        others.ForEach(it => it.Dispose());
    }

    [Fact]
    public async Task A_citizen_who_leaves_the_chat_for_mail_keeps_who_answers_him_who_sees_where_to_write()
    {
        var centre = await time.NewCentre();
        using var maya = await MailDesk.Open(centre);
        using var boris = await Boris.Begins(time.Server, Stop, message: "Jag måste gå", centre: centre.Key);
        await maya.Take(boris.Contact);
        Assert.False((await boris.Looks(Stop)).MayGoOnByMail);
        using (var early = await boris.Sends("by-mail", new { email = Address }, Stop)) Assert.Equal("service.no_mail", await Boris.CodeOf(early, Stop));
        await Letterbox.Open(centre);
        using (var wrong = await boris.Sends("by-mail", new { email = "boris" }, Stop)) Assert.Equal("email.invalid", await Boris.CodeOf(wrong, Stop));

        using (var gone = await boris.Sends("by-mail", new { email = Address }, Stop)) Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);

        var now = (await centre.Live.Inbox.Ask(it => it.Floor.Contact(boris.Contact), Stop))!;
        Assert.Equal((Stage.Handled, centre.Maya, Channel.Email), (now.Stage, now.Person, now.Need.Channel));
        Assert.True((await boris.Looks(Stop)).IsByMail);
        await using var db = time.Server.Databases.CreateDbContext();
        Assert.Equal(Address, (await db.Conversations.AsNoTracking().SingleAsync(it => it.Contact == boris.Contact, Stop)).GivenEmail);
        Assert.Contains(Address, (await PostOffice.Messages(centre, boris.Contact, 2, Stop))[1].Text, StringComparison.Ordinal);
        using (var twice = await boris.Sends("by-mail", new { email = Address }, Stop)) Assert.Equal("conversation.not_running", await Boris.CodeOf(twice, Stop));
        using (var closed = await boris.Sends("end", new { }, Stop)) Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode); // his page, not what is answered by mail
        Assert.Equal(Stage.Handled, (await centre.Live.Inbox.Ask(it => it.Floor.Contact(boris.Contact), Stop))!.Stage);
    }

    private static async Task<string> Refused(MailDesk maya, Boris boris)
    {
        var (status, body) = await maya.Try(boris.Contact, "Hej!", Address);
        Assert.NotEqual(HttpStatusCode.OK, status);
        return body["code"]!.GetValue<string>();
    }

    private static Task<Channel> ChannelOf(TestCentre centre, Boris boris) => centre.Live.Inbox.Ask(it => it.Floor.Contact(boris.Contact)!.Need.Channel, Stop);

    private static async Task Change(TestCentre centre, Func<IReadOnlyList<ChannelRule>, IReadOnlyList<ChannelRule>> change)
    {
        var rule = await centre.Live.Inbox.Ask(it => it.Floor.Snapshot().Services.Single(service => service.Rule.Id == centre.Sales).Rule, Stop);
        await centre.Tell(new Routing.ServiceChanged(rule with { Channels = change(rule.Channels) }), Stop);
    }
}
