namespace Isberg.Recording.Disguise;

/// <summary>One side of a recording on its way into a copy: disguised or as it was, and in both cases so much later.</summary>
internal sealed class CopiedTrack(VoiceKey? key)
{
    private readonly VoiceDisguise? disguise = key is { } drawn ? new VoiceDisguise(drawn) : null;
    private readonly short[] late = new short[VoiceDisguise.Latency];
    private int next;

    /// <summary>A multiple of <see cref="VoiceDisguise.Step"/>.</summary>
    public void Pass(Span<short> samples)
    {
        if (disguise is not null) disguise.Pass(samples);
        else Delay(samples);
    }

    private void Delay(Span<short> samples)
    {
        for (var at = 0; at < samples.Length; at++)
        {
            (samples[at], late[next]) = (late[next], samples[at]);
            next = (next + 1) % late.Length;
        }
    }
}
