using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts.Letters;

/// <summary>Notes what could not be taken in and why, for people to see; the scan itself stays where it came from.</summary>
internal sealed class PutLetterAside(Databases databases, TimeProvider clock)
{
    public async Task Run(TakeLetter.Command command, LetterId letter, LetterFault fault, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        var row = await db.Letters.SingleOrDefaultAsync(it => it.Id == letter, stop);
        if (row?.State == LetterState.Taken) return;

        if (row is null) db.Add(row = new LetterRow { Id = letter, Centre = command.Centre });
        row.Commissioner = await db.Services.Where(it => it.Id == command.Service).Select(it => it.Commissioner).SingleOrDefaultAsync(stop);
        (row.State, row.Fault, row.At, row.Name) = (LetterState.Aside, fault, clock.GetUtcNow(), FileStore.Plain(command.Name));
        (row.Intake, row.Mailbox) = (command.Intake, command.Mailbox);
        await db.SaveChangesAsync(stop);
    }
}
