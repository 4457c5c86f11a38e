namespace Isberg.Contacts;

public sealed class SpeechScoreTests
{
    /// <summary>The table of ITU-T G.107, annex B (and of G.109, its categories).</summary>
    [Theory]
    [InlineData(-5, 1)]
    [InlineData(50, 2.58)]
    [InlineData(60, 3.10)]
    [InlineData(70, 3.60)]
    [InlineData(80, 4.02)]
    [InlineData(90, 4.34)]
    [InlineData(93.2, 4.41)]
    [InlineData(100, 4.5)]
    public void A_rating_is_the_score_that_the_E_model_says(double rating, double score) => Assert.Equal(score, SpeechScore.OfRating(rating), 0.006);

    [Fact]
    public void More_rating_is_never_a_lower_score()
    {
        var scores = Enumerable.Range(-10, 121).Select(it => SpeechScore.OfRating(it)).ToList();

        Assert.Equal(scores.Order(), scores);
    }

    /// <summary>Worked out by hand from the formula.</summary>
    [Theory]
    [InlineData("alaw", 0.00, 0, 0, 4.40)] // d 25 ms: Id 0.6, R 92.6
    [InlineData("alaw", 0.03, 0, 0, 4.11)] // Ie,eff 10.14, R 82.46
    [InlineData("alaw", 0.10, 0, 0, 3.38)] // Ie,eff 27.07, R 65.53
    [InlineData("opus", 0.10, 0, 0, 3.38)]
    [InlineData("alaw", 0.00, 0, 600, 3.56)] // d 325 ms: Id 7.80 + 16.25, R 69.15
    [InlineData("alaw", 0.00, 150, 0, 3.56)] // the same d
    [InlineData("g729", 0.00, 0, 0, 4.08)] // Ie 11, R 81.6
    [InlineData("alaw", 1.00, 0, 0, 1.16)] // Ie,eff 75.94, R 16.66
    public void A_line_is_scored_by_what_it_loses_and_how_late_it_is(string codec, double loss, int jitter, int roundTrip, double score) =>
        Assert.Equal(score, SpeechScore.Of(loss, TimeSpan.FromMilliseconds(jitter), TimeSpan.FromMilliseconds(roundTrip), codec), 0.006);

    [Theory]
    [InlineData(3.59, SoundGrade.Poor)]
    [InlineData(3.6, SoundGrade.Fair)]
    [InlineData(3.99, SoundGrade.Fair)]
    [InlineData(4.0, SoundGrade.Good)]
    public void A_score_is_good_fair_or_poor(double score, SoundGrade grade) => Assert.Equal(grade, SpeechScore.GradeOf(score));

    /// <summary>b: a bad look, g: a good one; then whether somebody is told.</summary>
    [Theory]
    [InlineData("b", false)]
    [InlineData("bb", true)]
    [InlineData("bgb", true)]
    [InlineData("bggb", false)]
    [InlineData("bbg", true)]
    [InlineData("bbgg", false)]
    [InlineData("bbggb", false)]
    [InlineData("bbgbg", true)]
    public void Bad_sound_is_told_when_it_lasts_and_until_it_is_over(string looks, bool isTold)
    {
        var watch = looks.Aggregate(default(SoundWatch), (it, look) => it.After(look == 'b' ? new SoundLook(0.04, 4.1) : new SoundLook(0, 4.4)));

        Assert.Equal(isTold, watch.IsBad);
    }

    [Theory]
    [InlineData(0.03, 4.1, false)]
    [InlineData(0.031, 4.1, true)]
    [InlineData(0, 3.5, true)]
    public void A_look_is_bad_when_much_is_lost_or_the_score_is_poor(double loss, double score, bool isBad) => Assert.Equal(isBad, new SoundLook(loss, score).IsBad);
}
