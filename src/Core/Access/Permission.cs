namespace Isberg.Access;

/// <summary>The named permissions; roles are sets of them. The names stand in API documents and never change.</summary>
public static class Permission
{
    /// <summary>Take contacts: presence, offers, conversations, wrap-up.</summary>
    public const string ContactHandle = "contact.handle";

    /// <summary>See contacts, their messages and their history.</summary>
    public const string ContactRead = "contact.read";

    /// <summary>Move, prioritise and discard waiting contacts.</summary>
    public const string ContactSteer = "contact.steer";

    /// <summary>Listen to calls, whisper, join them, take them over.</summary>
    public const string CallSupervise = "call.supervise";

    public const string CustomerRead = "customer.read";

    public const string CustomerWrite = "customer.write";

    /// <summary>See the live board: services, waiting contacts, people and what they do.</summary>
    public const string FloorWatch = "floor.watch";

    /// <summary>Change a colleague's presence or role, sign him out.</summary>
    public const string PeopleSteer = "people.steer";

    /// <summary>Say of colleagues when they are away and when they are back.</summary>
    public const string AbsenceWrite = "absence.write";

    /// <summary>Open and close services, put up notices, emergency closing.</summary>
    public const string ServiceSteer = "service.steer";

    public const string BlockWrite = "block.write";

    public const string ServiceRead = "service.read";

    public const string ServiceWrite = "service.write";

    public const string PeopleRead = "people.read";

    public const string PeopleWrite = "people.write";

    /// <summary>Accounts, roles, sign-in settings, API keys.</summary>
    public const string AccessWrite = "access.write";

    public const string FiguresRead = "figures.read";

    /// <summary>Figures per person other than one's own.</summary>
    public const string FiguresPeopleRead = "figures.people.read";

    /// <summary>Erase what is known and written of people, for good.</summary>
    public const string ContentErase = "content.erase";

    /// <summary>Listen to recordings, each time for a reason that is logged.</summary>
    public const string RecordingListen = "recording.listen";

    /// <summary>Listen to copies of recordings in which voices are disguised, and to nothing else; for a reason too.</summary>
    public const string RecordingCopyListen = "recording.copy.listen";

    /// <summary>See who has listened to recordings, and why.</summary>
    public const string RecordingLog = "recording.log";

    /// <summary>The whole ledger with its sequence numbers.</summary>
    public const string LedgerReadAll = "ledger.read.all";

    public static IReadOnlyList<string> All { get; } =
    [
        ContactHandle, ContactRead, ContactSteer, CallSupervise, CustomerRead, CustomerWrite, FloorWatch, PeopleSteer, AbsenceWrite, ServiceSteer, BlockWrite,
        ServiceRead, ServiceWrite, PeopleRead, PeopleWrite, AccessWrite, FiguresRead, FiguresPeopleRead, ContentErase,
        RecordingListen, RecordingCopyListen, RecordingLog, LedgerReadAll,
    ];
}
