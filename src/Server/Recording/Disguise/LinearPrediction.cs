using System.Numerics;

namespace Isberg.Recording.Disguise;

/// <summary>What the mouth does to the sound of the throat, as a filter of which the poles are the resonances.</summary>
internal static class LinearPrediction
{
    public const int Order = 10;

    private const int MostSteps = 60;
    private const double Enough = 1e-7;

    /// <summary>So little noise is thought of, that a pure tone can be predicted too.</summary>
    private const double Floor = 1.0001;

    /// <summary>Levinson and Durbin: the whitening filter of these samples, its first factor one.</summary>
    public static void Find(ReadOnlySpan<double> samples, Span<double> filter)
    {
        Span<double> alike = stackalloc double[Order + 1];
        for (var lag = 0; lag <= Order; lag++)
            for (var at = lag; at < samples.Length; at++) alike[lag] += samples[at] * samples[at - lag];
        filter.Clear();
        filter[0] = 1;
        var error = alike[0] * Floor;
        for (var step = 1; step <= Order && error > 0; step++) error = Step(filter, alike, step, error);
    }

    private static double Step(Span<double> filter, ReadOnlySpan<double> alike, int step, double error)
    {
        var sum = alike[step];
        for (var at = 1; at < step; at++) sum += filter[at] * alike[step - at];
        var reflection = -sum / error;
        for (var at = 1; at <= step / 2; at++)
        {
            var (low, high) = (filter[at], filter[step - at]);
            (filter[at], filter[step - at]) = (low + (reflection * high), high + (reflection * low));
        }

        filter[step] = reflection;
        return error * (1 - (reflection * reflection));
    }

    /// <summary>Aberth: all roots of the filter at once.</summary>
    /// <returns>False: they could not be found.</returns>
    public static bool Roots(ReadOnlySpan<double> filter, Span<Complex> roots)
    {
        for (var at = 0; at < Order; at++) roots[at] = Complex.FromPolarCoordinates(0.9, (2 * Math.PI * at / Order) + 0.4);
        for (var step = 0; step < MostSteps; step++)
            if (Improve(filter, roots) < Enough) return true;
        return false;
    }

    private static double Improve(ReadOnlySpan<double> filter, Span<Complex> roots)
    {
        var farthest = 0.0;
        for (var at = 0; at < Order; at++)
        {
            var (value, slope) = (Complex.One, Complex.Zero);
            for (var power = 1; power <= Order; power++) (value, slope) = ((value * roots[at]) + filter[power], (slope * roots[at]) + value);
            var newton = value / slope;
            var others = Complex.Zero;
            for (var other = 0; other < Order; other++)
                if (other != at) others += 1 / (roots[at] - roots[other]);
            var move = newton / (1 - (newton * others));
            roots[at] -= move;
            farthest = Complex.IsFinite(move) ? Math.Max(farthest, Complex.Abs(move)) : double.PositiveInfinity;
        }

        return farthest;
    }
}
