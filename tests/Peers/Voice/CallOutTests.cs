using System.Net;
using System.Net.Http.Json;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;

namespace Isberg.Peers.Voice;

/// <summary>Calls from the desk to somebody outside, with real sound.</summary>
public sealed class CallOutTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, RingTone = 425;
    private const string Anna = "+46701234567";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_calls_takes_up_his_phone_hears_it_ring_and_then_the_two_hear_each_other()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var outside = town.Outside();

        var contact = await town.CallOut(desk, "070-123 45 67");
        var maya = await phone.NextCall(Stop);
        Assert.Contains(Anna, maya.ShownCaller, StringComparison.Ordinal);
        maya.Answer();
        var anna = await outside.NextCall(Stop);
        Assert.Contains(Town.Number, anna.ShownCaller, StringComparison.Ordinal);
        await maya.Sound.Hears(RingTone, Stop);

        anna.Answer();
        (anna.Sound.Tone, maya.Sound.Tone) = (Annas, Mayas);
        await anna.Sound.Hears(Mayas, Stop);
        await maya.Sound.Hears(Annas, Stop);
        await town.Until(PhoneState.InCall, "maya");

        await anna.HangUp(Stop);
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        await town.Call(Stage.WrappingUp);
        await town.NothingIsLeft();
        var row = (await town.Rows()).Single(it => it.Id == contact);
        Assert.Equal((town.Centre.Maya, CallResult.Reached, Anna), (row.BegunBy, row.Called, await town.PhoneOf(contact)));
    }

    [Theory]
    [InlineData(486, CallResult.Busy)]
    [InlineData(480, CallResult.NoAnswer)]
    [InlineData(404, CallResult.WrongNumber)]
    [InlineData(603, CallResult.Declined)]
    [InlineData(503, CallResult.Failed)]
    public async Task Why_nobody_was_reached_is_told_and_kept(int status, CallResult result)
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        town.Outside().Declines = status;

        var contact = await town.CallOut(desk, Anna);
        var maya = await phone.NextCall(Stop);
        maya.Answer();
        Assert.True((await maya.Ended(Stop)).ByTheOther);
        await town.Call(Stage.WrappingUp);
        await town.NothingIsLeft();
        Assert.Equal(result, (await town.Rows()).Single(it => it.Id == contact).Called);
    }

    [Fact]
    public async Task Whoever_gives_up_lets_nobody_ring_on()
    {
        var (phone, desk) = await town.AtWork("maya");
        using var _ = desk;
        var outside = town.Outside();

        var contact = await town.CallOut(desk, "112"); // which may always be called
        var maya = await phone.NextCall(Stop);
        maya.Answer();
        var called = await outside.NextCall(Stop);
        await maya.HangUp(Stop);
        Assert.True((await called.Ended(Stop)).ByTheOther);
        await town.NothingIsLeft();
        Assert.Equal(CallResult.Cancelled, (await town.Rows()).Single(it => it.Id == contact).Called);
    }

    [Theory]
    [InlineData("0900-123 45 67", HttpStatusCode.Forbidden)]
    [InlineData("+1 212 555 0100", HttpStatusCode.Forbidden)]
    [InlineData("12345678", HttpStatusCode.BadRequest)]
    [InlineData("Anna", HttpStatusCode.BadRequest)]
    public async Task A_number_that_may_not_be_called_is_refused_and_begins_nothing(string number, HttpStatusCode status)
    {
        var (_, desk) = await town.AtWork("maya");
        using var __ = desk;
        var before = (await town.Rows()).Count;

        using var answer = await desk.PostAsJsonAsync("/api/v1/desk/calls", new { key = number, service = town.Centre.Sales.Value, number }, Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(before, (await town.Rows()).Count);
        await town.NothingIsLeft();
    }
}
