using Isberg.Access;
using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Peers.Voice;

/// <summary>What callers are told, and who is taken for whom.</summary>
public sealed class SayingTests(Town town) : IClassFixture<Town>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_is_greeted_and_told_his_place_and_hears_music_between()
    {
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        await call.Sound.HearsMusic(Stop, Town.Voice);
        await town.Call(Stage.Queued);

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task The_older_half_of_too_many_sounds_goes_and_callers_hear_what_is_said_all_the_same()
    {
        const int most = 2_000;
        var kept = Directory.CreateDirectory(Path.Combine(town.Server.Folder, "prompts"));
        for (var i = 0; i < most; i++) await File.WriteAllBytesAsync(Path.Combine(kept.FullName, $"old-{i}.wav"), [], Stop);
        await using (var db = town.Server.Databases.CreateDbContext())
        using (await town.Server.Databases.WriteGate(Stop))
        {
            (await db.Numbers.SingleAsync(Stop)).Greeting = Texts.Of(("sv", "Välkommen. Så har ingen sagt förut."));
            await db.SaveChangesAsync(Stop);
        }

        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);

        Assert.InRange(kept.GetFiles("*.wav").Length, 1, most - 1);
        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Whoever_calls_a_number_that_is_not_in_use_is_told_so_and_let_go()
    {
        var call = town.Caller().Call("+4680009999");
        await call.Sound.Hears(Town.Voice, Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        Assert.Empty(await town.Calls());
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Whoever_calls_when_it_is_closed_is_told_so_and_let_go_and_the_history_knows()
    {
        await Open(false);
        var call = town.Caller().Call(Town.Number);
        await call.Sound.Hears(Town.Voice, Stop);
        Assert.True((await call.Ended(Stop)).ByTheOther);
        Assert.Equal(ContactOutcome.TurnedAway, (await town.Rows()).Last().Outcome);
        await Open(null);
        await town.NothingIsLeft();
    }

    [Theory]
    [InlineData("+46701234567", "+46701234567")]
    [InlineData("anonymous", null)]
    [InlineData("77777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777", null)]
    [InlineData("12'--anna", null)]
    public async Task A_call_is_taken_whatever_number_it_shows_and_only_a_number_is_kept(string shown, string? kept)
    {
        var call = town.Caller().Call(Town.Number, shown);
        var contact = (await town.Call(Stage.Queued)).Contact;
        Assert.Equal(kept, await town.PhoneOf(contact));

        await call.HangUp(Stop);
        await town.NothingIsLeft();
    }

    [Fact]
    public async Task Whoever_calls_again_is_recognised()
    {
        for (var time = 0; time < 2; time++)
        {
            var call = town.Caller("+46709998877").Call(Town.Number);
            await town.Call(Stage.Queued);
            await call.HangUp(Stop);
            await town.NothingIsLeft();
        }

        var customers = (await town.Rows()).TakeLast(2).Select(it => it.Customer).ToList();
        Assert.NotNull(customers[0]);
        Assert.Equal(customers[0], customers[1]);
    }

    private async Task Open(bool? isOpen)
    {
        await using var scope = town.Server.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<OpenByHand>().Run(town.Centre.Everybody, town.Centre.Sales, Channel.Voice, new OpenByHand.OpeningDraft(isOpen), Stop);
        Assert.True(outcome.Succeeded(out _, out var refusal), refusal?.Sentence);
    }
}
