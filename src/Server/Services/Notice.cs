using Isberg.Storage;

namespace Isberg.Services;

/// <summary>A temporary text about services, with an end time: shown in chat, on the portal, and spoken on the phone.</summary>
public sealed class Notice : IOfCentre
{
    public NoticeId Id { get; init; }

    public CentreId Centre { get; init; }

    public required Texts Text { get; set; }

    /// <summary>The services it is about. None: all of the centre's.</summary>
    public IReadOnlyList<ServiceId> Services { get; set; } = [];

    public NoticeKind Kind { get; set; }

    public DateTimeOffset From { get; set; }

    public DateTimeOffset Until { get; set; }

    public Guid Version { get; set; }

    public bool HoldsAt(DateTimeOffset now) => From <= now && now < Until;

    public bool IsAbout(ServiceId service) => Services.Count == 0 || Services.Contains(service);
}

public enum NoticeKind
{
    Information,

    /// <summary>Something is broken; many will ask about it.</summary>
    Outage,
}
