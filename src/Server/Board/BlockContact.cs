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
    public static readonly Refusal NobodyKnown = new("block.nobody_known", "There is nothing by which this sender could be recognised. Discard the contact instead.");

    public sealed record ContactBlock(DateTimeOffset Until, string? Cause = null);

    /// <param name="id">What the blocks' own ids follow from: one for the conversation, one for each address and number.</param>
    public async Task<Refusal?> Run(Viewer viewer, ContactId contact, Guid id, ContactBlock wanted, CancellationToken stop)
    {
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == contact, stop)) return SteerContact.NoSuchContact;

        var senders = await KnownSender.Of(db, viewer.Centre, contact, stop);
        if (senders.Count == 0) return NobodyKnown;

        foreach (var sender in senders)
        {
            var made = await block.Run(
                viewer, new BlockId(Idempotency.IdFor(viewer, $"{id} {sender}")), new BlockSender.BlockDraft(sender.Kind, sender.Address, wanted.Until, wanted.Cause), stop);
            if (!made.Succeeded(out _, out var refusal)) return refusal;
        }

        return null;
    }
}
