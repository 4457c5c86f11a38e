namespace Isberg.Channels.Voice.Hearing;

/// <summary>Writes down what is said.</summary>
internal interface IRecogniser
{
    /// <param name="sound">A WAV file of telephone sound.</param>
    /// <param name="hints">What may well be said; one that cannot use them leaves them.</param>
    /// <exception cref="FormatException">It answers something else.</exception>
    Task<HeardSpeech> Run(RecogniserPlace place, byte[] sound, IReadOnlyList<string> hints, CancellationToken stop);
}

/// <summary>What was said, as a program has written it down.</summary>
/// <param name="Text">Empty: nothing was said.</param>
/// <param name="Confidence">How sure the program is, from 0 to 1; 1 where it does not say.</param>
public sealed record HeardSpeech(string Text, double Confidence);
