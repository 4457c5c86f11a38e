using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Desk;

/// <summary>Everything that one person's desk shows of what goes on now; sent whole whenever anything in it changes.</summary>
/// <param name="Now">The centre's time: screens count from it, whatever their own clocks say.</param>
public sealed record DeskView(
    DateTimeOffset Now, PersonId Person, Presence Presence, PresenceReasonId? Reason, DateTimeOffset PresenceSince,
    DeskOffer? Offer, IReadOnlyList<DeskContact> Contacts, PhoneState Phone, DeskBeside? Beside = null);

/// <summary>A contact that rings at a person's desk.</summary>
/// <param name="Offer">The number of the offer, which accepting and declining name.</param>
/// <param name="IsCallback">The citizen is to be called back: he is called when it is taken.</param>
public sealed record DeskOffer(ContactId Contact, int Offer, DateTimeOffset Until, DeskCard Card, bool IsCallback = false);

/// <summary>A contact that a person handles, or wraps up.</summary>
/// <param name="WrapUpUntil">When his wrap-up ends by itself.</param>
/// <param name="IsCitizenAway">The citizen's page is closed, or has lost its connection; what is written waits for him.</param>
/// <param name="IsOutgoing">The citizen is called from here.</param>
/// <param name="Called">How far calling the citizen has come. Null: he was not called.</param>
public sealed record DeskContact(
    ContactId Contact, Stage Stage, DateTimeOffset StageSince, DateTimeOffset? WrapUpUntil, int LastMessage, DeskCard Card, bool IsCitizenAway = false, bool IsOutgoing = false, CallResult? Called = null)
{
    /// <summary>The colleague who is asked about the call.</summary>
    public DeskSecond? Consult { get; init; }

    /// <summary>The supervisor at the call, where the service lets that be seen.</summary>
    public DeskSecond? Supervision { get; init; }

    /// <summary>Whose sound is bad in it right now. Null: nobody's, as far as is known.</summary>
    public BadSound? Sound { get; init; }
}

/// <summary>A second person at a call.</summary>
public sealed record DeskSecond(PersonId Person, SecondWay Way, DateTimeOffset Since);

/// <summary>The call at which somebody is the second person: he is asked about it, or supervises.</summary>
/// <param name="By">Who handles it.</param>
public sealed record DeskBeside(ContactId Contact, SecondWay Way, DateTimeOffset Since, bool IsSupervision, PersonId? By, DeskCard Card);

/// <summary>What a desk shows of a contact in one line.</summary>
/// <param name="Name">As the citizen calls himself, or as the centre knows him; else his address.</param>
/// <param name="Matter">What it is about, in the citizen's words: the form's subject, or the beginning of his first message.</param>
/// <param name="AwaitsAnswerSince">When the citizen wrote what nobody has answered yet.</param>
/// <param name="Recording">Null: what is said is not recorded.</param>
public sealed record DeskCard(
    string Reference, ServiceId Service, Channel Channel, Language? Language, CustomerId? Customer, string? Name, string? Matter,
    DateTimeOffset? AwaitsAnswerSince, DateTimeOffset ArrivedAt, DateTimeOffset? DueAt, int Transfers,
    RecordingSign? Recording = null);

/// <summary>How the recording of a call that goes on stands.</summary>
public enum RecordingSign
{
    Running,

    /// <summary>The agent has stopped it for a while.</summary>
    Paused,
}

/// <summary>A new message of a contact, as the desk of whoever handles it is told.</summary>
public sealed record DeskMessage(ContactId Contact, MessageView Message);

/// <summary>The citizen is writing right now.</summary>
public sealed record DeskTyping(ContactId Contact);

/// <summary>A colleague is writing an answer right now.</summary>
public sealed record DeskWriting(ContactId Contact, PersonId Person, string? PersonName);

/// <summary>How the centre is set up has changed: what was read of it before may be old.</summary>
/// <param name="Changes">How many changes; which ones, the screens ask themselves.</param>
public sealed record SettingsNews(int Changes);

/// <summary>Figures have changed: whoever shows those of today asks for them anew.</summary>
/// <param name="At">When the centre said so.</param>
public sealed record FiguresNews(DateTimeOffset At);

/// <summary>What a desk knows of a service while it handles its contacts.</summary>
/// <param name="Reasons">What a contact may have been about, those of every service included.</param>
public sealed record DeskService(
    ServiceId Service, Texts Name, Texts Script, IReadOnlyList<Channel> Channels, IReadOnlyList<DeskReason> Reasons, IReadOnlyList<DeskNotice> Notices);

/// <param name="Parent">The reason that it is a part of.</param>
public sealed record DeskReason(ReasonId Reason, ReasonId? Parent, Texts Name);

public sealed record DeskNotice(Texts Text, NoticeKind Kind, DateTimeOffset Until);

/// <summary>Why somebody may be not ready.</summary>
public sealed record DeskPresenceReason(PresenceReasonId Reason, Texts Name);

/// <summary>What stands still for a while at a desk: services with their scripts and reasons, and reasons for not being ready.</summary>
/// <param name="MailAddresses">Of the centre's own mailboxes: nobody answers those.</param>
public sealed record DeskSetup(IReadOnlyList<DeskService> Services, IReadOnlyList<DeskPresenceReason> PresenceReasons, IReadOnlyList<string> MailAddresses);

/// <summary>Somebody, or a queue, that a contact may be sent on to.</summary>
/// <param name="IsFree">Could be offered it at once.</param>
/// <param name="Absence">He is away, or leaves soon.</param>
/// <param name="Phone">Ready: he can be asked in the middle of a call.</param>
public sealed record DeskColleague(PersonId Person, string Name, Presence Presence, DateTimeOffset Since, int Contacts, bool IsFree, PhoneState Phone = PhoneState.None, AbsenceView? Absence = null);

/// <param name="Free">Signed-in people who could be offered it at once.</param>
public sealed record DeskQueue(ServiceId Service, bool IsOpen, int Waiting, DateTimeOffset? LongestSince, int Free);

/// <summary>Where one contact may be sent on to, as things stand now.</summary>
public sealed record DeskTargets(DateTimeOffset Now, IReadOnlyList<DeskQueue> Queues, IReadOnlyList<DeskColleague> Colleagues);
