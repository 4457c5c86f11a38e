using Isberg.Storage;

namespace Isberg.Services;

/// <summary>An organisation whose contact centre this is.</summary>
public sealed class Centre
{
    public CentreId Id { get; init; }

    /// <summary>Stands in addresses: small letters, digits and hyphens.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    /// <summary>IANA name, for instance Europe/Stockholm.</summary>
    public required string TimeZone { get; set; }

    public CentreRule Rule { get; set; } = new();

    /// <summary>Everything live is closed for now. Null: the hours rule.</summary>
    public EmergencyClosing? Closing { get; set; }

    /// <summary>Which numbers may be called from here.</summary>
    public DialRule Dialling { get; set; } = DialRule.Usual;

    /// <summary>What the floor was told last, as a hash.</summary>
    public string? Told { get; set; }

    public Guid Version { get; set; }
}

/// <summary>Everything live is closed at once: fire drill, power cut, a service that must not be reached.</summary>
/// <param name="Message">What citizens read and hear.</param>
/// <param name="Until">Null: until somebody opens again.</param>
/// <param name="SendsAway">Those who wait are turned away too; otherwise they are served.</param>
public sealed record EmergencyClosing(Texts Message, DateTimeOffset Since, DateTimeOffset? Until, bool SendsAway)
{
    public bool HoldsAt(DateTimeOffset now) => Since <= now && (Until is not { } until || now < until);
}

/// <summary>Whom services are run for.</summary>
public sealed class Commissioner : IOfCentre
{
    public CommissionerId Id { get; init; }

    public CentreId Centre { get; init; }

    public required string Name { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>What a citizen understands that he is contacting, as it is administered.</summary>
public sealed class Service : IOfCommissioner
{
    public ServiceId Id { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; set; }

    /// <summary>Stands in addresses: small letters, digits and hyphens; one of its kind in the centre.</summary>
    public required string Key { get; set; }

    public required Texts Name { get; set; }

    public Texts Description { get; set; } = Texts.Of();

    /// <summary>Guidance that the agent reads while he handles a contact (manus).</summary>
    public Texts Script { get; set; } = Texts.Of();

    public IReadOnlyList<ChannelSetup> Channels { get; set; } = [];

    /// <summary>Opened or closed by hand, beside the hours. At most one per channel.</summary>
    public IReadOnlyList<ManualOpening> Manual { get; set; } = [];

    /// <summary>Origins of foreign sites that may embed the chat.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    public FormSetup Form { get; set; } = new();

    /// <summary>No longer in use; history still refers to it.</summary>
    public bool IsArchived { get; set; }

    /// <summary>What the floor was told last, as a hash.</summary>
    public string? Told { get; set; }

    public Guid Version { get; set; }
}

/// <summary>A service's channel as it is administered.</summary>
/// <param name="Rule">What the floor is told; its opening intervals are worked out from the hours and not kept here.</param>
public sealed record ChannelSetup(ChannelRule Rule)
{
    /// <summary>Open round the clock, every day; the week and the calendars are not read.</summary>
    public bool IsAlwaysOpen { get; init; }

    /// <summary>The hours of a usual week. None: closed, but for exceptions.</summary>
    public IReadOnlyList<WeekSpan> Week { get; init; } = [];

    /// <summary>Calendars whose days go before the week's; the first that knows a date holds.</summary>
    public IReadOnlyList<CalendarId> Calendars { get; init; } = [];

    /// <summary>Days of this service and channel alone; they go before the calendars.</summary>
    public IReadOnlyList<DayException> Exceptions { get; init; } = [];

    /// <summary>What a caller on hold is told now and then, between the music. None: music alone.</summary>
    public Texts? OnHold { get; init; }

    /// <summary>How callers come to leave a message, where the channel is that. None: as usual.</summary>
    public VoiceMessageSetup? Message { get; init; }
}

/// <summary>A supervisor opened or closed a service's channel by hand.</summary>
/// <param name="Until">Null: until somebody changes it back.</param>
public sealed record ManualOpening(Channel Channel, bool IsOpen, DateTimeOffset Since, DateTimeOffset? Until)
{
    public bool HoldsAt(DateTimeOffset now) => Since <= now && (Until is not { } until || now < until);
}

/// <summary>What a service's web form asks for, beside the message and how to answer.</summary>
public sealed record FormSetup
{
    /// <summary>The most questions of one form.</summary>
    public const int MostFields = 30;

    public Texts Introduction { get; init; } = Texts.Of();

    /// <summary>Stands on the receipt: what happens next.</summary>
    public Texts Receipt { get; init; } = Texts.Of();

    public IReadOnlyList<FormField> Fields { get; init; } = [];
}

/// <summary>One question of a web form.</summary>
/// <param name="Key">Small letters, digits and hyphens; one of its kind in the form.</param>
/// <param name="Options">What one may choose between; only for <see cref="FormFieldKind.Choice"/>.</param>
public sealed record FormField(string Key, FormFieldKind Kind, Texts Label, Texts? Help = null, bool IsRequired = false, IReadOnlyList<Texts>? Options = null);

public enum FormFieldKind
{
    Line, Text, Email, Phone, Date, Choice, Yes,
}
