namespace Isberg.Customers;

/// <summary>What the centre knows of a customer.</summary>
/// <param name="Version">Goes back as If-Match with a change.</param>
public sealed record CustomerView(CustomerId Customer, string? Name, string? Email, string? Phone, Language? Language, string? Note, Guid Version)
{
    internal static CustomerView Of(Customer it) => new(it.Id, it.Name, it.Email, it.Phone, it.Language, it.Note, it.Version);
}
