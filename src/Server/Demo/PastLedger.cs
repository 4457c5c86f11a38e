using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Ledger;
using Isberg.Routing;
using Isberg.Storage;

namespace Isberg.Demo;

/// <summary>Runs a floor in virtual time and writes what it does through the same ledger and the same rows as a live centre.</summary>
internal sealed class PastLedger : IAsyncDisposable
{
    /// <summary>How many events go into one transaction.</summary>
    private const int Together = 20_000;

    private readonly CentreId centre;
    private readonly LedgerWriter writer;
    private readonly ContactProjection contacts;
    private readonly List<Event> events = [];
    private long sequence;
    private int waiting;

    private PastLedger(CentreId centre, LedgerWriter writer, Head head)
    {
        (this.centre, this.writer, sequence) = (centre, writer, head.Sequence);
        contacts = new ContactProjection(centre);
    }

    public Floor Floor { get; } = new();

    /// <summary>The moment of the story.</summary>
    public DateTimeOffset Now { get; private set; }

    public long Sequence => sequence;

    public static async Task<PastLedger> Open(Databases databases, CentreId centre, CancellationToken stop)
    {
        var (writer, head) = await LedgerWriter.TakeOver(databases, centre, stop);
        return new PastLedger(centre, writer, head);
    }

    /// <summary>Goes to a moment; the floor's deadlines before it fire at their time.</summary>
    /// <returns>What the floor decided on the way.</returns>
    public async Task<IReadOnlyList<Event>> GoTo(DateTimeOffset moment, CancellationToken stop)
    {
        var decided = new List<Event>();
        while (Floor.NextDeadline is { } deadline && deadline <= moment)
        {
            Now = deadline > Now ? deadline : Now;
            decided.AddRange(await Tell(new TimePassed(), stop));
        }
        Now = moment > Now ? moment : Now;
        return decided;
    }

    /// <summary>Tells the floor something now. What it refuses has not happened.</summary>
    public async Task<IReadOnlyList<Event>> Tell(Input input, CancellationToken stop, Note? note = null, MessageRow? message = null, Conversation? conversation = null)
    {
        events.Clear();
        if (Floor.Handle(input, Now, events) is null && note is not null) events.Add(note);
        else message = null;
        return await Record(message, conversation, stop);
    }

    /// <summary>Somebody writes in a contact, or knows something about it.</summary>
    public async Task Tell(Note note, MessageRow? message, CancellationToken stop)
    {
        events.Clear();
        events.Add(note);
        await Record(message, conversation: null, stop);
    }

    public ContactRow? Row(ContactId contact) => contacts.Find(contact);

    public async Task Save(CancellationToken stop)
    {
        if (waiting == 0) return;

        await writer.Commit(contacts, sequence, Now, stop);
        contacts.Forget();
        waiting = 0;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private async Task<IReadOnlyList<Event>> Record(MessageRow? message, Conversation? conversation, CancellationToken stop)
    {
        if (waiting == 0 && events.Count > 0) await writer.Begin(stop);
        foreach (var it in events)
        {
            contacts.Apply(it, Now, ++sequence);
            writer.Add(LedgerRow.Of(centre, new Committed(sequence, Now, it)));
        }
        if (message is not null) writer.Add(message);
        if (conversation is not null && events.Count > 0) writer.Add(conversation);

        waiting += events.Count;
        IReadOnlyList<Event> happened = [.. events];
        if (waiting >= Together) await Save(stop);
        return happened;
    }
}
