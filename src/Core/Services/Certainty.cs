namespace Isberg.Services;

/// <summary>How likely a score is right: a logistic curve through what came out on examples that had been kept back (Platt 1999), drawn towards a usual one where they are few.</summary>
internal sealed class Certainty
{
    private const int Rounds = 2_000;
    private const double Step = 1.0;

    /// <summary>As many examples as the usual curve counts for.</summary>
    private const double Trust = 3;

    /// <summary>For how far a sentence is on its label's side, for how far that is ahead of the second, and for nothing.</summary>
    private static readonly double[] Usual = [1, 4, 0];

    private readonly double[] curve;

    private Certainty(double[] curve) => this.curve = curve;

    public static Certainty Of(IReadOnlyList<(Meaning.Score Score, bool IsRight)> judged)
    {
        var curve = (double[])Usual.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            var slope = new double[3];
            foreach (var (score, isRight) in judged)
            {
                var missed = (isRight ? 1 : 0) - On(curve, score);
                (slope[0], slope[1], slope[2]) = (slope[0] + (missed * score.Best), slope[1] + (missed * score.Ahead), slope[2] + missed);
            }

            for (var it = 0; it < 3; it++) curve[it] += Step * (slope[it] - (Trust * 0.1 * (curve[it] - Usual[it]))) / (judged.Count + Trust);
        }

        return new Certainty(curve);
    }

    public double Of(Meaning.Score score) => On(curve, score);

    private static double On(double[] curve, Meaning.Score score) => 1 / (1 + Math.Exp(-((curve[0] * score.Best) + (curve[1] * score.Ahead) + curve[2])));
}
