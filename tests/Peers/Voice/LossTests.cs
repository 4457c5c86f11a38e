using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.World;

namespace Isberg.Peers.Voice;

/// <summary>Phones, servers and exchanges die in the middle of calls.</summary>
public sealed class LossTests(Town town) : IClassFixture<Town>
{
    private const int Annas = 440, Mayas = 660, Noors = 880;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phone_that_dies_while_it_rings_leaves_the_caller_to_the_next()
    {
        await town.Rings(TimeSpan.FromSeconds(30));
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var call = town.Caller().Call(Town.Number);
        await maya.NextCall(Stop);
        await maya.Vanish();
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;

        (await noor.NextCall(Stop)).Answer();
        await town.Call(Stage.Handled, town.Centre.Noor);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
        await town.Rings(TestCentre.Unhurried);
    }

    [Fact]
    public async Task A_phone_that_is_gone_while_it_rings_leaves_the_caller_to_the_next_at_once()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var call = town.Caller().Call(Town.Number);
        await maya.NextCall(Stop);
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;

        await maya.Unregister(Stop); // nobody is hurried here: without that it would ring on
        (await noor.NextCall(Stop)).Answer();
        await town.Call(Stage.Handled, town.Centre.Noor);
        Assert.Equal(Presence.NotAnswering, await town.PresenceOf("maya"));

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_phone_that_talks_on_while_it_is_gone_keeps_its_call_until_it_is_silent()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var call = town.Caller().Call(Town.Number);
        var taken = await maya.NextCall(Stop);
        (call.Sound.Tone, taken.Sound.Tone) = (Annas, Mayas);
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        await maya.Unregister(Stop);
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;
        await call.Sound.Hears(Mayas, Stop);
        await taken.Sound.Hears(Annas, Stop);

        await maya.Vanish();
        var second = await noor.NextCall(Stop);
        second.Sound.Tone = Noors;
        second.Answer();
        await call.Sound.Hears(Noors, Stop);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task A_phone_that_dies_in_the_conversation_gives_the_caller_back_to_the_front_of_the_queue()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        var call = town.Caller().Call(Town.Number);
        var taken = await maya.NextCall(Stop);
        (call.Sound.Tone, taken.Sound.Tone) = (Annas, Mayas);
        taken.Answer();
        await call.Sound.Hears(Mayas, Stop);
        var (noor, noorsDesk) = await town.AtWork("noor");
        using var __ = noorsDesk;

        await maya.Vanish();
        var second = await noor.NextCall(Stop);
        second.Sound.Tone = Noors;
        second.Answer();
        await call.Sound.Hears(Noors, Stop);
        Assert.Equal(Presence.NotAnswering, await town.PresenceOf("maya"));

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task When_Asterisk_dies_its_calls_are_over_and_the_next_ones_come_in_when_it_is_back()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        town.Caller().Call(Town.Number);
        (await maya.NextCall(Stop)).Answer();
        await town.Call(Stage.Handled);

        await town.Asterisk.Kill(Stop);
        await town.Asterisk.Restart(Stop);
        await Town.Until(async () => (await town.Calls()).TrueForAll(it => it.Stage >= Stage.WrappingUp), "the call is over");
        await town.Until(PhoneState.Away, "maya");
        await maya.Register(Stop); // the password that she has serves still
        await town.Until(PhoneState.Ready, "maya");
        await town.WrapsUp(mayasDesk);

        var next = town.Caller().Call(Town.Number);
        (await maya.NextCall(Stop)).Answer();
        await town.Call(Stage.Handled, town.Centre.Maya);
        await next.HangUp(Stop);
        await town.NothingIsLeft();
    }
}
