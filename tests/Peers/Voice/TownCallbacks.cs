using Isberg.Contacts;
using Isberg.Routing;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Peers.Voice;

/// <summary>Callers of the town who are to be called back.</summary>
internal static class TownCallbacks
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What a caller has asked for, once it waits for somebody.</summary>
    public static async Task<CallbackRow> Callback(this Town town, ContactId asked)
    {
        CallbackRow? found = null;
        await Town.Until(async () => (found = await Find(town, asked)) is { Contact: not null }, "the callback waits");
        return found!;
    }

    /// <summary>The staff throws away what waits, so that nobody calls him.</summary>
    public static async Task Withdraws(this Town town, ContactId asked)
    {
        var waits = (await town.Callback(asked)).Contact!.Value;
        Assert.Null(await town.Centre.Live.Inbox.Send(new ContactDiscarded(waits, town.Centre.Otto), Stop));
        await Town.Until(async () => await Find(town, asked) is { Ending: CallbackEnding.Withdrawn }, "nobody calls him");
    }

    private static async Task<CallbackRow?> Find(Town town, ContactId asked)
    {
        await using var db = town.Server.Databases.CreateDbContext();
        return await db.Callbacks.AsNoTracking().SingleOrDefaultAsync(it => it.Asked == asked, Stop);
    }
}
