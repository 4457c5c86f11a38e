using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Chat;

/// <summary>
/// What of a contact its citizen may see: no notes among the staff, nothing of what others are asked, and nothing from before his invitation. Who chats has not
/// proved that the address is his which he gave, so of mails he sees only that one went there; the one that invited him he has.
/// </summary>
internal static class OwnMessages
{
    /// <param name="IsByMail">It went by mail, and is read there.</param>
    public readonly record struct Own(MessageRow Row, bool IsByMail);

    /// <summary>In order, those after a number; fewer than asked for only when there are no more.</summary>
    public static async Task<List<Own>> Read(Database db, Citizen citizen, int after, int most, CancellationToken stop)
    {
        var (own, last) = (new List<Own>(), Math.Max(after, citizen.After));
        while (own.Count < most)
        {
            var rows = await db.Messages.AsNoTracking().Where(it => it.Contact == citizen.Contact && it.Number > last && it.Side == null && it.Author != Author.Internal)
                .OrderBy(it => it.Number).Take(most - own.Count).ToListAsync(stop);
            if (rows.Count == 0) return own;

            last = rows[^1].Number;
            own.AddRange(await WithoutMails(db, citizen, rows, stop));
        }

        return own;
    }

    private static async Task<IEnumerable<Own>> WithoutMails(Database db, Citizen citizen, List<MessageRow> rows, CancellationToken stop)
    {
        var ids = rows.ConvertAll(it => it.Id);
        var mails = await db.Mails.AsNoTracking().Where(it => ids.Contains(it.Message)).ToDictionaryAsync(it => it.Message, stop);
        var addresses = mails.Count == 0 ? [] : await AddressesOf(db, citizen, stop);
        return rows.Where(it => !mails.TryGetValue(it.Id, out var mail) || mail.Id == citizen.Invitation || IsTo(mail, addresses))
            .Select(it => new Own(it, mails.TryGetValue(it.Id, out var mail) && mail.Id != citizen.Invitation));
    }

    private static bool IsTo(MailRow mail, HashSet<string> addresses) =>
        mail is { IsOutgoing: true, Automatic: null, State: not MailState.Withdrawn } && mail.To.Any(it => addresses.Contains(it.Address));

    /// <summary>What he gave, and what the centre knows.</summary>
    private static async Task<HashSet<string>> AddressesOf(Database db, Citizen citizen, CancellationToken stop)
    {
        var given = await db.Conversations.AsNoTracking().Where(it => it.Contact == citizen.Contact).Select(it => it.GivenEmail).SingleOrDefaultAsync(stop);
        var known = await db.Contacts.AsNoTracking().Where(it => it.Id == citizen.Contact).Join(db.Customers, it => it.Customer, it => it.Id, (_, it) => it.Email).SingleOrDefaultAsync(stop);
        return [.. new[] { Address.Email(given), known }.OfType<string>()];
    }
}
