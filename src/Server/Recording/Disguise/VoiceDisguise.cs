namespace Isberg.Recording.Disguise;

/// <summary>Disguises one voice as it comes in; as much goes out, so many samples later. What it promises and what not, docs/operate/recording.md says.</summary>
internal sealed class VoiceDisguise(VoiceKey key)
{
    public const int Latency = PitchShift.Latency + PoleWarp.Hop;

    /// <summary>Sound comes in multiples of this.</summary>
    public const int Step = PoleWarp.Hop;

    private readonly PitchShift shift = new(key.Pitch);
    private readonly PoleWarp warp = new(key.Warp);
    private readonly double[] higher = new double[Step];
    private readonly double[] other = new double[Step];

    public void Pass(Span<short> samples)
    {
        for (var from = 0; from < samples.Length; from += Step)
        {
            var part = samples.Slice(from, Step);
            shift.Pass(part, higher);
            warp.Pass(higher, other);
            for (var at = 0; at < Step; at++) part[at] = (short)Math.Clamp(Math.Round(other[at]), short.MinValue, short.MaxValue);
        }
    }
}
