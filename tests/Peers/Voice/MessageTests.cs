using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Peers.Voice;

/// <summary>Whoever would rather not wait leaves a message, which somebody handles.</summary>
public sealed class MessageTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_caller_leaves_by_key_waits_as_a_contact_since_his_call(bool endsByKey)
    {
        await town.TakesMessages();
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        var asked = (await town.Call(Stage.Queued)).Contact;
        call.Press("2");
        call.Sound.Tone = Annas;
        await town.Speaks(asked);
        if (endsByKey)
        {
            call.Press("#");
            await call.Sound.Hears(Town.Voice, Stop);
            Assert.True((await call.Ended(Stop)).ByTheOther);
        }
        else
        {
            await call.HangUp(Stop);
        }

        var message = await town.Message(asked);
        var first = (await town.Rows()).Single(it => it.Id == asked);
        var waits = (await town.Centre.Live.Inbox.Ask(state => state.Floor.Contact(message.Contact!.Value), Stop))!;
        var row = await Row(message.Contact!.Value);
        Assert.Equal((Stage.Queued, Channel.VoiceMessage, town.Centre.Sales), (waits.Stage, waits.Need.Channel, waits.Need.Service));
        Assert.Equal((asked, ContactOutcome.LeftByChoice, first.Customer), (row.Earlier, first.Outcome, row.Customer));
        Assert.Equal((first.ArrivedAt, "+46701234567", null), (message.Since, await town.PhoneOf(row.Id), message.Phone));
        Assert.True(row.DueAt - first.ArrivedAt < TimeSpan.FromHours(1), "It is due as if it had come with the call.");
        await IsHeard(message);
        await town.ThrowsAway(message);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Who_hangs_up_before_he_has_said_anything_has_given_up()
    {
        await town.TakesMessages();
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        var asked = (await town.Call(Stage.Queued)).Contact;
        call.Press("2");
        await call.Sound.Hears(Town.Voice, Stop);
        await call.HangUp(Stop);

        await Town.Until(async () => (await town.Rows()).Single(it => it.Id == asked).Outcome is not null, "the caller is gone");
        Assert.Equal(ContactOutcome.Abandoned, (await town.Rows()).Single(it => it.Id == asked).Outcome);
        await town.NoMessage(asked);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Who_would_rather_wait_after_all_presses_star_and_keeps_his_place()
    {
        await town.TakesMessages();
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        var asked = (await town.Call(Stage.Queued)).Contact;
        call.Press("2*");
        await call.Sound.HearsMusic(Stop, Town.Voice);
        Assert.Equal(asked, (await town.Call(Stage.Queued)).Contact);
        await call.HangUp(Stop);
        await town.NoMessage(asked);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Who_says_nothing_leaves_nothing()
    {
        await town.TakesMessages();
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        var asked = (await town.Call(Stage.Queued)).Contact;
        call.Press("2");
        Assert.True((await call.Ended(Stop)).ByTheOther);
        await town.NoMessage(asked);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Whoever_calls_when_it_is_closed_leaves_a_message_too()
    {
        await town.TakesMessages();
        await Open(false);
        var call = town.Caller().Call(Town.Number);
        call.Sound.Tone = Annas;
        ContactId asked = default;
        await Town.Until(async () => (asked = (await town.Rows()).LastOrDefault(it => it is { Outcome: ContactOutcome.TurnedAway })?.Id ?? default) != default, "he is turned away");
        await town.Speaks(asked);
        await call.HangUp(Stop);
        var message = await town.Message(asked);
        await IsHeard(message);
        await Open(null);
        await town.ThrowsAway(message);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_phone_that_rings_for_him_meanwhile_rings_no_longer_and_its_person_gets_the_message()
    {
        await town.TakesMessages();
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var call = town.Caller().Call(Town.Number);
        var asked = (await town.Call(Stage.Offered)).Contact;
        var rings = await phone.NextCall(Stop);
        call.Press("2");
        call.Sound.Tone = Annas;
        await town.Speaks(asked);
        Assert.True((await rings.Ended(Stop)).ByTheOther);
        await call.HangUp(Stop);

        var message = (await town.Message(asked)).Contact!.Value;
        await Town.Until(
            async () => await town.Centre.Live.Inbox.Ask(state => state.Floor.Contact(message) is { Stage: Stage.Offered } it && it.Person == town.Centre.Maya, Stop), "Maya is offered the message");
        await Town.Does(desk, $"offers/{message.Value}/accept", new { offer = await town.Centre.Live.Inbox.Ask(state => state.Floor.Contact(message)!.Offer, Stop) });
        await Town.Does(desk, $"contacts/{message.Value}/end");
        await Town.Does(desk, $"contacts/{message.Value}/wrap-up", new { reasons = Array.Empty<Guid>(), note = (string?)null });
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Who_would_rather_wait_for_another_service_takes_the_time_that_he_has_waited_with_him()
    {
        const string number = "+4680003001";
        await town.Writes(db => db.Numbers.Add(new Number
        {
            Id = new NumberId(Guid.NewGuid()), Centre = town.Centre.Id, Name = number, Dialled = number, Service = town.Centre.Sales, Language = new Language("sv"),
            OtherKey = "5", OtherService = town.Centre.Support,
        }));
        var call = town.Caller().Call(number);
        await call.Sound.Hears(Town.Voice, Stop);
        var waits = await town.Call(Stage.Queued);
        var before = await Row(waits.Contact);
        call.Press("5");

        await Town.Until(async () => (await Row(waits.Contact)).Service == town.Centre.Support, "he waits for support");
        var (there, row) = (await town.Call(Stage.Queued), await Row(waits.Contact));
        Assert.Equal((waits.Contact, town.Centre.Support, town.Centre.Sales), (there.Contact, there.Need.Service, before.Service));
        Assert.Equal((before.ArrivedAt, before.DueAt, before.Id), (row.ArrivedAt, row.DueAt, row.Id));
        await call.Sound.HearsMusic(Stop, Town.Voice);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    private async Task IsHeard(VoiceMessageRow message)
    {
        var heard = await town.Hear(message);
        Assert.True(heard.Caller(Annas) > TimeSpan.FromSeconds(1), $"What he said is there: {heard.Caller(Annas)} of {heard.Length}.");
        Assert.InRange(heard.Length, KeepVoiceMessage.Shortest, TimeSpan.FromMinutes(3));

        using var maya = await town.Centre.SignIn("maya", Stop);
        var address = $"/api/v1/contacts/{message.Contact!.Value.Value}/voice-message";
        var told = (await maya.GetFromJsonAsync<JsonObject>(address, Stop))!;
        Assert.Equal(heard.Length.TotalSeconds, (double)told["seconds"]!, 3);
        Assert.Equal(heard.Length, new HeardTracks(await maya.GetByteArrayAsync($"{address}/sound", Stop)).Length);
    }

    private async Task<ContactRow> Row(ContactId contact)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == contact, Stop);
    }

    private async Task Open(bool? isOpen)
    {
        await using var scope = town.Server.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<OpenByHand>().Run(town.Centre.Everybody, town.Centre.Sales, Channel.Voice, new OpenByHand.OpeningDraft(isOpen), Stop);
        Assert.True(outcome.Succeeded(out _, out var refusal), refusal?.Sentence);
    }
}
