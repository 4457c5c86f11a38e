namespace Isberg.Services;

/// <summary>
/// Divides those of one label from all others with the widest gap: a linear support vector machine with squared hinge loss, by dual coordinate
/// descent (Hsieh et al., ICML 2008). The same examples in the same order give the same line.
/// </summary>
internal static class DividingLine
{
    /// <summary>Rounds through all examples; most end long before.</summary>
    private const int MostRounds = 20;

    /// <summary>A round that changes nothing by more than this was the last.</summary>
    private const double Enough = 0.1;

    /// <summary>Beyond the gap by so much, nothing brings an example back.</summary>
    private const double FarAway = 0.3;

    /// <summary>How much an example on the wrong side costs.</summary>
    private const double Cost = 1;

    /// <summary>Half of the inverse cost.</summary>
    private const double Slack = 0.5 / Cost;

    /// <param name="squares">Of the vectors' lengths.</param>
    /// <param name="order">In which the examples are looked at.</param>
    public static float[] Of(IReadOnlyList<SparseVector> vectors, double[] squares, int[] order, Func<int, bool> isOfLabel, int dimensions)
    {
        var (line, pulls) = (new float[dimensions], new double[vectors.Count]);
        var active = order.ToList();
        for (var round = 0; round < MostRounds; round++)
        {
            var largest = 0.0;
            var stay = new List<int>(active.Count);
            foreach (var one in active)
            {
                var side = isOfLabel(one) ? 1 : -1;
                var slope = (side * Dot(line, vectors[one])) - 1 + (Slack * pulls[one]);
                if (pulls[one] > 0 || slope < FarAway) stay.Add(one); // who is far on his side already is looked at no more
                if (pulls[one] == 0 && slope >= 0) continue;

                largest = Math.Max(largest, Math.Abs(slope));
                var pull = Math.Max(pulls[one] - (slope / (squares[one] + Slack)), 0);
                Add(line, vectors[one], (float)((pull - pulls[one]) * side));
                pulls[one] = pull;
            }

            if (largest < Enough) break;
            active = stay;
        }

        return line;
    }

    private static float Dot(float[] line, SparseVector vector)
    {
        var (at, values, sum) = (vector.At, vector.Values, 0f);
        for (var it = 0; it < at.Length && it < values.Length; it++) sum += line[at[it]] * values[it];
        return sum;
    }

    private static void Add(float[] line, SparseVector vector, float times)
    {
        var (at, values) = (vector.At, vector.Values);
        for (var it = 0; it < at.Length && it < values.Length; it++) line[at[it]] += times * values[it];
    }
}
