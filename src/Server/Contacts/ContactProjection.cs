using Isberg.People;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Contacts;

/// <summary>Open contacts as their rows stand, kept beside the floor: turns events into rows, and knows which rows a batch has touched.</summary>
public sealed class ContactProjection(CentreId centre)
{
    private readonly Dictionary<ContactId, OpenContact> contacts = [];
    private readonly Dictionary<ServiceId, CommissionerId> commissioners = [];
    private readonly HashSet<ContactRow> touchedContacts = [];
    private readonly HashSet<SegmentRow> touchedSegments = [];
    private readonly Dictionary<PersonId, PresenceRow> touchedPresences = [];

    public IReadOnlyCollection<ContactRow> TouchedContacts => touchedContacts;

    public IReadOnlyCollection<SegmentRow> TouchedSegments => touchedSegments;

    public IReadOnlyCollection<PresenceRow> TouchedPresences => touchedPresences.Values;

    /// <summary>How fast each queue has been served lately.</summary>
    public RecentPace Pace { get; } = new();

    /// <summary>The row of a contact that is not closed yet.</summary>
    public ContactRow? Find(ContactId contact) => contacts.TryGetValue(contact, out var open) ? open.Row : null;

    /// <summary>The number of a message that is already there, or null: a message sent twice is one message.</summary>
    public int? NumberOf(ContactId contact, MessageId message) =>
        contacts.TryGetValue(contact, out var open) && open.Messages is { } known && known.TryGetValue(message, out var number) ? number : null;

    /// <summary>Whether any stretch of an open contact has been in this channel.</summary>
    public bool WasIn(ContactId contact, Channel channel) => contacts.TryGetValue(contact, out var open) && open.Segments.Values.Any(it => it.Channel == channel);

    public IEnumerable<ContactRow> All => contacts.Values.Select(it => it.Row);

    public CommissionerId? CommissionerOf(ServiceId service) => commissioners.TryGetValue(service, out var found) ? found : null;

    /// <summary>Takes up rows again after a start.</summary>
    public void Load(ContactRow row, IEnumerable<SegmentRow> segments, IEnumerable<KeyValuePair<MessageId, int>> messages)
    {
        var open = new OpenContact(row, segments.ToDictionary(it => it.Number));
        foreach (var (message, number) in messages) (open.Messages ??= [])[message] = number;
        contacts[row.Id] = open;
    }

    public void Know(ServiceRule service) => commissioners[service.Id] = service.Commissioner;

    /// <summary>The batch is committed, or dropped: nothing is touched any longer.</summary>
    public void Forget()
    {
        foreach (var row in touchedContacts)
        {
            if (row.ClosedAt is not null) contacts.Remove(row.Id);
        }

        touchedContacts.Clear();
        touchedSegments.Clear();
        touchedPresences.Clear();
    }

    public void Apply(Event happened, DateTimeOffset at, long sequence)
    {
        if (happened is ServiceChanged changed) Know(changed.Service);
        if (happened is ContactArrived arrived) Open(arrived.Contact, arrived.Need, arrived.Customer, at, arrived.Earlier, arrived.PriorityClass);
        if (happened is ContactBegun begun) Open(begun.Contact, begun.Need, begun.Customer, at, begun.Earlier, Floor.UsualPriority, begun.Person);
        if (happened is IOfContact of && contacts.TryGetValue(of.Contact, out var contact))
        {
            Apply(contact, happened, at);
            contact.Row.Version = sequence;
            touchedContacts.Add(contact.Row);
        }

        ApplyPresence(happened, at);
    }

    private void Open(
        ContactId contact, Need need, CustomerId? customer, DateTimeOffset at, ContactId? earlier, int priorityClass, PersonId? begunBy = null)
    {
        if (contacts.ContainsKey(contact)) return;

        contacts[contact] = new OpenContact(
            new ContactRow
            {
                Id = contact,
                Centre = centre,
                Commissioner = commissioners.GetValueOrDefault(need.Service),
                Reference = ContactReference.Of(contact),
                Service = need.Service,
                Channel = need.Channel,
                Language = need.Language,
                Customer = customer,
                Earlier = earlier,
                BegunBy = begunBy,
                PriorityClass = priorityClass,
                ArrivedAt = at,
            },
            []);
    }

    private void Apply(OpenContact contact, Event happened, DateTimeOffset at)
    {
        var row = contact.Row;
        switch (happened)
        {
            case ContactBegun it:
                (row.Stage, row.Segment, row.Person, row.AnsweredAt) = (Stage.Handled, 1, it.Person, at);
                contact.Segments[1] = NewSegment(row, 1, at);
                Touch(contact, 1, segment => (segment.Person, segment.AnsweredAt) = (it.Person, at));
                break;
            case ContactQueued it:
                (row.Stage, row.Service, row.DueAt, row.Segment, row.Person) = (Stage.Queued, it.Service, it.Due, it.Segment, null);
                row.Commissioner = commissioners.GetValueOrDefault(it.Service, row.Commissioner);
                if (!contact.Segments.ContainsKey(it.Segment)) contact.Segments[it.Segment] = NewSegment(row, it.Segment, at);
                Touch(contact, it.Segment, segment => (segment.Service, segment.Commissioner) = (it.Service, row.Commissioner));
                break;
            case ContactOffered it:
                (row.Stage, row.Person) = (Stage.Offered, it.Person);
                row.OfferedAt ??= at;
                break;
            case OfferWithdrawn it:
                (row.Stage, row.Person) = (it.Cause == WithdrawCause.Merged ? Stage.WrappingUp : Stage.Queued, null);
                break;
            case OfferAccepted it:
                (row.Stage, row.Person) = (Stage.Handled, it.Person);
                row.AnsweredAt ??= at;
                Pace.Taken(row.Service, row.Channel, at);
                Touch(contact, row.Segment, segment => (segment.Person, segment.AnsweredAt) = (it.Person, at));
                break;
            case ContactHeld:
                row.Stage = Stage.Held;
                Touch(contact, row.Segment, segment => segment.HeldSince = at);
                break;
            case ContactResumed:
                row.Stage = Stage.Handled;
                Touch(contact, row.Segment, segment => EndHold(segment, at));
                break;
            case ContactTransferred or ContactTakenOver:
                row.Transfers++;
                Touch(contact, row.Segment, segment => segment.WasTransferred = true);
                break;
            case WrapUpBegan it:
                if (it.Segment == row.Segment) (row.Stage, row.EndedAt) = (Stage.WrappingUp, at);
                Touch(contact, it.Segment, segment => EndTalk(segment, at));
                break;
            case WrapUpFinished it:
                row.Reasons = [.. row.Reasons.Union(it.Reasons)];
                foreach (var segment in contact.Segments.Values.Where(s => s.Person == it.Person && s.EndedAt is not null && s.WrappedAt is null))
                    Touch(contact, segment.Number, s => Wrap(row, s, at));
                break;
            case WrapUpExpired it:
                Touch(contact, it.Segment, segment => Wrap(row, segment, at));
                break;
            case ContactReturned it:
                row.Channel = it.To ?? row.Channel;
                Touch(contact, it.Segment, segment => EndTalk(segment, at));
                break;
            case ContactHandedOver it:
                (row.Stage, row.Segment, row.Person, row.EndedAt) = (Stage.Handled, it.Segment, it.Person, null);
                contact.Segments[it.Segment] = NewSegment(row, it.Segment, at);
                Touch(contact, it.Segment, segment => (segment.Person, segment.AnsweredAt) = (it.Person, at));
                break;
            case ContactParked:
                (row.Stage, row.Person) = (Stage.Arrived, null);
                Touch(contact, row.Segment, segment =>
                {
                    EndTalk(segment, at);
                    segment.WrappedAt = at;
                });
                break;
            case ContactPickedUp it:
                (row.Stage, row.Segment, row.Person) = (Stage.Handled, row.Segment + 1, it.Person);
                contact.Segments[row.Segment] = NewSegment(row, row.Segment, at);
                Touch(contact, row.Segment, segment => (segment.Person, segment.AnsweredAt) = (it.Person, at));
                break;
            case SegmentBegan it:
                GoOn(contact, it, at);
                break;
            case ContactMerged it:
                Merge(contact, it, at);
                break;
            case ContactPrioritised it:
                row.PriorityClass = it.PriorityClass;
                break;
            case ContactStranded it:
                row.IsStranded = it.IsStranded;
                break;
            case CallbackTried it:
                row.CallbackTry = it.Try;
                break;
            case CitizenCalled it:
                row.Called = it.Result;
                break;
            case ContactIdentified it:
                row.Customer = it.Customer;
                break;
            case MessageWritten it:
                row.LastMessage = it.Number;
                (contact.Messages ??= [])[it.Message] = it.Number;
                break;
            case ContactClosed it:
                (row.Stage, row.Outcome, row.ClosedAt) = (Stage.Closed, it.Outcome, at);
                row.EndedAt ??= at;
                break;
        }
    }

    private void ApplyPresence(Event happened, DateTimeOffset at)
    {
        (PersonId Person, Presence Presence, PresenceReasonId? Reason)? now = happened switch
        {
            PersonSignedIn it => (it.Person, Presence.NotReady, null),
            PersonSignedOut it => (it.Person, Presence.SignedOut, null),
            PresenceChosen it => (it.Person, it.Presence, it.Reason),
            PresenceChanged it => (it.Person, it.Presence, null),
            _ => null,
        };
        if (now is not { } set) return;

        touchedPresences[set.Person] = new PresenceRow { Centre = centre, Person = set.Person, Presence = set.Presence, Reason = set.Reason, Since = at };
    }

    private SegmentRow NewSegment(ContactRow row, int number, DateTimeOffset at) => new()
    {
        Contact = row.Id, Number = number, Centre = centre, Commissioner = row.Commissioner, Service = row.Service, Channel = row.Channel, QueuedAt = at,
    };

    /// <summary>Nobody waits, and there is no wrap-up between.</summary>
    private void GoOn(OpenContact contact, SegmentBegan it, DateTimeOffset at)
    {
        var row = contact.Row;
        Touch(contact, row.Segment, segment =>
        {
            EndTalk(segment, at);
            segment.WrappedAt = at;
        });
        (row.Stage, row.Segment, row.Channel) = (Stage.Handled, it.Segment, it.Channel);
        contact.Segments[it.Segment] = NewSegment(row, it.Segment, at);
        Touch(contact, it.Segment, segment => (segment.Person, segment.AnsweredAt) = (it.Person, at));
    }

    /// <summary>Whoever handled it is done with it at once; others may still wrap up what they had of it before.</summary>
    private void Merge(OpenContact contact, ContactMerged it, DateTimeOffset at)
    {
        var row = contact.Row;
        row.MergedInto = it.Into;
        if (row.Stage is Stage.Handled or Stage.Held)
        {
            Touch(contact, row.Segment, segment =>
            {
                EndTalk(segment, at);
                segment.WrappedAt = at;
            });
        }

        if (row.Stage != Stage.Offered) row.Stage = Stage.WrappingUp;
    }

    private void Touch(OpenContact contact, int number, Action<SegmentRow> change)
    {
        if (!contact.Segments.TryGetValue(number, out var segment)) return;
        change(segment);
        touchedSegments.Add(segment);
    }

    /// <summary>How long what the staff began took, says nothing about those who wait.</summary>
    private void Wrap(ContactRow row, SegmentRow segment, DateTimeOffset at)
    {
        segment.WrappedAt = at;
        if (segment.AnsweredAt is { } answered && !(row.BegunBy is not null && segment.Number == 1)) Pace.Handled(segment.Service, segment.Channel, at - answered);
    }

    private static void EndTalk(SegmentRow segment, DateTimeOffset at)
    {
        EndHold(segment, at);
        segment.EndedAt ??= at;
    }

    private static void EndHold(SegmentRow segment, DateTimeOffset at)
    {
        if (segment.HeldSince is not { } since) return;
        (segment.Held, segment.HeldSince) = (segment.Held + (at - since), null);
    }

    private sealed record OpenContact(ContactRow Row, Dictionary<int, SegmentRow> Segments)
    {
        public Dictionary<MessageId, int>? Messages { get; set; }
    }
}
