using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Where that belongs which comes to a contact that was merged.</summary>
internal static class Merged
{
    /// <summary>The contact that it became part of, and that one in turn; itself, when it was not merged.</summary>
    public static async Task<ContactRow> Latest(Database db, ContactRow contact, CancellationToken stop)
    {
        while (contact.MergedInto is { } into && await db.Contacts.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == contact.Centre && it.Id == into, stop) is { } next) contact = next;
        return contact;
    }
}
