using Isberg.People;
using Isberg.Services;

namespace Isberg.Desk;

/// <summary>Who and what can be reached, as things stand now.</summary>
/// <param name="Now">The centre's time: screens count from it.</param>
/// <param name="People">Those who are found best first.</param>
/// <param name="HasMore">More people are found than are shown.</param>
public sealed record DeskDirectory(DateTimeOffset Now, IReadOnlyList<DirectoryPerson> People, bool HasMore, IReadOnlyList<DirectoryService> Services);

/// <summary>Somebody on the staff, and whether he can be reached.</summary>
/// <param name="Role">What his role is called.</param>
/// <param name="Reason">Why he is not ready.</param>
/// <param name="Since">When he became ready, not ready or the like. Null: he is signed out.</param>
/// <param name="IsInCall">He talks with somebody, or his phone rings for a call.</param>
/// <param name="IsFree">Could be offered a call at once.</param>
/// <param name="Absence">He is away, or leaves soon.</param>
public sealed record DirectoryPerson(
    PersonId Person, string Name, string? Role, IReadOnlyList<DirectorySkill> Skills, Presence Presence, PresenceReasonId? Reason, DateTimeOffset? Since,
    bool IsInCall, bool IsFree, PhoneState Phone, AbsenceView? Absence);

/// <summary>What somebody can.</summary>
public sealed record DirectorySkill(Texts Name);

/// <summary>A service that takes calls.</summary>
/// <param name="Free">Signed-in people who could be offered a call at once.</param>
public sealed record DirectoryService(ServiceId Service, Texts Name, bool IsOpen, DateTimeOffset? OpensAt, int Waiting, DateTimeOffset? LongestSince, int Free);

/// <summary>The calls that wait in the services of whoever asks.</summary>
/// <param name="Waiting">The first of them, the next to be taken first.</param>
/// <param name="Count">How many there are.</param>
public sealed record WaitingCalls(DateTimeOffset Now, IReadOnlyList<WaitingCall> Waiting, int Count);

/// <summary>A call that waits.</summary>
/// <param name="Name">As the centre knows the caller.</param>
/// <param name="Phone">Where he calls from.</param>
/// <param name="IsRinging">It rings at somebody's phone.</param>
/// <param name="IsMine">It waits for whoever asks, by name.</param>
public sealed record WaitingCall(
    ContactId Contact, ServiceId Service, string? Name, string? Phone, DateTimeOffset Since, DateTimeOffset DueAt, int Transfers, bool IsRinging, bool IsMine);
