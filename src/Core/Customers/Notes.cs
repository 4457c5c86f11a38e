namespace Isberg.Customers;

/// <summary>What the centre knew of a customer is gone.</summary>
public sealed record CustomerErased(CustomerId Customer, PersonId? By) : Note;
