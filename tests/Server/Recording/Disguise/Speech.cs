namespace Isberg.Recording.Disguise;

/// <summary>A sound that is built as speech is: a throat that vibrates, and a mouth with resonances.</summary>
internal static class Speech
{
    private const int Rate = 8_000;

    /// <summary>An "a" for so many seconds.</summary>
    /// <param name="pitch">Hertz.</param>
    public static short[] Vowel(double seconds, double pitch, double loudness = 0.5)
    {
        var said = new double[(int)(seconds * Rate)];
        var turn = 0.0;
        for (var at = 0; at < said.Length; at++)
        {
            turn += pitch * (1 + (0.01 * Math.Sin(2 * Math.PI * 5 * at / Rate))) / Rate;
            if (turn < 1) continue;
            turn -= 1;
            said[at] = 1;
        }

        foreach (var (hertz, width) in ((double, double)[])[(700, 80), (1_150, 90), (2_450, 140)]) Resonate(said, hertz, width);
        var peak = said.Max(Math.Abs);
        return [.. said.Select(it => (short)(it / peak * loudness * short.MaxValue))];
    }

    public static short[] Tone(double seconds, double hertz, double loudness = 0.5) =>
        [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(it => (short)(loudness * short.MaxValue * Math.Sin(2 * Math.PI * hertz * it / Rate)))];

    /// <summary>How high a voice is, by where it is most like itself.</summary>
    public static double PitchOf(ReadOnlySpan<short> said)
    {
        var (best, most) = (0, double.MinValue);
        for (var lag = Rate / 400; lag <= Rate / 60; lag++)
        {
            var (both, energy) = (0.0, 1.0);
            for (var at = lag; at < said.Length; at++) (both, energy) = (both + ((double)said[at] * said[at - lag]), energy + ((double)said[at - lag] * said[at - lag]));
            if (both / Math.Sqrt(energy) > most) (best, most) = (lag, both / Math.Sqrt(energy));
        }

        return (double)Rate / best;
    }

    /// <summary>How much of one frequency there is.</summary>
    public static double Strength(ReadOnlySpan<short> said, double hertz)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var at = 0; at < said.Length; at++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * hertz * at / Rate);
            (real, imaginary) = (real + (said[at] * cosine), imaginary + (said[at] * sine));
        }

        return Math.Sqrt((real * real) + (imaginary * imaginary)) * 2 / said.Length;
    }

    private static void Resonate(double[] said, double hertz, double width)
    {
        var size = Math.Exp(-Math.PI * width / Rate);
        var first = 2 * size * Math.Cos(2 * Math.PI * hertz / Rate);
        for (var at = 0; at < said.Length; at++)
            said[at] += (at > 0 ? first * said[at - 1] : 0) - (at > 1 ? size * size * said[at - 2] : 0);
    }
}
