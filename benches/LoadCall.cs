using System.Diagnostics;
using System.Net;

namespace Isberg.Benches;

/// <summary>One caller's call: when it was made, when an agent's phone rang for it, where its sound goes.</summary>
/// <param name="number">What is called, as an address.</param>
/// <param name="branch">Of the invitation.</param>
internal sealed class LoadCall(string id, string from, string number, string branch)
{
    private readonly long began = Stopwatch.GetTimestamp();
    private int isOver;

    public string Id => id;

    public string From => from;

    public string Number => number;

    public string Branch => branch;

    public string To { get; set; } = "";

    public string Target { get; set; } = "";

    /// <summary>Asterisk has said anything to it.</summary>
    public bool IsHeard { get; set; }

    /// <summary>Null: nobody's phone has rung.</summary>
    public TimeSpan? RingDelay { get; private set; }

    /// <summary>What it was refused with; 0: it was not.</summary>
    public int RefusedWith { get; private set; }

    /// <summary>Where the caller's sound goes, and the agent's.</summary>
    public IPEndPoint? CallersSound { get; private set; }

    public IPEndPoint? PhonesSound { get; private set; }

    /// <summary>The caller is answered, and a phone has taken the call.</summary>
    public bool IsConnected => CallersSound is not null && PhonesSound is not null;

    public bool IsOver => Volatile.Read(ref isOver) != 0;

    /// <summary>Once true: it is to be hung up, or was.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref isOver, 1) == 0 && CallersSound is not null;

    public void Rings(IPEndPoint sound) => (RingDelay, PhonesSound) = (RingDelay ?? Stopwatch.GetElapsedTime(began), sound);

    public void Answer(IPEndPoint sound) => CallersSound ??= sound;

    public void Refuse(int status)
    {
        RefusedWith = status;
        TryEnd();
    }
}
