using System.Text.Json.Serialization;

namespace Isberg.Services;

/// <summary>What happens with a call before it waits for somebody, as a set of steps that lead to each other.</summary>
/// <param name="Language">Spoken first.</param>
/// <param name="Person">Where key 0 leads from anywhere, and whatever goes wrong. Null: not chosen yet.</param>
/// <param name="Start">The first step.</param>
public sealed record FlowDefinition(Language Language, ServiceId? Person, string? Start, IReadOnlyList<FlowStep> Steps)
{
    /// <summary>Of steps.</summary>
    public const int Most = 200;

    /// <summary>Of what is said in a step, in UTF-16 code units.</summary>
    public const int LongestText = 1_000;

    public FlowStep? Step(string? id) => id is null ? null : Steps.FirstOrDefault(it => it.Id == id);
}

/// <summary>One step. Which of its fields mean something, its kind says.</summary>
/// <param name="Id">1 to 40 small letters, digits and hyphens.</param>
/// <param name="Text">What is said; {name} stands for what has been typed or looked up.</param>
/// <param name="Next">The step after it; in a decision, when no branch holds.</param>
/// <param name="Keys">Of a menu; of a question that is answered by speaking, what he can mean, by key where he is not understood.</param>
/// <param name="Name">What the typed digits are called from then on.</param>
/// <param name="Least">The fewest digits.</param>
/// <param name="Most">The most digits.</param>
/// <param name="Url">Where something is looked up; {name} stands for what has been typed or looked up.</param>
/// <param name="Seconds">How long the look-up may take, or the caller may speak.</param>
/// <param name="OnFailed">The step after a look-up that failed.</param>
/// <param name="Branches">Of a decision; the first that holds is taken.</param>
/// <param name="Service">Where the caller then waits.</param>
/// <param name="X">Where it stands in the picture.</param>
/// <param name="Y">Where it stands in the picture.</param>
/// <param name="Sounds">Recordings that are heard instead of the text, by language.</param>
public sealed record FlowStep(
    string Id, StepKind Kind, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Texts? Text = null, string? Next = null, IReadOnlyList<FlowKey>? Keys = null, string? Name = null, int? Least = null, int? Most = null,
    string? Url = null, int? Seconds = null, string? OnFailed = null, IReadOnlyList<FlowBranch>? Branches = null, ServiceId? Service = null, double X = 0, double Y = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, Guid>? Sounds = null)
{
    public const int MostKeys = 12;
    public const int MostBranches = 12;
    public const int LongestId = 40;
    public const int LongestUrl = 500;

    /// <summary>Of what is typed.</summary>
    public const int MostDigits = 20;

    /// <summary>Of a look-up.</summary>
    public const int MostSeconds = 10;

    /// <summary>Of an answer that is spoken.</summary>
    public const int LeastSpoken = 3, MostSpoken = 20;

    /// <summary>He can press a key here, and goes on by it.</summary>
    [JsonIgnore]
    public bool TakesKeys => Kind is StepKind.Menu or StepKind.Digits or StepKind.Handler or StepKind.Speech;

    /// <summary>The recording that is heard in a language. Null: the text is read aloud.</summary>
    public Guid? SoundIn(Language language) => Sounds is { } all && all.TryGetValue(language.Code, out var sound) ? sound : null;

    /// <summary>The flow ends here.</summary>
    [JsonIgnore]
    public bool IsEnd => Kind is StepKind.Queue or StepKind.Callback or StepKind.Message or StepKind.HangUp;
}

/// <summary>What is done in a step.</summary>
public enum StepKind
{
    [JsonStringEnumMemberName("say")] Say,
    [JsonStringEnumMemberName("menu")] Menu,
    [JsonStringEnumMemberName("digits")] Digits,
    /// <summary>He says in his own words what he wants.</summary>
    [JsonStringEnumMemberName("speech")] Speech,

    [JsonStringEnumMemberName("lookUp")] LookUp,
    [JsonStringEnumMemberName("decide")] Decide,
    [JsonStringEnumMemberName("handler")] Handler,
    [JsonStringEnumMemberName("queue")] Queue,
    [JsonStringEnumMemberName("callback")] Callback,
    [JsonStringEnumMemberName("message")] Message,
    [JsonStringEnumMemberName("hangUp")] HangUp,
}

/// <summary>A key of a menu.</summary>
/// <param name="Key">1 to 9, * or #; 0 leads to a person everywhere.</param>
/// <param name="Label">What it stands for; whoever answers the call reads it.</param>
/// <param name="Language">Spoken from then on. Null: as before.</param>
/// <param name="Examples">Sentences with which callers ask for it, where they may speak.</param>
public sealed record FlowKey(
    string Key, string Label, string? Next = null, Language? Language = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Examples = null)
{
    /// <summary>Fewer say too little.</summary>
    public const int LeastExamples = 3;

    public const int MostExamples = 50;
    public const int LongestExample = 200;

    public const int LongestLabel = 100;
}

/// <summary>A branch of a decision.</summary>
public sealed record FlowBranch(FlowCondition When, string? Next = null);

/// <summary>What a branch is taken for.</summary>
/// <param name="Service">Whose hours or queue.</param>
/// <param name="Minutes">Of expected wait.</param>
/// <param name="Name">What was typed or looked up.</param>
/// <param name="Value">What it has to be.</param>
public sealed record FlowCondition(ConditionKind Kind, ServiceId? Service = null, int? Minutes = null, string? Name = null, string? Value = null);

/// <summary>What a decision can ask.</summary>
public enum ConditionKind
{
    /// <summary>The service takes calls now.</summary>
    [JsonStringEnumMemberName("open")] Open,

    [JsonStringEnumMemberName("closed")] Closed,

    /// <summary>The expected wait is longer than so many minutes.</summary>
    [JsonStringEnumMemberName("waitingOver")] WaitingOver,

    /// <summary>The caller's number is a customer's.</summary>
    [JsonStringEnumMemberName("known")] Known,

    /// <summary>He has a contact that somebody works on.</summary>
    [JsonStringEnumMemberName("openContact")] OpenContact,

    /// <summary>What was typed or looked up is this.</summary>
    [JsonStringEnumMemberName("variable")] Variable,
}
