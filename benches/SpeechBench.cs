using System.Diagnostics;
using System.IO.Compression;
using Isberg.Services;

namespace Isberg.Benches;

/// <summary>What a sentence means: how long learning takes, how long a sentence, and how many are right, on all 60 intents of MASSIVE 1.1.</summary>
internal static class SpeechBench
{
    /// <summary>From here on a caller is not asked whether he was understood.</summary>
    private const double Sure = 0.85;

    public static int Run()
    {
        if (MailBench.Data("intents") is not { } folder)
        {
            Console.Error.WriteLine("The sentences are not there: ISBERG_TEST_DATA names the folder that holds intents/.");
            return 1;
        }

        foreach (var language in new[] { "sv-SE", "fi-FI", "en-US" }) Measure(language[..2], Read(Path.Combine(folder, $"massive-1.1-{language}.tsv.gz")));
        return 0;
    }

    private static void Measure(string language, ILookup<string, MeantSentence> sentences)
    {
        var learning = Stopwatch.StartNew();
        var meaning = Meaning.Learn([.. sentences["train"]]);
        Figure.Print($"speech.{language}.learning", learning.Elapsed.TotalSeconds, "s");

        var (asked, asking) = (sentences["test"].ToList(), Stopwatch.StartNew());
        var meant = asked.ConvertAll(it => (Meant: meaning.Of(it.Sentence) ?? default, it.Label));
        Figure.Print($"speech.{language}.sentence", asking.Elapsed.TotalMicroseconds / asked.Count, "us");
        Figure.Print($"speech.{language}.right", Share(meant), "%");
        var sure = meant.FindAll(it => it.Meant.Confidence >= Sure);
        Figure.Print($"speech.{language}.sure", 100.0 * sure.Count / meant.Count, "%");
        Figure.Print($"speech.{language}.sure_right", Share(sure), "%");
    }

    private static double Share(List<(Meant Meant, string Label)> of) => 100.0 * of.Count(it => it.Meant.Label == it.Label) / of.Count;

    private static ILookup<string, MeantSentence> Read(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(it => it.Split('\t')).ToLookup(it => it[1], it => new MeantSentence(it[4], it[3]));
    }
}
