using Isberg.Storage;

namespace Isberg.Services;

/// <summary>A telephone number that citizens call; its calls go to a service.</summary>
public sealed class Number : IOfCentre
{
    public NumberId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>What the staff call it.</summary>
    public required string Name { get; set; }

    /// <summary>As it is called: digits, with a plus before them when it says its country. No other centre of the installation has it.</summary>
    public required string Dialled { get; set; }

    public ServiceId Service { get; set; }

    /// <summary>What its callers go through first. Null: they wait at once.</summary>
    public FlowId? Flow { get; set; }

    /// <summary>Faxes come to it, and nobody who speaks.</summary>
    public bool IsFax { get; set; }

    /// <summary>What callers are spoken to in, and who is sought for them.</summary>
    public Language Language { get; set; }

    /// <summary>Said when a call is answered. Empty: the usual words.</summary>
    public Texts Greeting { get; set; } = Texts.Of();

    /// <summary>Said when the service is closed, before its hours. Empty: the usual words.</summary>
    public Texts Closed { get; set; } = Texts.Of();

    /// <summary>Said when too many wait already. Empty: the usual words.</summary>
    public Texts Full { get; set; } = Texts.Of();

    /// <summary>Pressed by whoever waits and would rather be called back. Null: he may not choose that.</summary>
    public string? CallbackKey { get; set; }

    /// <summary>Pressed by whoever waits and would rather wait for another service. Null: he may not choose that.</summary>
    public string? OtherKey { get; set; }

    /// <summary>The other service. Null: none.</summary>
    public ServiceId? OtherService { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}
