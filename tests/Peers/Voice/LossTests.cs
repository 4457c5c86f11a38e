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
    public async Task When_Asterisk_dies_whoever_spoke_there_is_called_back_when_it_is_back()
    {
        var (maya, mayasDesk) = await town.AtWork("maya");
        using var _ = mayasDesk;
        town.Caller().Call(Town.Number);
        (await maya.NextCall(Stop)).Answer();
        var cutOff = await town.Call(Stage.Handled);

        await town.Asterisk.Kill(Stop);
        await town.Asterisk.Restart(Stop);
        await Town.Until(async () => (await town.Calls()).TrueForAll(it => it.Contact != cutOff.Contact || it.Stage == Stage.WrappingUp), "the call is over");
        await Town.Until(async () => await Waits(cutOff.Contact), "he waits again");
        await town.Until(PhoneState.Away, "maya");
        var outside = town.Outside();
        await maya.Register(Stop); // the password that she has serves still
        await town.Until(PhoneState.Ready, "maya");
        await Town.Does(mayasDesk, $"contacts/{cutOff.Contact.Value}/wrap-up", new { reasons = Array.Empty<Guid>(), note = (string?)null });

        var agent = await maya.NextCall(Stop);
        agent.Answer();
        var again = await outside.NextCall(Stop);
        again.Sound.Tone = Annas;
        again.Answer();
        await agent.Sound.Hears(Annas, Stop);
        var back = await town.Call(Stage.Handled, town.Centre.Maya);
        var rows = await town.Rows();
        Assert.Equal((cutOff.Contact, ContactOutcome.Handled), (rows.Single(it => it.Id == back.Contact).Earlier, rows.Single(it => it.Id == cutOff.Contact).Outcome));
        await again.HangUp(Stop);
        await town.Call(Stage.WrappingUp);
        await town.WrapsUp(mayasDesk);
        await town.NothingIsLeft();
    }

    /// <summary>A contact that goes on from this one waits for somebody.</summary>
    private async Task<bool> Waits(ContactId cutOff)
    {
        var waiting = (await town.Calls()).Where(it => it.Stage < Stage.Handled).Select(it => it.Contact).ToHashSet();
        return (await town.Rows()).Exists(it => it.Earlier == cutOff && waiting.Contains(it.Id));
    }
}
