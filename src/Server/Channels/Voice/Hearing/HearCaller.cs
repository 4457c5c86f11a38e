using Isberg.Asterisk;
using Isberg.Services;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>Listens to a caller until he pauses, and has written down what he said. The sound is gone as soon as it has been fetched.</summary>
internal sealed class HearCaller(Recognise recognise, TimeProvider clock)
{
    private const string Mark = "speech-";

    /// <summary>So long nothing is said when he has ended.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.3);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UntilWritten = TimeSpan.FromSeconds(5);

    public bool Knows(Language language) => recognise.Knows(language);

    public async Task Begin(Call call, SpeechTurn turn, TimeSpan longest, CancellationToken stop)
    {
        turn.Listens(clock.GetUtcNow(), longest);
        await call.At.Client.Listen(call.Caller, NameOf(call.Contact), longest, Pause, stop);
    }

    /// <summary>What he has said since; null when that cannot be known. Nobody waits for the exchange meanwhile.</summary>
    public async Task<HeardSpeech?> Take(Call call, Language language, IReadOnlyList<string> hints)
    {
        var name = NameOf(call.Contact);
        await call.At.Client.StopRecording(name, CancellationToken.None);
        await Exchange.IfThere(call.At.Client.StopListening(call.Caller, CancellationToken.None));
        for (var until = clock.GetUtcNow() + UntilWritten; clock.GetUtcNow() < until && await call.At.Client.IsRecording(name, CancellationToken.None);)
            await Task.Delay(BetweenLooks, clock);
        var samples = await call.At.Client.Recorded(name, CancellationToken.None);
        await call.At.Client.DeleteRecorded(name, CancellationToken.None);
        return samples is null ? null : await recognise.Run(TelephoneSound.OfSamples(samples), language, hints);
    }

    /// <summary>Hears no more of what he is saying, if he is being listened to.</summary>
    public Task Drop(Call call, SpeechTurn? turn, CancellationToken stop)
    {
        if (turn is not { IsListening: true }) return Task.CompletedTask;

        turn.Ends();
        return Drop(call, stop);
    }

    /// <summary>Whether or not the server before this one listened to him.</summary>
    public async Task Drop(Call call, CancellationToken stop)
    {
        await call.At.Client.DiscardRecording(NameOf(call.Contact), stop);
        await Exchange.IfThere(call.At.Client.StopListening(call.Caller, stop));
    }

    /// <summary>What callers said who hung up while no server was there, nobody hears.</summary>
    public async Task ClearUp(Exchange exchange, Func<ContactId, bool> isHere, CancellationToken stop)
    {
        foreach (var it in await exchange.Client.StoredRecordings(stop))
            if (it.StartsWith(Mark, StringComparison.Ordinal) && Guid.TryParseExact(it.AsSpan(Mark.Length), "N", out var contact) && !isHere(new ContactId(contact)))
                await exchange.Client.DeleteRecorded(it, stop);
    }

    private static string NameOf(ContactId contact) => $"{Mark}{contact.Value:N}";
}
