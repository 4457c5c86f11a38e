namespace Isberg;

/// <summary>A tenant: one organisation's contact centre. Data of two centres never meet.</summary>
public readonly record struct CentreId(Guid Value);

/// <summary>Whom a service is run for (uppdragsgivare).</summary>
public readonly record struct CommissionerId(Guid Value);

/// <summary>What a citizen understands that he is contacting.</summary>
public readonly record struct ServiceId(Guid Value);

/// <summary>Someone on the staff.</summary>
public readonly record struct PersonId(Guid Value);

/// <summary>That somebody on the staff is away for a time.</summary>
public readonly record struct AbsenceId(Guid Value);

/// <summary>A competence that needs ask for and people have at a level.</summary>
public readonly record struct SkillId(Guid Value);

/// <summary>One attempt by one person to reach one service; the unit of statistics.</summary>
public readonly record struct ContactId(Guid Value);

/// <summary>A citizen or organisation as the centre knows them.</summary>
public readonly record struct CustomerId(Guid Value);

/// <summary>One written message of a contact; its text lies in an erasable content row.</summary>
public readonly record struct MessageId(Guid Value);

/// <summary>A mail that came or goes, or a letter; what it says lies in an erasable content row.</summary>
public readonly record struct MailId(Guid Value);

/// <summary>A mailbox that is read, and that answers are sent from.</summary>
public readonly record struct MailboxId(Guid Value);

/// <summary>A text that agents put into their answers.</summary>
public readonly record struct TemplateId(Guid Value);

/// <summary>A letter on paper that came, as a scan, or goes, as a PDF.</summary>
public readonly record struct LetterId(Guid Value);

/// <summary>A folder on the server into which scanned letters are put.</summary>
public readonly record struct IntakeId(Guid Value);

/// <summary>A telephone number that citizens call.</summary>
public readonly record struct NumberId(Guid Value);

/// <summary>What callers go through before they wait for somebody.</summary>
public readonly record struct FlowId(Guid Value);

/// <summary>The sound of one stretch of a call.</summary>
public readonly record struct RecordingId(Guid Value);

/// <summary>A copy of a recording in which voices are disguised.</summary>
public readonly record struct RecordingCopyId(Guid Value);

/// <summary>A contact reason that wrap-up classifies by.</summary>
public readonly record struct ReasonId(Guid Value);

/// <summary>A key with which another system uses the API.</summary>
public readonly record struct ApiKeyId(Guid Value);

/// <summary>A reason for not being ready (break, meeting, training …).</summary>
public readonly record struct PresenceReasonId(Guid Value);

/// <summary>A conversation beside a contact's own: somebody outside is asked.</summary>
public readonly record struct SideId(Guid Value);

/// <summary>A calendar of days with hours of their own: holidays and other exceptions.</summary>
public readonly record struct CalendarId(Guid Value);

/// <summary>A predefined set of services that a person answers while he is in the role (palvelurooli).</summary>
public readonly record struct RoutingRoleId(Guid Value);

/// <summary>A temporary text about services, with an end time.</summary>
public readonly record struct NoticeId(Guid Value);

/// <summary>An entry of the block list.</summary>
public readonly record struct BlockId(Guid Value);

/// <summary>A language by its two-letter ISO 639-1 code, in lower case.</summary>
public readonly record struct Language(string Code);
