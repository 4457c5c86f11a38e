using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>By what whoever wrote a contact can be recognised when he writes again.</summary>
internal static class KnownSender
{
    /// <summary>The conversation itself, what he said of himself in it, and what the centre knows of the customer; none for a contact that is not there.</summary>
    public static async Task<IReadOnlyList<Sender>> Of(Database db, CentreId centre, ContactId contact, CancellationToken stop)
    {
        var row = await db.Contacts.AsNoTracking().Where(it => it.Centre == centre && it.Id == contact)
            .Select(it => new { it.Reference, it.Customer }).SingleOrDefaultAsync(stop);
        if (row is null) return [];

        var given = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Contact == contact, stop);
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(it => it.Centre == centre && it.Id == row.Customer, stop);
        List<Sender> senders = [];
        if (given is not null) senders.Add(new Sender(BlockKind.Conversation, row.Reference));
        senders.AddRange(new[] { Address.Email(given?.GivenEmail), customer?.Email }.OfType<string>().Distinct().Select(it => new Sender(BlockKind.Email, it)));
        senders.AddRange(new[] { Address.Phone(given?.GivenPhone), customer?.Phone }.OfType<string>().Distinct().Select(it => new Sender(BlockKind.Phone, it)));
        return senders;
    }
}
