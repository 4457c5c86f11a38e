namespace Isberg.Customers;

/// <summary>A customer as matching sees him: addresses as <see cref="Address"/> writes them.</summary>
public sealed record Known(CustomerId Customer, string? Email, string? Phone);

/// <summary>What matching came to.</summary>
public enum Recognition
{
    /// <summary>Nobody has that address: a new customer.</summary>
    New,

    /// <summary>One customer has it. He is recognised, not verified: anybody can write somebody's address.</summary>
    Recognised,

    /// <summary>Several could be meant, or nothing was said to go by; a person has to decide.</summary>
    Unclear,
}

/// <summary>Recognises a customer by exact address, and by nothing less.</summary>
public static class Match
{
    /// <param name="candidates">All customers who share the e-mail address or the telephone number.</param>
    public static (Recognition Recognition, CustomerId? Customer) Best(IEnumerable<Known> candidates, string? email, string? phone)
    {
        if (email is null && phone is null) return (Recognition.Unclear, null);

        var alike = candidates
            .Where(it => (email is not null && it.Email == email) || (phone is not null && it.Phone == phone))
            .Select(it => it.Customer).Distinct().Take(2).ToList();
        return alike.Count switch
        {
            0 => (Recognition.New, null),
            1 => (Recognition.Recognised, alike[0]),
            _ => (Recognition.Unclear, null),
        };
    }
}
