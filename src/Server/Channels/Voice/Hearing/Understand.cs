using System.Collections.Concurrent;
using Isberg.Services;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>How well somebody was understood.</summary>
public enum Understood
{
    /// <summary>So well that he is led there at once.</summary>
    Surely,

    /// <summary>He is asked whether that is what he wants.</summary>
    Probably,

    No,
}

/// <summary>Which of the ways out of a step a sentence means, by the examples that stand there.</summary>
public sealed class Understand
{
    /// <summary>From here on he is led there at once: about one in thirty of those on real sentences was wrong.</summary>
    private const double Sure = 0.85;

    /// <summary>From here on he is asked whether that is so.</summary>
    private const double Likely = 0.45;

    /// <summary>How like it has to be to an example for the two: what has nothing to do with any way out is like none.</summary>
    private const double Near = 0.2, NotFar = 0.1;

    /// <summary>What was written down with less than that is asked about, and with much less not believed.</summary>
    private const double HeardWell = 0.5, HeardAtAll = 0.2;

    /// <summary>Of what was learnt; beyond that all is learnt anew.</summary>
    private const int Most = 500;

    private readonly ConcurrentDictionary<(FlowId, int, string), Lazy<Meaning>> learnt = new();

    /// <param name="Key">Null: there is no word in the sentence.</param>
    public readonly record struct Answer(FlowKey? Key, double Confidence, Understood How);

    /// <summary>Of a published version, which is learnt once.</summary>
    public Answer Of(FlowId flow, int version, FlowStep step, HeardSpeech heard)
    {
        if (learnt.Count > Most) learnt.Clear();
        return Of(learnt.GetOrAdd((flow, version, step.Id), _ => new Lazy<Meaning>(() => Learn(step.Keys ?? []))).Value, step.Keys ?? [], heard);
    }

    /// <summary>Of keys that are being worked on. Null: there is nothing to choose between yet.</summary>
    public static Answer? Of(IReadOnlyList<FlowKey> keys, string sentence) =>
        keys.DistinctBy(it => it.Key).Count(it => Examples(it).Any(one => one.Sentence.Any(char.IsLetterOrDigit))) < 2 ? null : Of(Learn(keys), keys, new HeardSpeech(sentence, 1));

    private static Answer Of(Meaning meaning, IReadOnlyList<FlowKey> keys, HeardSpeech heard)
    {
        if (meaning.Of(heard.Text) is not { } meant) return new Answer(null, 0, Understood.No);

        var how = meant.Confidence < Likely || meant.Nearness < NotFar || heard.Confidence < HeardAtAll ? Understood.No
            : meant.Confidence < Sure || meant.Nearness < Near || heard.Confidence < HeardWell ? Understood.Probably
            : Understood.Surely;
        return new Answer(keys.First(it => it.Key == meant.Label), meant.Confidence, how);
    }

    private static Meaning Learn(IReadOnlyList<FlowKey> keys) => Meaning.Learn([.. keys.SelectMany(Examples)]);

    /// <summary>Its name is one too.</summary>
    private static IEnumerable<MeantSentence> Examples(FlowKey key) => (key.Examples ?? []).Prepend(key.Label).Select(it => new MeantSentence(it, key.Key));
}
