using System.Net;
using Isberg.Asterisk;
using Isberg.Asterisk.World;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.World;

namespace Isberg.Peers.Voice;

/// <summary>Two Asterisks behind a Kamailio: each carries its own calls, and only those end with it.</summary>
public sealed class TwoExchangesTests(TwinTown town) : IClassFixture<TwinTown>
{
    private const int Annas = 440, Mayas = 660, Bos = 880, Noors = 1_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exchange_that_dies_ends_its_own_calls_alone_and_whoever_spoke_there_is_called_back_from_the_other()
    {
        var (maya, mayasDesk) = await AtWork("maya");
        var first = await Talk("+46701111111", maya, Annas, Mayas);
        var (noor, noorsDesk) = await AtWork("noor");
        var second = await Talk("+46702222222", noor, Bos, Noors);
        Assert.NotEqual(first.At, second.At);

        var (dies, lives) = first.At == 0 ? (town.Asterisk, town.Second!) : (town.Second!, town.Asterisk);
        var outside = town.Outside(lives);
        await dies.Kill(Stop);
        await Town.Until(async () => (await Row(first.Contact)).Stage >= Stage.WrappingUp, "the call of the one that died is over");
        Assert.Equal(Stage.Handled, (await Row(second.Contact)).Stage);
        second.Caller.Sound.Tone = Bos + 200;
        await second.Agent.Sound.Hears(Bos + 200, Stop); // whoever speaks at the other notices nothing

        await town.Until(PhoneState.Ready, "maya");
        await WrapsUp(mayasDesk, first.Contact);
        var agent = await maya[1 - first.At].NextCall(Stop);
        agent.Answer();
        var called = await outside.NextCall(Stop);
        called.Sound.Tone = Annas;
        called.Answer();
        await agent.Sound.Hears(Annas, Stop);
        var back = (await town.Rows()).Single(it => it.Earlier == first.Contact);
        Assert.Equal((Stage.Handled, town.Centre.Maya, 1), (back.Stage, back.Person, back.CallbackTry));
        Assert.Equal("+46701111111", await town.PhoneOf(back.Id));
        await called.HangUp(Stop);
        await Town.Until(async () => (await Row(back.Id)).Stage == Stage.WrappingUp, "she is done with him");
        await WrapsUp(mayasDesk, back.Id);

        // The next callers come through, both to the one that lives.
        foreach (var number in new[] { "+46703333333", "+46704444444" })
        {
            var next = await Talk(number, maya, Annas, Mayas);
            Assert.Equal(1 - first.At, next.At);
            await next.Caller.HangUp(Stop);
            await Town.Until(async () => (await Row(next.Contact)).Stage == Stage.WrappingUp, "the next one has been served");
            await WrapsUp(mayasDesk, next.Contact);
        }

        await second.Caller.HangUp(Stop);
        await Town.Until(async () => (await Row(second.Contact)).Stage == Stage.WrappingUp, "the other call has ended by itself");
        await dies.Restart(Stop);
        await Town.Until(() => Registers(maya[first.At]), "the password that she has serves there too");
        await town.Until(PhoneState.Ready, "maya");
        mayasDesk.Dispose();
        noorsDesk.Dispose();
        await town.NothingIsLeft();
        using var other = new AriClient(town.Second!.Options);
        Assert.Empty(await other.Channels(Stop));
    }

    [Fact]
    public async Task Whoever_is_not_the_operator_is_not_let_in()
    {
        await using var stranger = new SipPhone(town.Front, "+46705555555", here: IPAddress.Parse("127.0.0.9"));
        Assert.Equal(403, (await stranger.Call(Town.Number).Ended(Stop)).Status);
    }

    private static async Task<bool> Registers(SipPhone phone)
    {
        try
        {
            await phone.Register(Stop);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // the server has not told it of her yet
        }
    }

    private sealed record Talking(int At, ContactId Contact, SipCall Caller, SipCall Agent);

    private async Task<ContactRow> Row(ContactId contact) => (await town.Rows()).Single(it => it.Id == contact);

    /// <summary>Somebody calls, and the two hear each other, at whichever exchange it is.</summary>
    private async Task<Talking> Talk(string number, IReadOnlyList<SipPhone> phone, int callers, int agents)
    {
        var known = (await town.Rows()).Select(it => it.Id).ToHashSet();
        var caller = town.Caller(town.Front, number).Call(Town.Number);
        var (at, agent) = await Rings(phone);
        agent.Answer();
        (caller.Sound.Tone, agent.Sound.Tone) = (callers, agents);
        await agent.Sound.Hears(callers, Stop);
        await caller.Sound.Hears(agents, Stop);
        return new Talking(at, (await town.Rows()).Single(it => !known.Contains(it.Id)).Id, caller, agent);
    }

    /// <summary>The line that rings first; the others are listened to no longer.</summary>
    private static async Task<(int At, SipCall Call)> Rings(IReadOnlyList<SipPhone> phone)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var rings = phone.Select(it => it.NextCall(enough.Token)).ToList();
        var first = await Task.WhenAny(rings);
        await enough.CancelAsync();
        await Task.WhenAll(rings.Select(it => it.ContinueWith(_ => { }, Stop, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)));
        return (rings.IndexOf(first), await first);
    }

    private async Task<(IReadOnlyList<SipPhone> Lines, HttpClient Desk)> AtWork(string name)
    {
        var desk = await town.Centre.SignIn(name, Stop);
        await town.Centre.Ready(town.PersonOf(name), Stop);
        var lines = await town.Phones(desk);
        await town.Until(PhoneState.Ready, name);
        return (lines, desk);
    }

    private static Task WrapsUp(HttpClient desk, ContactId contact) => Town.Does(desk, $"contacts/{contact.Value}/wrap-up", new { reasons = Array.Empty<Guid>(), note = (string?)null });
}
