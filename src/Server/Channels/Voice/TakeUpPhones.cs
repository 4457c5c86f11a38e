using Isberg.Asterisk;
using Isberg.People;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Knows the phones that a server before this one made, and makes ours again where the exchange has forgotten them.</summary>
internal sealed class TakeUpPhones(Exchange exchange, Phones phones, Databases databases)
{
    /// <summary>Since when the exchange ran when we saw it last; after a restart of its own it knows no phone of ours.</summary>
    private DateTimeOffset? startedAt;

    /// <summary>Before the exchange is asked what it holds.</summary>
    public async Task MakeAgain(AsteriskInfo info, CancellationToken stop)
    {
        if (startedAt is { } before && before != info.StartedAt) await phones.MakeAgain(stop);
        startedAt = info.StartedAt;
    }

    /// <summary>After it.</summary>
    public async Task Know(CancellationToken stop)
    {
        var people = exchange.Picture.Phones.Select(CallNames.PersonOf).OfType<PersonId>().ToArray();
        if (people.Length == 0) return;

        await using var db = databases.CreateDbContext();
        foreach (var it in await db.People.AsNoTracking().Where(it => people.Contains(it.Id)).Select(it => new { it.Id, it.Centre }).ToListAsync(stop)) phones.Know(it.Centre, it.Id);
    }
}
