using Isberg.Storage;

namespace Isberg.Customers;

/// <summary>A citizen or organisation as the centre knows them. Everything here can be erased.</summary>
public sealed class Customer : IOfCentre
{
    public CustomerId Id { get; init; }

    public CentreId Centre { get; init; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public Language? Language { get; set; }

    /// <summary>What the staff should know before they answer.</summary>
    public string? Note { get; set; }

    public Guid Version { get; set; }
}
