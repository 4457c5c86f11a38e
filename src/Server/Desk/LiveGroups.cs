namespace Isberg.Desk;

/// <summary>Whom the live stream speaks to.</summary>
public static class LiveGroups
{
    /// <summary>All screens of one person.</summary>
    public static string Person(PersonId person) => $"person:{person.Value:N}";

    /// <summary>Everybody who watches a centre's board.</summary>
    public static string Board(CentreId centre) => $"board:{centre.Value:N}";

    /// <summary>Every screen that shows a centre's figures just now.</summary>
    public static string Figures(CentreId centre) => $"figures:{centre.Value:N}";

    /// <summary>Every screen that shows a contact just now.</summary>
    public static string Contact(ContactId contact) => $"contact:{contact.Value:N}";

    /// <summary>Everybody of a centre.</summary>
    public static string Centre(CentreId centre) => $"centre:{centre.Value:N}";
}
