using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Takes in the faxes that lie in the spool: each once, as a contact in the service that its number leads to; only then it goes from there.</summary>
internal sealed partial class TakeFaxes(Databases databases, FaxSpool spool, FaxSheets sheets, TakeLetter take, ILogger<TakeFaxes> log)
{
    /// <summary>Tells the exchange which numbers are for faxes.</summary>
    public async Task Mark(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        spool.Mind(await db.Numbers.AsNoTracking().Where(it => it.IsFax && !it.IsArchived).ToListAsync(stop));
    }

    public async Task Run(FaxSpool.Arrived fax, CancellationToken stop)
    {
        spool.Defer(fax); // unless it goes well
        if (fax.Pages == 0)
        {
            NothingCame(log);
            spool.Forget(fax);
            return;
        }

        await using var db = databases.CreateDbContext();
        if (await NumberOf(db, fax.Dialled, stop) is not { } number)
        {
            NobodysFax(log);
            spool.PutAside(fax);
            return;
        }

        await Take(number, fax, stop);
    }

    private async Task Take(Number number, FaxSpool.Arrived fax, CancellationToken stop)
    {
        var pdf = await sheets.AsPdf(fax.Sheet, stop);
        var command = new TakeLetter.Command(number.Centre, pdf is null ? "fax.tif" : "fax.pdf", number.Service, (_, _) => null)
        {
            Fax = new FaxFacts(number.Dialled, fax.From, fax.Station, fax.IsWhole), Call = fax.Call,
        };
        await using Stream content = pdf is null ? File.OpenRead(fax.Sheet) : new MemoryStream(pdf);
        if (!(await take.Run(command, content, stop)).Succeeded(out var taken, out var refusal))
        {
            if (refusal == ReceiveContact.Blocked) spool.Forget(fax);
            else Waits(log, refusal.Code);
            return;
        }

        if (taken.What == TakeLetter.Taking.Aside) spool.PutAside(fax);
        else spool.Forget(fax);
    }

    private static async Task<Number?> NumberOf(Database db, string dialled, CancellationToken stop)
    {
        var spellings = Dialled.Spellings(dialled);
        return await db.Numbers.AsNoTracking().FirstOrDefaultAsync(it => !it.IsArchived && it.IsFax && spellings.Contains(it.Dialled), stop);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Somebody called a number for faxes, and no page came")]
    private static partial void NothingCame(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A fax came to a number that leads nowhere any more; its sheet lies in the spool's folder aside")]
    private static partial void NobodysFax(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A fax waits in the spool: {Why}")]
    private static partial void Waits(ILogger log, string why);
}
