using System.Collections.Concurrent;
using Isberg.Asterisk;
using Isberg.Services;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Voice;

/// <summary>All calls that are at the exchange. Each is settled by itself, one look after the other; a failed look is repeated after a pause.</summary>
internal sealed partial class Calls(DriveCall drive, Exchanges exchanges, TimeProvider clock, ILogger<Calls> log)
{
    /// <summary>The most at once; whoever calls beyond them hears that all lines are busy.</summary>
    public const int Most = 2_000;

    /// <summary>More looks under way than these mean that the machine is behind: whoever has just come lets those before him go first.</summary>
    private const int MostLooks = 150;

    private static readonly TimeSpan BetweenTurns = TimeSpan.FromMilliseconds(100);

    /// <summary>So long it rings for whoever waits for his turn; then he hears that all lines are busy, and his operator may lead him elsewhere.</summary>
    private static readonly TimeSpan ForTurn = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ContactId, Running> calls = new();
    private CancellationToken term;
    private int looking;

    private sealed class Running(Call call)
    {
        /// <summary>Looks that are wanted: 0 none, 1 one is under way, 2 and another after it.</summary>
        public int Wanted;

        public Call Call => call;
    }

    public IEnumerable<Call> All => calls.Values.Select(it => it.Call);

    public Call? Find(ContactId contact) => calls.TryGetValue(contact, out var found) ? found.Call : null;

    public Call? OfCaller(string channel, string system) => Find(CallNames.ContactOf(channel) ?? CallNames.Contact(system, channel));

    /// <summary>A new term as the leading server: nothing is known yet.</summary>
    public void Begin(CancellationToken until)
    {
        calls.Clear();
        term = until;
    }

    /// <summary>Null: there are too many.</summary>
    public Call? Add(Call call)
    {
        if (calls.Count >= Most) return null;
        return calls.GetOrAdd(call.Contact, _ => new Running(call)).Call;
    }

    /// <summary>A call goes out from here, from one of the exchanges.</summary>
    public void Begin(ContactId contact, string phone, Number shown)
    {
        if (Add(OutgoingCalls.New(contact, phone, shown, exchanges.ForNewCall)) is { } call) Settle(call.Contact);
    }

    public void SettleAll()
    {
        foreach (var contact in calls.Keys) Settle(contact);
    }

    public void SettleDue()
    {
        var now = clock.GetUtcNow();
        foreach (var (contact, running) in calls)
            if (running.Call.IsDue(now)) Settle(contact);
    }

    /// <summary>Something may have changed with it.</summary>
    public void Settle(ContactId contact)
    {
        if (calls.TryGetValue(contact, out var running) && Interlocked.Exchange(ref running.Wanted, 2) == 0) _ = Task.Run(() => Look(running, term), CancellationToken.None);
    }

    private async Task Look(Running running, CancellationToken stop)
    {
        var pause = FirstPause;
        try
        {
            do
            {
                Volatile.Write(ref running.Wanted, 1);
                if (await Try(running.Call, stop)) pause = FirstPause;
                else
                {
                    Volatile.Write(ref running.Wanted, 2);
                    await Task.Delay(pause, clock, stop);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
            while (Interlocked.CompareExchange(ref running.Wanted, 0, 1) != 1);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another server drives the calls from now on, or none.
        }
    }

    /// <summary>False: it is to be tried again.</summary>
    private async Task<bool> Try(Call call, CancellationToken stop)
    {
        try
        {
            if (Interlocked.Increment(ref looking) > MostLooks && call.IsNew) WaitForTurn(call);
            else if (await drive.Run(call, stop)) calls.TryRemove(call.Contact, out _);
            return true;
        }
        catch (AriException refused) when (!refused.IsUnanswered) // what it was about has changed meanwhile
        {
            NotYet(log, call.Contact.Value, refused.Message);
            return false;
        }
#pragma warning disable CA1031 // A call's session is a border: whatever goes wrong with one, the others go on, and it is tried again.
        catch (Exception error) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(log, call.Contact.Value, error);
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref looking);
        }
    }

    private void WaitForTurn(Call call)
    {
        var now = clock.GetUtcNow();
        call.WaitsForTurnSince ??= now;
        call.LookAt = now + BetweenTurns;
        if (now - call.WaitsForTurnSince < ForTurn) return;

        call.IsTooMuch = true;
        Refused(log, call.Contact.Value);
        Settle(call.Contact);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The call of contact {Contact} is refused: more come than this machine can keep up with")]
    private static partial void Refused(ILogger log, Guid contact);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The call of contact {Contact} could not be settled yet: {Why}")]
    private static partial void NotYet(ILogger log, Guid contact, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The call of contact {Contact} could not be settled, and is tried again")]
    private static partial void Failed(ILogger log, Guid contact, Exception error);
}
