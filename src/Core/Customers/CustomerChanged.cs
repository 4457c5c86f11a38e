namespace Isberg.Customers;

/// <summary>What the centre knows of a customer was corrected; what it says now lies in the customer's own row.</summary>
public sealed record CustomerChanged(CustomerId Customer, PersonId? By) : Note;
