namespace Isberg.Services;

/// <summary>Turns sentences into vectors (tf-idf): a part counts more the fewer sentences hold it.</summary>
internal sealed class SentenceSpace
{
    /// <summary>In more sentences than so many, a part that only one of them holds teaches nothing.</summary>
    private const int ManySentences = 1_000;

    private readonly Dictionary<string, (int At, double Weight)> known = new(StringComparer.Ordinal);
    private readonly double weightOfUnknown;

    public SentenceSpace(IReadOnlyList<Dictionary<string, int>> sentences)
    {
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in sentences.SelectMany(it => it.Keys)) held[part] = held.GetValueOrDefault(part) + 1;
        foreach (var (part, count) in held)
            if (count > 1 || sentences.Count <= ManySentences) known[part] = (known.Count, WeightOf(count, sentences.Count));
        weightOfUnknown = WeightOf(0, sentences.Count);
    }

    /// <summary>One more than there are parts: the last dimension is the same for all sentences.</summary>
    public int Dimensions => known.Count + 1;

    /// <summary>Whole words and pieces weigh the same; parts that nobody has said before make the others lighter.</summary>
    public SparseVector VectorOf(Dictionary<string, int> parts)
    {
        var (words, pieces) = (0.0, 0.0);
        var found = new List<(int At, double Value, bool IsWhole)>(parts.Count);
        foreach (var (part, count) in parts)
        {
            var isKnown = known.TryGetValue(part, out var it);
            var (value, isWhole) = ((1 + Math.Log(count)) * (isKnown ? it.Weight : weightOfUnknown), SentenceParts.IsWhole(part));
            if (isWhole) words += value * value;
            else pieces += value * value;
            if (isKnown) found.Add((it.At, value, isWhole));
        }

        var (ofWord, ofPiece) = (Math.Sqrt(0.5 / Math.Max(words, double.Epsilon)), Math.Sqrt(0.5 / Math.Max(pieces, double.Epsilon)));
        return new SparseVector([.. found.Select(it => it.At), Dimensions - 1], [.. found.Select(it => (float)(it.Value * (it.IsWhole ? ofWord : ofPiece))), 1f]);
    }

    private static double WeightOf(int count, int sentences) => Math.Log((1.0 + sentences) / (1 + count)) + 1;
}

/// <summary>A vector of which only what is not 0 is kept.</summary>
internal readonly record struct SparseVector(int[] At, float[] Values)
{
    /// <summary>Without the last dimension, which is the same for all.</summary>
    public IEnumerable<(int At, float Value)> Parts => At.Zip(Values).SkipLast(1);

    public double Square => Values.Sum(it => (double)it * it);
}
