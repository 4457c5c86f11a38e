using Isberg.Contacts;
using Isberg.People;
using Isberg.Reporting;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Board;

/// <summary>The whole live state of a centre as a supervisor watches it; sent anew at every change, at most once a second.</summary>
/// <param name="WaitingCount">How many wait; <paramref name="Waiting"/> holds the first of them by due time.</param>
public sealed record BoardView(
    DateTimeOffset At, EmergencyClosing? Closing, IReadOnlyList<BoardService> Services, int WaitingCount, IReadOnlyList<BoardContact> Waiting,
    IReadOnlyList<BoardPerson> People, BoardAlarms Alarms);

/// <summary>What somebody should look at now.</summary>
/// <param name="SetAside">Requests that went wrong and wait for the administrator.</param>
public sealed record BoardAlarms(int Stranded, int Unattended, int Late, int SetAside);

/// <param name="Callbacks">So many are to be called back, between two tries too.</param>
public sealed record BoardService(ServiceId Service, CommissionerId Commissioner, Texts Name, IReadOnlyList<BoardChannel> Channels, int Callbacks);

/// <summary>One channel of a service just now.</summary>
/// <param name="Manual">Opened or closed by hand.</param>
/// <param name="Able">Signed-in people who may take a contact at some step.</param>
/// <param name="Free">Of them, those who could be offered one now.</param>
/// <param name="Handling">Contacts that somebody handles now.</param>
/// <param name="IsUnattended">Open while nobody signed in answers it.</param>
/// <param name="Today">Service level since midnight; null until it has been counted.</param>
public sealed record BoardChannel(
    Channel Channel, bool IsOpen, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, ManualOpening? Manual, int Waiting, DateTimeOffset? LongestSince,
    DateTimeOffset? NextDue, int Able, int Free, int Handling, bool IsUnattended, ShareView? Today);

/// <summary>A contact that waits, or is just being offered.</summary>
/// <param name="Reference">What people call it by.</param>
/// <param name="Step">The relaxation step that it has reached.</param>
/// <param name="OfferedTo">Who is being offered it.</param>
/// <param name="IsCallback">Nobody holds the line: the citizen is to be called back.</param>
public sealed record BoardContact(
    ContactId Contact, string Reference, ServiceId Service, Channel Channel, Language? Language, IReadOnlyList<SkillLevel> Skills, PersonId? NamedPerson,
    DateTimeOffset ArrivedAt, DateTimeOffset Due, int PriorityClass, int Step, PersonId? OfferedTo, bool IsStranded, bool IsCallback);

public sealed record BoardPerson(
    PersonId Person, string Name, Presence Presence, PresenceReasonId? Reason, DateTimeOffset Since, RoutingRoleId? Role,
    IReadOnlyList<RoutingRoleId> MayTake, IReadOnlyList<PersonDoing> Doing);

/// <summary>A contact that a person is offered, handles, holds or wraps up.</summary>
/// <param name="Sound">Whose sound is bad in his call right now. Null: nobody's, as far as is known.</param>
public sealed record PersonDoing(ContactId Contact, ServiceId Service, Channel Channel, Stage Stage, DateTimeOffset Since, BadSound? Sound = null);
