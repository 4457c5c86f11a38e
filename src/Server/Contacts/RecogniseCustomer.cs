using Isberg.Customers;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Whose address it is: a customer's whom the centre knows, or a new one's. One address at a time, until the new one is stored.</summary>
public sealed class RecogniseCustomer : IDisposable
{
    private readonly OneAtATime addresses = new();

    /// <param name="Email">As <see cref="Address"/> writes it, like the number.</param>
    public sealed record Seen(string? Email, string? Phone, string? Name, Language? Language);

    /// <summary>What it answers is held until the contact, and the new customer with it, is stored.</summary>
    public async Task<Recognised> Run(Database db, CentreId centre, Seen seen, CancellationToken stop)
    {
        if ((seen.Email ?? seen.Phone) is not { } address) return new Recognised(null);

        var alone = await addresses.Pass((centre, address), stop);
        try
        {
            var (email, phone) = (seen.Email, seen.Phone);
            var candidates = await db.Customers.AsNoTracking()
                .Where(it => it.Centre == centre && ((email != null && it.Email == email) || (phone != null && it.Phone == phone)))
                .Select(it => new Known(it.Id, it.Email, it.Phone)).Take(10).ToListAsync(stop);
            var (recognition, customer) = Match.Best(candidates, email, phone);
            if (recognition != Recognition.New) return new Recognised(customer, Alone: alone);

            var added = new Customer
            {
                Id = new CustomerId(Guid.CreateVersion7()), Centre = centre, Name = seen.Name, Email = email, Phone = phone, Language = seen.Language, Version = Guid.NewGuid(),
            };
            return new Recognised(added.Id, added, alone);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    public void Dispose() => addresses.Dispose();
}

/// <summary>Whose contact it is. Null: nobody could tell.</summary>
/// <param name="New">To be stored with the contact.</param>
public sealed record Recognised(CustomerId? Customer, Customer? New = null, IDisposable? Alone = null) : IDisposable
{
    public void Dispose() => Alone?.Dispose();
}
