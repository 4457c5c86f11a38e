using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Recording;

/// <summary>Whether the calls of a service are recorded, and what makes it lawful. It cannot be switched on before all of that is registered.</summary>
public sealed class RecordingRule : IOfCentre
{
    public ServiceId Service { get; init; }

    public CentreId Centre { get; init; }

    public bool IsOn { get; set; }

    /// <summary>Null: not registered yet.</summary>
    public LegalBasis? Basis { get; set; }

    /// <summary>What recordings are for, and the law or the agreement that allows it.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>When it was agreed with the staff or their unions. Null: not yet.</summary>
    public DateOnly? AgreedOn { get; set; }

    /// <summary>With whom, and where the agreement is kept.</summary>
    public string Agreement { get; set; } = "";

    /// <summary>Said to every caller before he is connected. In a language without it nobody is recorded.</summary>
    public Texts Announcement { get; set; } = Texts.Of();

    /// <summary>So many days a recording is kept.</summary>
    public int Days { get; set; } = 90;

    /// <summary>So many days a copy with disguised voices is kept, also when the recording is gone. Null: not longer than the recording.</summary>
    public int? CopyDays { get; set; }

    public Guid Version { get; set; }
}

/// <summary>Why it is lawful to record (GDPR, article 6).</summary>
public enum LegalBasis
{
    Consent, Contract, LegalObligation, PublicTask, LegitimateInterest,
}
