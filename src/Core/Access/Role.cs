namespace Isberg.Access;

/// <summary>The roles that come with the product, each a set of permissions.</summary>
public static class Role
{
    public const string Agent = "agent";

    /// <summary>Who answers for everybody: an agent who also says of colleagues when they are back.</summary>
    public const string Attendant = "attendant";

    public const string Supervisor = "supervisor";
    public const string Planner = "planner";
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Permissions { get; } = new SortedDictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal)
    {
        [Agent] = Set(
            Permission.ContactHandle, Permission.ContactRead, Permission.CustomerRead, Permission.CustomerWrite,
            Permission.ServiceRead, Permission.PeopleRead, Permission.RecordingCopyListen),
        [Attendant] = Set(
            Permission.ContactHandle, Permission.ContactRead, Permission.CustomerRead, Permission.CustomerWrite,
            Permission.ServiceRead, Permission.PeopleRead, Permission.AbsenceWrite),
        [Supervisor] = Set(
            Permission.ContactHandle, Permission.ContactRead, Permission.ContactSteer, Permission.CallSupervise, Permission.CustomerRead, Permission.CustomerWrite,
            Permission.FloorWatch, Permission.PeopleSteer, Permission.AbsenceWrite, Permission.ServiceSteer, Permission.BlockWrite, Permission.ServiceRead,
            Permission.PeopleRead, Permission.FiguresRead, Permission.FiguresPeopleRead, Permission.RecordingListen, Permission.RecordingCopyListen),
        [Planner] = Set(Permission.FloorWatch, Permission.ServiceRead, Permission.PeopleRead, Permission.FiguresRead, Permission.FiguresPeopleRead),
        [Administrator] = Set(
            Permission.FloorWatch, Permission.ServiceSteer, Permission.BlockWrite, Permission.ServiceRead, Permission.ServiceWrite,
            Permission.PeopleRead, Permission.PeopleWrite, Permission.PeopleSteer, Permission.AccessWrite, Permission.FiguresRead, Permission.ContentErase),
        [Auditor] = Set(Permission.LedgerReadAll, Permission.ContactRead, Permission.ServiceRead, Permission.PeopleRead, Permission.FiguresRead,
            Permission.RecordingListen, Permission.RecordingCopyListen, Permission.RecordingLog),
    };

    private static SortedSet<string> Set(params string[] permissions) => new(permissions, StringComparer.Ordinal);
}
