namespace Isberg.Services;

/// <summary>A sentence, and what it means.</summary>
public readonly record struct MeantSentence(string Sentence, string Label);

/// <summary>What a sentence probably means.</summary>
/// <param name="Confidence">How likely it is this one, if it is one of them: from 0 to 1, by what came out on examples that had been kept back.</param>
/// <param name="Nearness">How like it is to the most similar example of this one, from 0 to 1: what has nothing to do with any of them is near none.</param>
public readonly record struct Meant(string Label, double Confidence, double Nearness);

/// <summary>
/// Says which of some labels a sentence means, learnt from examples: words, pairs of words and pieces of words, and for each label the line that
/// divides its examples from all others best. The same examples give the same answers, on every machine.
/// </summary>
public sealed class Meaning
{
    /// <summary>More are not looked at: learning ends within seconds.</summary>
    public const int MostExamples = 20_000;

    public const int MostLabels = 100;

    private readonly Lines lines;
    private readonly Certainty certainty;

    private Meaning(Lines lines, Certainty certainty) => (this.lines, this.certainty) = (lines, certainty);

    /// <exception cref="ArgumentException">There are fewer than two labels, or more than <see cref="MostLabels"/>.</exception>
    public static Meaning Learn(IReadOnlyList<MeantSentence> examples)
    {
        var learnt = examples.Take(MostExamples).Select(it => new Example(SentenceParts.Of(it.Sentence), it.Label)).Where(it => it.Parts.Count > 0).ToList();
        var labels = learnt.Select(it => it.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (labels.Length is < 2 or > MostLabels) throw new ArgumentException($"Examples of 2 to {MostLabels} labels are needed.", nameof(examples));

        return new Meaning(Lines.Of(learnt, labels), Certainty.Of(KeptBack(learnt, labels)));
    }

    /// <summary>Null: there is no word in it.</summary>
    public Meant? Of(string sentence)
    {
        var parts = SentenceParts.Of(sentence);
        if (parts.Count == 0) return null;

        var score = lines.Score(parts);
        return new Meant(score.Label, certainty.Of(score), lines.Nearness(parts, score.Label));
    }

    /// <summary>Each part of the examples judged by what the others teach; of many examples only one part.</summary>
    private static List<(Score Score, bool IsRight)> KeptBack(List<Example> examples, string[] labels)
    {
        const int Parts = 5;
        const int Many = 2_000;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var part = examples.Select(it => (seen[it.Label] = seen.GetValueOrDefault(it.Label) + 1) % Parts).ToArray(); // of every label about as many in each
        var judged = new List<(Score, bool)>();
        for (var back = 0; back < (examples.Count > Many ? 1 : Parts); back++)
        {
            var taught = examples.Where((_, at) => part[at] != back).ToList();
            if (taught.Count == 0) continue;

            var without = Lines.Of(taught, labels);
            judged.AddRange(examples.Where((_, at) => part[at] == back).Select(it => (Score: without.Score(it.Parts), it.Label)).Select(it => (it.Score, it.Score.Label == it.Label)));
        }

        return judged;
    }

    internal sealed record Example(Dictionary<string, int> Parts, string Label);

    /// <param name="Best">How far on its side of the best label's line.</param>
    /// <param name="Ahead">Of the second label.</param>
    internal readonly record struct Score(string Label, double Best, double Ahead);

    /// <summary>A line for every label.</summary>
    private sealed class Lines
    {
        /// <summary>Examples of a label that a sentence is compared with.</summary>
        private const int MostCompared = 60;

        private readonly SentenceSpace space;
        private readonly string[] labels;
        private readonly ILookup<string, SparseVector> some;
        private readonly float[] all; // what belongs to one part stands together

        private Lines(SentenceSpace space, string[] labels, ILookup<string, SparseVector> some) => (this.space, this.labels, this.some, all) = (space, labels, some, new float[space.Dimensions * labels.Length]);

        public static Lines Of(IReadOnlyList<Example> examples, string[] labels)
        {
            var space = new SentenceSpace([.. examples.Select(it => it.Parts)]);
            var vectors = examples.Select(it => space.VectorOf(it.Parts)).ToArray();
            var lines = new Lines(space, labels, examples.Zip(vectors).GroupBy(it => it.First.Label).SelectMany(it => it.Take(MostCompared)).ToLookup(it => it.First.Label, it => it.Second));
            var (squares, order) = (vectors.Select(it => it.Square).ToArray(), Mixed(examples.Count));
            for (var label = 0; label < labels.Length; label++)
            {
                var line = DividingLine.Of(vectors, squares, order, it => examples[it].Label == labels[label], lines.space.Dimensions);
                for (var at = 0; at < line.Length; at++) lines.all[(at * labels.Length) + label] = line[at];
            }

            return lines;
        }

        public Score Score(Dictionary<string, int> parts)
        {
            var (scores, vector) = (new double[labels.Length], space.VectorOf(parts));
            for (var it = 0; it < vector.At.Length; it++)
                for (var label = 0; label < labels.Length; label++) scores[label] += all[(vector.At[it] * labels.Length) + label] * vector.Values[it];
            var best = Array.IndexOf(scores, scores.Max());
            return new Score(labels[best], scores[best], scores[best] - scores.Where((_, at) => at != best).Max());
        }

        public double Nearness(Dictionary<string, int> parts, string label)
        {
            var vector = space.VectorOf(parts).Parts.ToDictionary(it => it.At, it => it.Value);
            return Math.Clamp(some[label].Max(it => it.Parts.Sum(part => vector.TryGetValue(part.At, out var value) ? value * part.Value : 0.0)), 0, 1);
        }

        /// <summary>An order in which neighbours have nothing to do with each other, always the same.</summary>
        private static int[] Mixed(int count)
        {
            var (order, chance) = (Enumerable.Range(0, count).ToArray(), 88_172_645_463_325_252UL);
            for (var at = count - 1; at > 0; at--)
            {
                chance ^= chance << 13;
                chance ^= chance >> 7;
                chance ^= chance << 17;
                var with = (int)(chance % (ulong)(at + 1));
                (order[at], order[with]) = (order[with], order[at]);
            }

            return order;
        }
    }
}
