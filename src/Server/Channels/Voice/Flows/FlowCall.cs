using System.Collections.Concurrent;
using Isberg.Channels.Voice.Hearing;
using Isberg.Contacts;
using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <summary>A call that is in a flow: the row that says where, and what has been pressed since. Whatever is only here, the caller is asked again.</summary>
internal sealed class FlowCall(FlowRun run, FlowDefinition definition, bool isTakenUp = false)
{
    /// <summary>Keys that nobody has looked at yet; more are not heard.</summary>
    private const int MostKeys = 64;

    /// <summary>Steps of one call; who has come through more of them talks to a person.</summary>
    private const int MostSteps = 500;

    private readonly ConcurrentQueue<char> keys = new();

    public FlowRun Run => run;

    public FlowDefinition Definition => definition;

    /// <summary>The server before this one began it; what that one was saying is ended.</summary>
    public bool IsTakenUp { get; set; } = isTakenUp;

    /// <summary>What is to be said in the step has been begun.</summary>
    public bool IsBegun { get; set; }

    /// <summary>Since when nothing was pressed though something is expected.</summary>
    public DateTimeOffset? SilentSince { get; set; }

    /// <summary>Digits so far.</summary>
    public string Typed { get; set; } = "";

    /// <summary>What is being looked up; null: nothing yet.</summary>
    public Task<IReadOnlyDictionary<string, string>?>? Asked { get; set; }

    /// <summary>How far a question that is answered by speaking has come; null: not asked yet.</summary>
    public SpeechTurn? Speech { get; set; }

    /// <summary>The contact whose handler he may choose, once that has been found out.</summary>
    public OwnContact? Own { get; set; }

    /// <summary>He is through: since when he is to wait for somebody.</summary>
    public DateTimeOffset? OverSince { get; private set; }

    public bool IsOver => OverSince is not null;

    /// <summary>Null: there is none (any longer), or he has been led around for too long.</summary>
    public FlowStep? Step => run.Path.Count > MostSteps ? null : definition.Step(run.Step);

    /// <summary>He has said so much that it is a message; it waits for somebody.</summary>
    public bool HasLeftMessage => Step is { Kind: StepKind.Message } && run.Outcome == FlowOutcome.ToQueue;

    public bool HasKey => !keys.IsEmpty;

    public void Press(char key)
    {
        if (keys.Count < MostKeys) keys.Enqueue(key);
    }

    public char? TakeKey() => keys.TryDequeue(out var key) ? key : null;

    /// <summary>What was pressed before somebody began to speak is not meant for him.</summary>
    public void DropKeys()
    {
        while (keys.TryPeek(out var key) && key != '0') keys.TryDequeue(out _);
    }

    /// <summary>Key 0: digits may hold it; who looks something up need not wait for it.</summary>
    public bool AsksForPerson(FlowStep step) => step.Kind switch
    {
        StepKind.Digits => false,
        StepKind.LookUp => keys.Contains('0'),
        StepKind.Message => !HasLeftMessage && keys.TryPeek(out var key) && key == '0',
        _ => keys.TryPeek(out var key) && key == '0',
    };

    /// <summary>On to a step. Null: there is none.</summary>
    public void Go(string? next)
    {
        (run.Step, run.Path, run.Misses) = (next ?? "", [.. run.Path, .. next is null ? Array.Empty<string>() : [next]], 0);
        (Asked, Own, Speech) = (null, null, null);
        Again();
    }

    /// <summary>The same step once more.</summary>
    public void Again() => (IsBegun, SilentSince, Typed) = (false, null, "");

    public void Give(string? name, string value)
    {
        run.Given = [.. run.Given, new GivenAnswer(name, value)];
        if (name is not null) Know(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });
    }

    public void Know(IReadOnlyDictionary<string, string> found) =>
        run.Values = run.Values.Concat(found).GroupBy(it => it.Key, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.Last().Value, StringComparer.Ordinal);

    public void End(ServiceId service, FlowOutcome outcome, DateTimeOffset now) => (run.Service, run.Outcome, OverSince) = (service, outcome, now);
}

/// <summary>A contact of the caller that somebody works on.</summary>
internal sealed record OwnContact(ContactId Contact, ServiceId Service, PersonId Person, string ServiceName, string PersonName);
