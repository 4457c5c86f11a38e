using Isberg.Access;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Customers;

/// <summary>Somebody on the staff corrects what the centre knows of a customer.</summary>
public sealed class EditCustomer(LiveCentres centres)
{
    public static readonly Refusal NoSuchCustomer = new("customer.unknown", "There is no such customer.");
    public static readonly Refusal Changed = new("customer.changed", "Somebody changed this customer at the same time. Load it again and repeat your change.");
    public static readonly Refusal WrongEmail = new("email.invalid", "Write the e-mail address like this: name@example.com.");
    public static readonly Refusal WrongPhone = new("phone.invalid", "Write the telephone number with digits, for instance 070-123 45 67.");

    /// <param name="Seen">The version that the change was made to.</param>
    public sealed record Command(
        Viewer Viewer, CustomerId Customer, Guid Seen, string? Name, string? Email, string? Phone, Language? Language, string? Note);

    public async Task<Outcome<CustomerView>> Run(Command command, CancellationToken stop)
    {
        var (email, phone) = (Address.Email(command.Email), Address.Phone(command.Phone));
        if (!string.IsNullOrWhiteSpace(command.Email) && email is null) return WrongEmail;
        if (!string.IsNullOrWhiteSpace(command.Phone) && phone is null) return WrongPhone;

        CustomerView? changed = null;
        var refusal = await centres.Of(command.Viewer.Centre).Inbox.Send(
            _ => new Act(
                Notes: [new CustomerChanged(command.Customer, command.Viewer.Person)],
                Save: async (db, token) =>
                {
                    var found = await db.Customers.VisibleTo(command.Viewer).SingleOrDefaultAsync(it => it.Id == command.Customer, token);
                    if (found is null) return NoSuchCustomer;
                    if (found.Version != command.Seen) return Changed;

                    (found.Name, found.Email, found.Phone) = (Given(command.Name), email, phone);
                    (found.Language, found.Note, found.Version) = (command.Language, Given(command.Note), Guid.NewGuid());
                    changed = CustomerView.Of(found);
                    return null;
                }),
            stop, isAlone: true);
        return refusal is null ? changed! : refusal;
    }

    private static string? Given(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();
}
