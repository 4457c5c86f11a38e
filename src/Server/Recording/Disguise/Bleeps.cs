namespace Isberg.Recording.Disguise;

/// <summary>The stretches of a copy in which nothing but a tone is heard, on both sides. In frames, in order, and apart from each other.</summary>
internal sealed class Bleeps(IEnumerable<Bleep> of)
{
    private const int ToneHertz = 1_000;
    private const double Loudness = 5_000;

    private static readonly short[] Tone =
        [.. Enumerable.Range(0, SoundShape.Rate / ToneHertz).Select(it => (short)Math.Round(Loudness * Math.Sin(2 * Math.PI * it * ToneHertz / SoundShape.Rate)))];

    private readonly (long From, long To)[] spans =
        [.. of.Select(it => ((long)Math.Floor(it.From * SoundShape.Rate), (long)Math.Ceiling(it.To * SoundShape.Rate)))];

    /// <summary>What is there is taken away before anything else is done with it, so that nothing of it can be left around it.</summary>
    public void Mute(Span<short> samples, long start)
    {
        foreach (var (from, to) in spans) Part(samples, start, from, to, out _).Clear();
    }

    public void Sound(Span<short> samples, long start)
    {
        foreach (var (from, to) in spans)
        {
            var part = Part(samples, start, from, to, out var first);
            for (var at = 0; at < part.Length; at++) part[at] = Tone[(first + at) % Tone.Length];
        }
    }

    private static Span<short> Part(Span<short> samples, long start, long from, long to, out long first)
    {
        first = Math.Max(from, start);
        var last = Math.Min(to, start + samples.Length);
        return first >= last ? [] : samples[(int)(first - start)..(int)(last - start)];
    }
}

/// <summary>A stretch that is bleeped out.</summary>
/// <param name="From">Seconds from the beginning.</param>
/// <param name="To">Seconds from the beginning; later than From.</param>
public sealed record Bleep(double From, double To)
{
    /// <summary>In the order of time, and each apart from the next.</summary>
    public static IReadOnlyList<Bleep> Joined(IEnumerable<Bleep> bleeps)
    {
        var joined = new List<Bleep>();
        foreach (var it in bleeps.OrderBy(it => it.From))
        {
            if (joined.Count > 0 && it.From <= joined[^1].To) joined[^1] = joined[^1] with { To = Math.Max(joined[^1].To, it.To) };
            else joined.Add(it);
        }

        return joined;
    }
}
