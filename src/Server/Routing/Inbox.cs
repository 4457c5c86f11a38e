using System.Threading.Channels;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Storage;

namespace Isberg.Routing;

/// <summary>What one request does to the live centre: at most one input for the floor, notes for the ledger, rows for the tables.</summary>
/// <param name="Conversation">The citizen's end of a written contact that begins with this.</param>
/// <param name="Customer">A customer who is new with this.</param>
/// <param name="Mail">The mail that a message came or goes as.</param>
/// <param name="Save">Rarer rows, written through EF in the same transaction; an act that has it is committed by itself. It may refuse.</param>
public sealed record Act(
    Input? Input = null, IReadOnlyList<Note>? Notes = null, IReadOnlyList<MessageRow>? Messages = null,
    Func<Database, CancellationToken, Task<Refusal?>>? Save = null, Conversation? Conversation = null, Customer? Customer = null, MailRow? Mail = null,
    LetterRow? Letter = null);

/// <summary>The state of the live centre as it stands inside the loop.</summary>
public sealed record LiveState(Floor Floor, ContactProjection Contacts, DateTimeOffset Now);

/// <summary>One request on its way through the loop, and the answer to it. It may be decided again after a failure, so deciding changes nothing by itself.</summary>
public sealed class InboxEntry(Func<LiveState, Outcome<Act>> decide, bool isAlone)
{
    private readonly TaskCompletionSource<Refusal?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Must be committed in a transaction of its own.</summary>
    public bool IsAlone { get; } = isAlone;

    public Func<LiveState, Outcome<Act>> Decide { get; } = decide;

    /// <summary>Null when it is durable, else why not.</summary>
    public Task<Refusal?> Answer => answer.Task;

    public void Reply(Refusal? refusal) => answer.TrySetResult(refusal);
}

/// <summary>A question to the live state, answered between two batches.</summary>
internal sealed record Question(Action<LiveState> Ask, Action<Exception> Fail);

/// <summary>What waits for a centre's floor. Bounded: when it is full, callers are refused and may try again.</summary>
public sealed class Inbox
{
    public const int MostEntries = 20_000;

    public static readonly Refusal Full = new("centre.busy", "The contact centre is overloaded right now. Try again in a few seconds.");

    private volatile Refusal? closed;

    private readonly Channel<object> waiting = Channel.CreateBounded<object>(new BoundedChannelOptions(MostEntries) { SingleReader = true });

    /// <summary>Puts a request in the queue and waits until it is durable, or refused.</summary>
    public async Task<Refusal?> Send(Func<LiveState, Outcome<Act>> decide, CancellationToken stop, bool isAlone = false)
    {
        if (closed is { } no) return no;
        var entry = new InboxEntry(decide, isAlone);
        if (!waiting.Writer.TryWrite(entry)) return Full;
        return await entry.Answer.WaitAsync(stop);
    }

    public Task<Refusal?> Send(Input input, CancellationToken stop) => Send(_ => new Act(input), stop);

    /// <summary>Asks something of the committed live state.</summary>
    public async Task<T> Ask<T>(Func<LiveState, T> question, CancellationToken stop)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new Question(
            state =>
            {
                try
                {
                    answer.TrySetResult(question(state));
                }
#pragma warning disable CA1031 // Whatever a question throws belongs to its asker, not to the loop.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    answer.TrySetException(error);
                }
            },
            error => answer.TrySetException(error));
        if (closed is { } no) throw new StorageUnavailableException(no.Sentence);
        await waiting.Writer.WriteAsync(asked, stop);
        return await answer.Task.WaitAsync(stop);
    }

    /// <summary>Why nothing is taken in right now; null: it is.</summary>
    public Refusal? Closed => closed;

    internal ChannelReader<object> Reader => waiting.Reader;

    /// <summary>Refuses whoever comes from now on, without making him wait.</summary>
    internal void Close(Refusal why) => closed = why;

    internal void Open() => closed = null;
}
