using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers.Voice;

/// <summary>Whoever waits presses a key, hangs up, and is called back in his turn.</summary>
public sealed class CallbackTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660;
    private const string Anna = "+46701234567", Elsewhere = "+46709876543";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1#", Anna)]
    [InlineData("10709876543#", Elsewhere)]
    public async Task Whoever_asks_for_it_is_called_back_with_the_time_of_his_first_call(string pressed, string called)
    {
        await Offers("1");
        var (asked, waiting) = await Asks(pressed);
        Assert.Equal(asked.Id, waiting.Earlier);

        var (phone, desk) = await Comes();
        using var _ = desk;
        var outside = town.Outside();
        var maya = await phone.NextCall(Stop);
        var offer = (await desk.GetFromJsonAsync<JsonObject>("/api/v1/desk", Stop))!["offer"];
        Assert.True((bool)offer!["isCallback"]!, "The desk says that it is a callback.");
        maya.Answer();
        var anna = await outside.NextCall(Stop);
        anna.Answer();
        (anna.Sound.Tone, maya.Sound.Tone) = (Annas, Mayas);
        await anna.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);

        await anna.HangUp(Stop);
        await town.Call(Stage.WrappingUp, null);
        await Ends(asked.Id, CallbackEnding.Reached);
        await town.WrapsUp(desk);
        await town.NothingIsLeft();
        var contact = (await town.Rows()).Single(it => it.Id == waiting.Id);
        Assert.Equal((CallResult.Reached, 1, called), (contact.Called, contact.CallbackTry, await town.PhoneOf(waiting.Id)));
        Assert.Equal(ContactOutcome.LeftByChoice, (await town.Rows()).Single(it => it.Id == asked.Id).Outcome);
    }

    [Fact]
    public async Task Whoever_calls_again_himself_is_not_called_back_and_keeps_his_place()
    {
        await Offers("1");
        var (asked, _) = await Asks("1#");

        var again = town.Caller().Call(Town.Number);
        await again.Answered(Stop);
        await Ends(asked.Id, CallbackEnding.CalledAgain);
        await Town.Until(async () => (await town.Calls()).Count == 1, "only the call itself waits");
        var row = (await town.Rows()).Last();
        Assert.Equal(asked.Id, row.Earlier);
        Assert.True(row.DueAt < row.ArrivedAt + (await DueAfter()), "He is due as if he had waited.");
        await again.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Whoever_was_not_reached_is_tried_again_later_and_what_is_thrown_away_is_not()
    {
        await Offers("1");
        var (asked, _) = await Asks("1#");
        var (phone, desk) = await Comes();
        using (desk)
        {
            town.Outside().Declines = 486;
            var maya = await phone.NextCall(Stop);
            maya.Answer();
            await Town.Until(async () => await Callback(asked.Id) is { Try: 2, Contact: null, DueAt: not null }, "a second try is due later");
            await town.WrapsUp(desk);
        }

        await town.NothingIsLeft();
        await Now(asked.Id);
        ContactOnFloor? second = null;
        await Town.Until(async () => (second = (await town.Calls()).SingleOrDefault(it => it.Stage == Stage.Queued)) is not null, "the second try waits");
        await town.Centre.Live.Inbox.Send(new ContactDiscarded(second!.Contact, town.Centre.Otto), Stop);
        await Ends(asked.Id, CallbackEnding.Withdrawn);
        await town.NothingIsLeft();
    }

    /// <summary>Anna waits, presses these keys, is let go, and waits on as somebody who is to be called.</summary>
    private async Task<(ContactRow Asked, ContactRow Waiting)> Asks(string pressed)
    {
        var call = town.Caller(Anna).Call(Town.Number);
        await call.Answered(Stop);
        var asked = await town.Call(Stage.Queued);
        call.Sound.Press(pressed);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        ContactOnFloor? waiting = null;
        await Town.Until(async () => (waiting = (await town.Calls()).SingleOrDefault(it => it.Contact != asked.Contact)) is not null, "the callback waits");
        var rows = await town.Rows();
        return (rows.Single(it => it.Id == asked.Contact), rows.Single(it => it.Id == waiting!.Contact));
    }

    /// <summary>Maya connects her phone, and then is ready: what waits rings at once.</summary>
    private async Task<(SipPhone Phone, HttpClient Desk)> Comes()
    {
        var desk = await town.Centre.SignIn("maya", Stop);
        var phone = await town.Phone(desk);
        await town.Until(PhoneState.Ready, "maya");
        await town.Centre.Ready(town.Centre.Maya, Stop);
        return (phone, desk);
    }

    private async Task Offers(string key)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        using var alone = await town.Server.Databases.WriteGate(Stop);
        (await db.Numbers.SingleAsync(it => it.Dialled == Town.Number, Stop)).CallbackKey = key;
        await db.SaveChangesAsync(Stop);
    }

    private async Task<CallbackRow> Callback(ContactId asked)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.Callbacks.AsNoTracking().SingleAsync(it => it.Asked == asked, Stop);
    }

    private Task Ends(ContactId asked, CallbackEnding ending) =>
        Town.Until(async () => await Callback(asked) is { Phone: null, Ending: var it } && it == ending, $"the callback ends: {ending}");

    /// <summary>The pause between two tries is over.</summary>
    private async Task Now(ContactId asked)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        using var alone = await town.Server.Databases.WriteGate(Stop);
        (await db.Callbacks.SingleAsync(it => it.Asked == asked, Stop)).DueAt = DateTimeOffset.UtcNow;
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>How long after its beginning an ordinary call is due.</summary>
    private async Task<TimeSpan> DueAfter()
    {
        var first = (await town.Rows()).First(it => it.DueAt is not null);
        return first.DueAt!.Value - first.ArrivedAt;
    }
}
