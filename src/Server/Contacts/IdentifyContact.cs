using Isberg.Access;
using Isberg.Customers;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Whoever handles a contact that nobody could be recognised by says whose it is: a customer's whom the centre knows, or a new one's.</summary>
public sealed class IdentifyContact(Databases databases, LiveCentres centres)
{
    public static readonly Refusal KnownAlready = new("contact.identified", "Somebody has said already whose contact this is.");
    public static readonly Refusal NoName = new("customer.nameless", "Write what the customer is called.");

    public static readonly Refusal Known = new("customer.known", "The centre knows a customer with that address or number. Look for him, and choose him.");

    /// <param name="Customer">Whom the centre knows. Null: a new one.</param>
    public sealed record Command(Viewer Viewer, PersonId Person, ContactId Contact, CustomerId? Customer, string? Name, string? Email, string? Phone);

    public async Task<Outcome<CustomerView>> Run(Command command, CancellationToken stop)
    {
        if (!(await Who(command, stop)).Succeeded(out var customer, out var wrong)) return wrong;

        var refusal = await centres.Of(command.Viewer.Centre).Inbox.Send(
            state =>
            {
                if (state.Contacts.Find(command.Contact) is not { } contact) return WriteMessage.NoSuchContact;
                if (contact.Person != command.Person) return WriteMessage.NotYours;
                if (contact.Customer == customer.Id) return new Act();
                if (contact.Customer is not null) return KnownAlready;
                return new Act(Notes: [new ContactIdentified(contact.Id, customer.Id, command.Person)], Customer: command.Customer is null ? customer : null);
            },
            stop);
        return refusal is null ? CustomerView.Of(customer) : refusal;
    }

    private async Task<Outcome<Customer>> Who(Command command, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        if (command.Customer is { } known)
        {
            return await db.Customers.VisibleTo(command.Viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == known, stop) is { } found ? found : EditCustomer.NoSuchCustomer;
        }

        var (email, phone) = (Address.Email(command.Email), Address.Phone(command.Phone));
        if (string.IsNullOrWhiteSpace(command.Name)) return NoName;
        if (!string.IsNullOrWhiteSpace(command.Email) && email is null) return EditCustomer.WrongEmail;
        if (!string.IsNullOrWhiteSpace(command.Phone) && phone is null) return EditCustomer.WrongPhone;
        var isKnown = await db.Customers.VisibleTo(command.Viewer).AnyAsync(it => (email != null && it.Email == email) || (phone != null && it.Phone == phone), stop);
        if (isKnown) return Known;
        return new Customer { Id = new CustomerId(Guid.CreateVersion7()), Centre = command.Viewer.Centre, Name = command.Name.Trim(), Email = email, Phone = phone, Version = Guid.NewGuid() };
    }
}
