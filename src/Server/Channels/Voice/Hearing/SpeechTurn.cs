using Isberg.Services;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>How far one question has come that a caller answers by speaking. Only here: after a restart he is asked again.</summary>
internal sealed class SpeechTurn
{
    /// <summary>So long he may think before he says something.</summary>
    private static readonly TimeSpan ForFirstWord = TimeSpan.FromSeconds(7);

    private volatile bool hasTalked;
    private volatile bool isTalking;
    private DateTimeOffset since;
    private TimeSpan longest;

    /// <summary>He is asked to press a key: nothing can be understood, or nothing was.</summary>
    public bool IsByKeys { get; set; }

    /// <summary>How often he was not understood.</summary>
    public int Misses { get; set; }

    /// <summary>What he probably means; he is asked whether that is so.</summary>
    public FlowKey? Supposed { get; set; }

    public bool IsListening { get; private set; }

    /// <summary>What he has said, being written down.</summary>
    public Task<HeardSpeech?>? Hearing { get; set; }

    /// <summary>When nobody needs to listen any longer, whatever is said.</summary>
    public DateTimeOffset Until => hasTalked ? since + longest : since + (ForFirstWord < longest ? ForFirstWord : longest);

    /// <summary>He has said something, and no more.</summary>
    public bool HasEnded => hasTalked && !isTalking;

    public bool HasTalked => hasTalked;

    public void Listens(DateTimeOffset now, TimeSpan at)
    {
        (since, longest, IsListening, hasTalked, isTalking) = (now, at, true, false, false);
    }

    public void Talks(bool isOn)
    {
        hasTalked = IsListening;
        isTalking = isOn;
    }

    public void Ends() => IsListening = false;
}
