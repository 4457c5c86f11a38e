namespace Isberg.Recording.Disguise;

/// <summary>
/// Makes a voice higher or lower without making it shorter or longer: reads what came in slower or faster than it comes, and when it has fallen too
/// far behind or come too near, goes on at the place that sounds most alike.
/// </summary>
internal sealed class PitchShift(double ratio)
{
    /// <summary>So many samples later what came in goes out.</summary>
    public const int Latency = 230;

    private const int Nearest = 120, Farthest = 330;
    private const int Fade = 80;
    private const int ShortestJump = 80, LongestJump = 240, CommonJump = 160;
    private const int Ring = 1024;

    private readonly double[] ring = new double[Ring];
    private long written;
    private double place = -Latency;
    private double left;
    private int fading;

    public void Pass(ReadOnlySpan<short> said, Span<double> into)
    {
        for (var at = 0; at < said.Length; at++)
        {
            ring[written++ & (Ring - 1)] = said[at];
            into[at] = Next();
        }
    }

    private double Next()
    {
        if (fading == 0) Jump();
        var sample = At(place);
        if (fading > 0)
        {
            var share = (double)fading-- / Fade;
            sample = (share * At(left)) + ((1 - share) * sample);
            left += ratio;
        }

        place += ratio;
        return sample;
    }

    private void Jump()
    {
        var behind = written - place;
        var direction = behind < Nearest ? -1 : behind > Farthest ? 1 : 0;
        if (direction == 0) return;

        (left, fading) = (place, Fade);
        place += direction * MostAlike((long)Math.Floor(place), direction);
    }

    /// <summary>So far from here it sounds most as it does here: some times the length of a vibration of the voice.</summary>
    private int MostAlike(long here, int direction)
    {
        var (best, most) = (CommonJump, 0.0);
        for (var jump = ShortestJump; jump <= LongestJump; jump++)
        {
            var (both, energy) = Compare(here, here + (direction * jump));
            if (both <= 0 || both * both <= most * energy) continue;
            (best, most) = (jump, both * both / energy);
        }

        return best;
    }

    private (double Both, double Energy) Compare(long here, long there)
    {
        var (both, energy) = (0.0, 0.0);
        for (var at = 0; at < Fade; at++)
        {
            var other = ring[(there + at) & (Ring - 1)];
            both += ring[(here + at) & (Ring - 1)] * other;
            energy += other * other;
        }

        return (both, energy);
    }

    /// <summary>Between two samples, by the curve through the four around it.</summary>
    private double At(double where)
    {
        var whole = Math.Floor(where);
        var (from, part) = ((long)whole, where - whole);
        var (a, b) = (ring[(from - 1) & (Ring - 1)], ring[from & (Ring - 1)]);
        var (c, d) = (ring[(from + 1) & (Ring - 1)], ring[(from + 2) & (Ring - 1)]);
        return b + (0.5 * part * (c - a + (part * ((2 * a) - (5 * b) + (4 * c) - d + (part * ((3 * (b - c)) + d - a))))));
    }
}
