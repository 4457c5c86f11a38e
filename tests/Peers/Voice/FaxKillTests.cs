using Isberg.Contacts;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers.Voice;

/// <summary>Faxes come over a real line, whether the server lives or not.</summary>
public sealed class FaxKillTests(Town town) : IClassFixture<Town>
{
    private const string Number = "+4680001009";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_pages_by_T38_and_two_as_sound_come_whole_though_the_server_is_killed_meanwhile()
    {
        await town.TakesFaxes(Number);
        await using var machine = await FaxMachine.Beside(town.Asterisk);
        await using var server = await town.Apart();
        await Town.Until(() => File.Exists(InSpool($"numbers/fax-{Number[1..]}")), "the exchange knows the number");

        await machine.Send(Number);
        await machine.Send(Number, asSound: true);
        await Town.Until(() => Directory.Exists(InSpool("in")) && Directory.GetFiles(InSpool("in"), "*.call").Length == 2, "both faxes are on their way");
        await server.Kill(Stop);
        await Town.Until(() => machine.Sent.Count == 2 && Directory.GetFiles(InSpool("in"), "*.done").Length == 2, "both have ended");
        Assert.Equal(["SUCCESS 2", "SUCCESS 2"], machine.Sent);

        await server.Start(Stop);
        await Town.Until(() => Directory.GetFiles(InSpool("in")).Length == 0, "nothing is left in the spool");
        await using var db = town.Server.Databases.CreateDbContext();
        var faxes = await db.Letters.AsNoTracking().Where(it => it.State == LetterState.Taken).ToListAsync(Stop);
        Assert.Equal(2, faxes.Count);
        Assert.All(faxes, it => Assert.Equal((new FaxFacts(Number, FaxMachine.Number, "Annas fax", IsWhole: true), 2), (it.Fax, it.Pages.Count)));
        Assert.All(await db.Contacts.AsNoTracking().ToListAsync(Stop), it => Assert.Equal((Channel.Fax, town.Centre.Sales), (it.Channel, it.Service)));
        await Town.Until(async () => (await town.Client.Channels(Stop)).Count == 0, "no channel is left");
    }

    private string InSpool(string name) => Path.Combine(town.Asterisk.Fax, "fax", name);
}
