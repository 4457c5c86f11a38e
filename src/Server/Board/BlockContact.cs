using Isberg.Access;
using Isberg.Api;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Board;

/// <summary>A supervisor puts whoever wrote a contact on the block list, by what the centre knows of him.</summary>
public sealed class BlockContact(Database db, BlockSender block)
{
    public static readonly Refusal NobodyKnown = new("block.nobody_known", "The centre knows neither an e-mail address nor a phone number of this sender. Discard the contact instead.");

    public sealed record ContactBlock(DateTimeOffset Until, string? Cause = null);

    /// <param name="id">Of the first block; a second one, for the phone number, follows from it.</param>
    public async Task<Refusal?> Run(Viewer viewer, ContactId contact, Guid id, ContactBlock wanted, CancellationToken stop)
    {
        var row = await db.Contacts.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == contact, stop);
        if (row is null) return SteerContact.NoSuchContact;

        var customer = row.Customer is { } known ? await db.Customers.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == known, stop) : null;
        List<Sender> senders = [];
        if (!string.IsNullOrWhiteSpace(customer?.Email)) senders.Add(new Sender(BlockKind.Email, customer.Email));
        if (!string.IsNullOrWhiteSpace(customer?.Phone)) senders.Add(new Sender(BlockKind.Phone, customer.Phone));
        if (senders.Count == 0) return NobodyKnown;

        foreach (var sender in senders)
        {
            var made = await block.Run(
                viewer, new BlockId(Idempotency.IdFor(viewer, $"{id} {sender.Kind}")), new BlockSender.BlockDraft(sender.Kind, sender.Address, wanted.Until, wanted.Cause), stop);
            if (!made.Succeeded(out _, out var refusal)) return refusal;
        }

        return null;
    }
}
