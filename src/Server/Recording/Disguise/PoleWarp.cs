using System.Numerics;

namespace Isberg.Recording.Disguise;

/// <summary>
/// Moves the resonances of a voice (McAdams): takes frames of it apart into what the throat makes and what the mouth makes of it, raises the angle of
/// each pole to a power, and puts them together again, as loud as they were.
/// </summary>
internal sealed class PoleWarp(double warp)
{
    /// <summary>What goes in comes out so many samples later; it goes in and out in so many at once.</summary>
    public const int Hop = 125;

    private const int Frame = 2 * Hop;
    private const double Silence = 1;
    private const double Sharpest = 0.98;
    private const double Highest = Math.PI - 0.1;

    private static readonly double[] Window = [.. Enumerable.Range(0, Frame).Select(it => Math.Sin(Math.PI * (it + 0.5) / Frame))];

    private readonly double[] heard = new double[Frame];
    private readonly double[] frame = new double[Frame];
    private readonly double[] made = new double[Frame];
    private readonly double[] rest = new double[Hop];
    private readonly double[] filter = new double[LinearPrediction.Order + 1];
    private readonly double[] moved = [1, .. new double[LinearPrediction.Order]];

    /// <summary>One hop.</summary>
    public void Pass(ReadOnlySpan<double> said, Span<double> into)
    {
        heard.AsSpan(Hop).CopyTo(heard);
        said.CopyTo(heard.AsSpan(Hop));
        for (var at = 0; at < Frame; at++) frame[at] = heard[at] * Window[at];
        Change();
        for (var at = 0; at < Hop; at++) (into[at], rest[at]) = (rest[at] + made[at], made[Hop + at]);
    }

    private void Change()
    {
        var energy = EnergyOf(frame);
        made.AsSpan().Clear();
        if (energy < Silence) return;

        LinearPrediction.Find(frame, filter);
        Move();
        Whiten();
        Colour();
        var gain = Math.Sqrt(energy / Math.Max(EnergyOf(made), Silence));
        for (var at = 0; at < Frame; at++) made[at] *= gain * Window[at];
    }

    /// <summary>Where the poles cannot be found, those of the frame before are taken: never the voice's own.</summary>
    private void Move()
    {
        Span<Complex> poles = stackalloc Complex[LinearPrediction.Order];
        if (!LinearPrediction.Roots(filter, poles)) return;

        moved.AsSpan().Clear();
        moved[0] = 1;
        foreach (var pole in poles)
        {
            var size = Math.Min(pole.Magnitude, Sharpest);
            if (Math.Abs(pole.Imaginary) <= 1e-5) Multiply(-Math.CopySign(size, pole.Real), 0);
            else if (pole.Imaginary > 0) Multiply(-2 * size * Math.Cos(Math.Min(Math.Pow(pole.Phase, warp), Highest)), size * size);
        }
    }

    /// <summary>By one more factor: 1 + first·z⁻¹ + second·z⁻².</summary>
    private void Multiply(double first, double second)
    {
        for (var at = LinearPrediction.Order; at > 0; at--) moved[at] += (first * moved[at - 1]) + (at > 1 ? second * moved[at - 2] : 0);
    }

    private void Whiten()
    {
        for (var at = Frame - 1; at >= 0; at--)
            for (var lag = 1; lag <= Math.Min(LinearPrediction.Order, at); lag++) frame[at] += filter[lag] * frame[at - lag];
    }

    private void Colour()
    {
        for (var at = 0; at < Frame; at++)
        {
            made[at] = frame[at];
            for (var lag = 1; lag <= Math.Min(LinearPrediction.Order, at); lag++) made[at] -= moved[lag] * made[at - lag];
        }
    }

    private static double EnergyOf(double[] samples)
    {
        var energy = 0.0;
        foreach (var it in samples) energy += it * it;
        return energy;
    }
}
