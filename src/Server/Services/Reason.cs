using Isberg.Storage;

namespace Isberg.Services;

/// <summary>What a contact was about, as wrap-up classifies it; reasons form a tree.</summary>
public sealed class Reason : IOfCentre
{
    /// <summary>How deep the tree may be.</summary>
    public const int MostLevels = 4;

    public ReasonId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>The service it belongs to. Null: every service.</summary>
    public ServiceId? Service { get; set; }

    /// <summary>The reason that it is a part of.</summary>
    public ReasonId? Parent { get; set; }

    public required Texts Name { get; set; }

    /// <summary>Its place among its siblings, ascending.</summary>
    public int Place { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}
