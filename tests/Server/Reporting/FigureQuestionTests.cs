using Isberg.Access;

namespace Isberg.Reporting;

public sealed class FigureQuestionTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly PersonId Maya = new(Guid.NewGuid());

    [Theory]
    [InlineData("2026-03-28", "2026-03-29", 24)]
    [InlineData("2026-03-29", "2026-03-30", 23)]
    [InlineData("2026-10-25", "2026-10-26", 25)]
    public void A_day_is_the_centres_own_also_at_the_turns_of_summer_time(string from, string to, int hours)
    {
        var question = Asked(new(from, to, null, null, null, null, null, null, null, null, null, null));

        Assert.Equal(TimeSpan.FromHours(hours), question.Until - question.From);
        Assert.Equal(new Interval(question.From, question.Until), Interval.Of(question.From.AddHours(12), Dimension.Day, Stockholm));
    }

    [Theory]
    [InlineData(null, "2026-03-02", "figures.period.invalid")]
    [InlineData("2026-03-02", "2026-03-02", "figures.period.invalid")]
    [InlineData("2026-03-02", "2025-03-02", "figures.period.invalid")]
    [InlineData("2020-03-02", "2026-03-02", "figures.period.invalid")]
    [InlineData("yesterday", "2026-03-02", "figures.period.invalid")]
    public void A_period_that_is_none_is_refused(string? from, string? to, string code) =>
        Assert.Equal(code, Refused(new(from, to, null, null, null, null, null, null, null, null, null, null)));

    [Theory]
    [InlineData("day,hour")]
    [InlineData("colour")]
    [InlineData("1")]
    public void What_figures_cannot_be_told_apart_by_is_refused(string by) =>
        Assert.Equal("figures.by.invalid", Refused(Day with { By = by }));

    [Theory]
    [InlineData(-1.0, null)]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    [InlineData(20.0, 601.0)]
    public void A_target_out_of_range_is_refused(double? target, double? shortest) =>
        Assert.Equal("figures.target.invalid", Refused(Day with { T = target, S = shortest }));

    [Fact]
    public void An_unknown_variant_is_refused() => Assert.Equal("figures.variant.invalid", Refused(Day with { Variant = "SL-9" }));

    [Fact]
    public void Without_more_said_our_own_rule_counts() => Assert.Equal(ServiceLevelRule.Ours, Asked(Day).Rule);

    [Fact]
    public void Colleagues_one_by_one_are_for_those_who_may_see_them_and_oneself_for_everybody()
    {
        var few = new Viewer(new(Guid.NewGuid()), Maya, new HashSet<string> { Permission.FiguresRead });

        Assert.Equal("figures.people.forbidden", FigureQuestion.Of(Day with { By = "person" }, Stockholm, few).Refusal!.Code);
        Assert.Equal("figures.people.forbidden", FigureQuestion.Of(Day with { Person = [Guid.NewGuid()] }, Stockholm, few).Refusal!.Code);
        Assert.Null(FigureQuestion.Of(Day with { By = "person", Person = [Maya.Value] }, Stockholm, few).Refusal);
    }

    private static FigureParameters Day => new("2026-03-02", "2026-03-03", null, null, null, null, null, null, null, null, null, null);

    private static Viewer Everybody => new(new(Guid.NewGuid()), Maya, Permission.All.ToHashSet(StringComparer.Ordinal));

    private static FigureQuestion Asked(FigureParameters asked) =>
        FigureQuestion.Of(asked, Stockholm, Everybody).Succeeded(out var question, out var refusal) ? question : throw new InvalidOperationException(refusal.Code);

    private static string? Refused(FigureParameters asked) => FigureQuestion.Of(asked, Stockholm, Everybody).Refusal?.Code;
}
