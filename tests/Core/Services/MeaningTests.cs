using System.Runtime.CompilerServices;
using Isberg.Services;

namespace Isberg.Tests.Services;

/// <summary>What a caller says is taken for what he means.</summary>
public sealed class MeaningTests
{
    /// <summary>What callers of a town say, as somebody who makes a flow would write it.</summary>
    private static readonly MeantSentence[] Town =
    [
        .. Meant("permit", "jag vill bygga ett garage", "jag undrar över mitt bygglov", "får jag bygga en altan", "bygglov för en carport"),
        .. Meant("waste", "ni har inte hämtat soporna", "när töms soptunnan", "min soptunna är full", "jag vill ha en ny soptunna"),
        .. Meant("school", "jag vill söka skola till min son", "min dotter är sjuk och kommer inte till skolan", "när börjar terminen", "byta skola"),
    ];

    [Theory]
    [InlineData("hej jag ringer om bygglovet", "permit")]
    [InlineData("soporna är inte hämtade på vår gata", "waste")]
    [InlineData("det gäller skolan för min dotter", "school")]
    public void A_sentence_that_nobody_has_written_is_understood_by_its_words_and_their_pieces(string sentence, string label) => Assert.Equal(label, Meaning.Learn(Town).Of(sentence)!.Value.Label);

    [Fact]
    public void What_has_been_written_is_surer_than_what_has_nothing_to_do_with_it()
    {
        var meaning = Meaning.Learn(Town);

        var (written, other) = (meaning.Of("jag undrar över mitt bygglov")!.Value, meaning.Of("xylofoner zebra kvitton")!.Value);
        Assert.Equal(1, written.Nearness, 3);
        Assert.InRange(written.Confidence, 0.85, 1);
        Assert.InRange(other.Nearness, 0, 0.1);
        Assert.InRange(other.Confidence, 0, written.Confidence - 0.1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" … ?! ")]
    public void Where_there_is_no_word_nothing_is_meant(string sentence) => Assert.Null(Meaning.Learn(Town).Of(sentence));

    [Fact]
    public void The_same_examples_give_the_same_answers()
    {
        string[] said = ["bygglov", "tunnan", "skolan är stängd", "vad gäller det", new('a', 100_000)];

        Assert.Equal(said.Select(Meaning.Learn(Town).Of), said.Select(Meaning.Learn(Town).Of));
    }

    [Fact]
    public void Between_one_label_and_itself_nothing_can_be_chosen() => Assert.Throws<ArgumentException>(() => Meaning.Learn([.. Meant("permit", "bygglov", "garage")]));

    /// <summary>20 of MASSIVE's 60 intents with 60 examples each; all of them <c>./bench speech</c> measures.</summary>
    [Theory]
    [InlineData("sv-SE")]
    [InlineData("fi-FI")]
    [InlineData("en-US")]
    public void What_real_people_have_said_is_understood_and_what_is_surest_is_right(string language)
    {
        var all = File.ReadLines(Path.Combine(Here(), "intents", $"massive-{language}.tsv")).Select(it => it.Split('\t')).ToLookup(it => it[0], it => new MeantSentence(it[2], it[1]));
        var meaning = Meaning.Learn([.. all["train"]]);
        var judged = all["test"].Select(it => (Meant: meaning.Of(it.Sentence)!.Value, it.Label)).OrderByDescending(it => it.Meant.Confidence).ToList();
        double Right(IEnumerable<(Meant Meant, string Label)> of) => of.Average(it => it.Meant.Label == it.Label ? 1.0 : 0);

        Assert.InRange(Right(judged), 0.75, 0.95);
        Assert.InRange(Right(judged.Take(judged.Count / 2)), 0.93, 1);
        Assert.InRange(judged.Average(it => it.Meant.Confidence) - Right(judged), -0.1, 0.1); // it knows how sure it may be
    }

    private static IEnumerable<MeantSentence> Meant(string label, params string[] sentences) => sentences.Select(it => new MeantSentence(it, label));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
