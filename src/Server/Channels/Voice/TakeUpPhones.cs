using Isberg.Asterisk;
using Isberg.People;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Knows the phones that a server before this one made, and makes ours again where the exchange has forgotten them.</summary>
internal sealed class TakeUpPhones(Phones phones, OwnTelephones own, Databases databases)
{
    /// <summary>Before the exchange is asked what it holds.</summary>
    public Task MakeAgain(Exchange exchange, CancellationToken stop) => phones.MakeAgain(exchange, stop);

    public void ShowAll() => phones.ShowAll();

    /// <summary>After it.</summary>
    public async Task Know(Exchange exchange, CancellationToken stop)
    {
        foreach (var person in await own.Load(stop)) phones.Show(person);
        var people = exchange.Picture.Phones.Select(CallNames.PersonOf).OfType<PersonId>().ToArray();
        if (people.Length == 0) return;

        await using var db = databases.CreateDbContext();
        foreach (var it in await db.People.AsNoTracking().Where(it => people.Contains(it.Id)).Select(it => new { it.Id, it.Centre }).ToListAsync(stop)) phones.Know(it.Centre, it.Id);
    }
}
