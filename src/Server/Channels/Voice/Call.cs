using System.Collections.Concurrent;
using Isberg.Channels.Voice.Flows;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>One caller's call while it is at the exchange: what was done and said so far, beside what the floor and the exchange know.</summary>
internal sealed class Call(ContactId contact, string caller, Exchange at)
{
    /// <summary>Between two tellings of the place in the queue.</summary>
    public static readonly TimeSpan BetweenSayings = TimeSpan.FromSeconds(45);

    /// <summary>Legs that were made, by us or by the server before.</summary>
    private readonly ConcurrentDictionary<string, bool> made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> dialled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LineEnd> ended = new(StringComparer.Ordinal);

    public ContactId Contact => contact;

    /// <summary>The caller's channel.</summary>
    public string Caller => caller;

    /// <summary>The exchange that it is at.</summary>
    public Exchange At { get; private set; } = at;

    /// <summary>Its exchange has died with it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whom it is to reach, when it goes out from here. Null: it came in.</summary>
    public OutgoingCall? Outgoing { get; init; }

    /// <summary>Keys that he has pressed, and that nobody has looked at yet.</summary>
    public ConcurrentQueue<char> Keys { get; } = new();

    /// <summary>His flow leads him to being called back, and he is not asked yet where.</summary>
    public bool IsToBeAsked { get; set; }

    /// <summary>He says where he is to be called back.</summary>
    public Asking? Asking { get; set; }

    /// <summary>He leaves a message.</summary>
    public Leaving? Leaving { get; set; }

    /// <summary>Found at the exchange; what the server before this one did with it is not known yet.</summary>
    public bool IsAdopted { get; set; }

    /// <summary>He chooses or says something instead of waiting, and is told nothing else meanwhile.</summary>
    public bool IsAside => Asking is not null || Leaving is not null;

    /// <summary>Since when he has waited, where that is longer than this call.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>Known as soon as the number is.</summary>
    public CentreId? Centre { get; set; }

    /// <summary>As it was when the call came. Null: the server before this one took the call.</summary>
    public Number? Number { get; set; }

    public Language Language { get; set; } = new("sv");

    /// <summary>How it stood on the floor at the last look, as long as the caller is there and somebody is to have him.</summary>
    public ContactOnFloor? OnFloor { get; set; }

    public ArrivedCall? Arrived { get; set; }

    /// <summary>What he goes through before he waits. Null: nothing.</summary>
    public FlowCall? Flow { get; set; }

    /// <summary>It has come, and nothing was done for it yet, by no server before this one either.</summary>
    public bool IsNew => Arrived is not null && Centre is null && !IsAdopted && !IsReceived && !IsTooMuch;

    /// <summary>It has come while we were behind with others. Null: it has not.</summary>
    public DateTimeOffset? WaitsForTurnSince { get; set; }

    /// <summary>There are more calls than we can keep up with, and this one is refused.</summary>
    public bool IsTooMuch { get; set; }

    /// <summary>The floor has it, or has had it.</summary>
    public bool IsReceived { get; set; }

    /// <summary>Why the floor turned it away; told by the floor's event.</summary>
    public TurnAwayCause? TurnedAway { get; set; }

    /// <summary>Whether he leaves a message instead is decided.</summary>
    public bool IsTurnedAwayHeard { get; set; }

    /// <summary>He is turned away, and perhaps leaves a message instead.</summary>
    public bool MayLeaveMessage => TurnedAway is not null && !IsTurnedAwayHeard;

    /// <summary>He is let go without a word.
    public bool IsBlocked { get; set; }

    /// <summary>What is said before the caller is let go.</summary>
    public string? LastWords { get; set; }

    public bool HasHeardLastWords { get; set; }

    public bool IsAnswered { get; set; }

    public bool IsGreeted { get; set; }

    public bool HasMusic { get; set; }

    /// <summary>The name of what he hears now.</summary>
    public string? Playing { get; set; }

    /// <summary>When it is to be looked at again though nothing has happened: something is to be said, or tried again.</summary>
    public DateTimeOffset? LookAt { get; set; }

    public bool IsDue(DateTimeOffset now) => LookAt is { } at && at <= now;

    /// <summary>A phone was lost in the conversation; the caller is told.</summary>
    public bool WasDropped { get; set; }

    /// <summary>His agent has pressed the hold key of his phone, or let it go, and the floor is not told yet.</summary>
    public bool? HoldKey { get; set; }

    public CallRecording Recording { get; } = new();

    /// <summary>Nothing of it is at its exchange yet.</summary>
    public bool IsNowhere => Outgoing is not null && made.IsEmpty;

    /// <summary>What was there of it is over.</summary>
    public void Lose() => IsLost = true;

    /// <summary>It goes out from another.</summary>
    public void Move(Exchange other) => At = other;

    public bool WasMade(string leg) => made.ContainsKey(leg);

    public void Make(string leg) => made[leg] = true;

    public bool IsDialled(string leg) => dialled.ContainsKey(leg);

    public void Dial(string leg) => dialled[leg] = true;

    public LineEnd? EndOf(string leg) => ended.TryGetValue(leg, out var end) ? end : null;

    public void End(string leg, LineEnd how) => ended[leg] = how;
}

/// <summary>What a call said of itself when it came.</summary>
/// <param name="Dialled">As the exchange tells it.</param>
/// <param name="From">Who calls, as he or his operator says; it may be nothing, or forged.</param>
internal sealed record ArrivedCall(string Dialled, string From, DateTimeOffset At);
