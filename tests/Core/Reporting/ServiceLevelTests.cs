using Isberg.Services;

namespace Isberg.Reporting;

public sealed class ServiceLevelTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>ICMI's vector: An = 1000, Ab = 60, An(20) = 860, Ab(20) = 20, abandoned later 40, Ab(5) = 10.</summary>
    [Theory]
    [InlineData("SL-1", 83.02)]
    [InlineData("SL-2", 86.00)]
    [InlineData("SL-3", 81.13)]
    [InlineData("SL-4", 82.69)]
    [InlineData("SL-5", 82.08)]
    [InlineData("SL-G", 81.13)]
    [InlineData("SL-G-short", 81.90)]
    [InlineData("SL-G-answered", 86.00)]
    [InlineData("SL-4-short", 81.90)]
    public void The_variants_agree_with_the_published_vector(string variant, double percent)
    {
        var share = ServiceLevel.Of(Vector(flowOuts: 0), ServiceLevel.Named(variant)!.Value);

        Assert.Equal(percent, Math.Round(100 * share.Value!.Value, 2));
    }

    [Theory]
    [InlineData("SL-4-short", 860, 1100)]
    [InlineData("SL-G-flow", 860, 1110)]
    [InlineData("SL-G-flow-short", 860, 1100)]
    [InlineData("SL-3", 860, 1060)]
    public void Flow_outs_count_against_our_rule_and_where_the_name_says_so(string variant, long part, long whole) =>
        Assert.Equal(new Share(part, whole), ServiceLevel.Of(Vector(flowOuts: 50), ServiceLevel.Named(variant)!.Value));

    [Fact]
    public void Waits_of_9_15_25_and_30_seconds_give_25_percent_in_10_and_50_in_20()
    {
        Assert.Equal(0.25, ServiceLevel.Of(Answered(10, 9, 15, 25, 30), Variant.Sl4Short).Value);
        Assert.Equal(0.50, ServiceLevel.Of(Answered(20, 9, 15, 25, 30), Variant.Sl4Short).Value);
    }

    [Fact]
    public void A_wait_of_exactly_the_target_is_in_time() =>
        Assert.Equal(new Share(1, 2), ServiceLevel.Of(Answered(20, 20, 20.001), Variant.Sl4Short));

    [Fact]
    public void Merged_intervals_add_parts_and_wholes_instead_of_averaging_percentages()
    {
        var busy = Answered(20, Enumerable.Repeat(30.0, 9).ToArray());
        busy.Add(Answered(20, 10));

        Assert.Equal(new Share(1, 10), ServiceLevel.Of(busy, Variant.Sl4Short));
        Assert.Equal(new Share(3, 12), new Share(1, 10) + new Share(2, 2));
    }

    [Fact]
    public void An_empty_interval_has_no_percentage_rather_than_nought_or_a_hundred() =>
        Assert.Null(ServiceLevel.Of(new Tally(), Variant.Sl4Short).Value);

    [Fact]
    public void Without_a_target_each_contact_is_measured_by_what_was_promised_when_it_came()
    {
        var tally = new Tally();
        var afterTheWeekend = Nine.AddDays(3).AddHours(1);
        tally.Add(Stay(Ending.Answered, 65 * 3600, Channel.Email) with { PromisedAt = afterTheWeekend }, ServiceLevelRule.Ours);
        tally.Add(Stay(Ending.Answered, 30), ServiceLevelRule.Ours);

        Assert.Equal(new Share(1, 2), ServiceLevel.Of(tally, Variant.Sl4Short));
    }

    [Fact]
    public void Those_who_still_wait_were_offered_but_are_in_no_percentage_yet()
    {
        var tally = Answered(20, 10);
        tally.Add(Stay(Ending.Waiting, 0) with { EndedAt = null }, Rule(20));

        Assert.Equal((2, 1), (tally[Counted.Offered], tally[Counted.Waiting]));
        Assert.Equal(new Share(1, 1), ServiceLevel.Of(tally, Variant.Sl4Short));
    }

    [Fact]
    public void Answer_rate_abandon_rate_and_mean_waits_follow_their_formulae()
    {
        var tally = Vector(flowOuts: 50);

        Assert.Equal(new Share(1000, 1100), tally.AnswerRate);
        Assert.Equal(new Share(50, 1100), tally.AbandonRate);
        Assert.Equal(TimeSpan.FromSeconds((860 * 10 + 140 * 40) / 1000.0), tally.WaitOfAnswered.Value);
        Assert.Equal(TimeSpan.FromSeconds(8600 + 5600 + 10 * 3 + 10 * 15 + 40 * 60 + 50 * 30) / 1110, tally.WaitOfAll.Value);
    }

    [Theory]
    [InlineData(50, 5)]
    [InlineData(90, 9)]
    [InlineData(95, 10)]
    [InlineData(100, 10)]
    [InlineData(1, 1)]
    public void A_percentile_is_the_shortest_wait_that_so_many_do_not_exceed(int percent, double seconds)
    {
        var tally = Answered(20, 10, 1, 9, 2, 8);
        tally.Add(Answered(20, 3, 7, 4, 6, 5));

        Assert.Equal(TimeSpan.FromSeconds(seconds), tally.Percentile(percent));
    }

    [Fact]
    public void Nobody_waited_has_no_percentile() => Assert.Null(new Tally().Percentile(50));

    [Fact]
    public void Every_variant_is_found_by_its_name() =>
        Assert.All(Enum.GetValues<Variant>(), it => Assert.Equal(it, ServiceLevel.Named(it.Name())));

    [Fact]
    public void Occupancy_is_busy_over_busy_and_ready()
    {
        var sheet = new TimeSheet();
        sheet.Add(Doing.Handling, null, TimeSpan.FromMinutes(30));
        sheet.Add(Doing.WrappingUp, null, TimeSpan.FromMinutes(15));
        sheet.Add(Doing.Ready, null, TimeSpan.FromMinutes(15));
        sheet.Add(Doing.NotReady, Day.Lunch, TimeSpan.FromMinutes(60));

        Assert.Equal(0.75, sheet.Occupancy.Value);
        Assert.Equal(TimeSpan.FromMinutes(60), sheet.Reasons[Day.Lunch]);
    }

    private static Tally Vector(int flowOuts)
    {
        var tally = new Tally();
        Add(tally, 860, Ending.Answered, 10);
        Add(tally, 140, Ending.Answered, 40);
        Add(tally, 10, Ending.Abandoned, 3);
        Add(tally, 10, Ending.Abandoned, 15);
        Add(tally, 40, Ending.Abandoned, 60);
        Add(tally, flowOuts, Ending.FlowedOut, 30);
        return tally;
    }

    private static void Add(Tally tally, int times, Ending ending, double seconds)
    {
        for (var i = 0; i < times; i++) tally.Add(Stay(ending, seconds), Rule(20));
    }

    private static Tally Answered(double target, params double[] seconds)
    {
        var tally = new Tally();
        foreach (var wait in seconds) tally.Add(Stay(Ending.Answered, wait), Rule(target));
        return tally;
    }

    private static ServiceLevelRule Rule(double target) => ServiceLevelRule.Ours with { Target = TimeSpan.FromSeconds(target) };

    private static Stay Stay(Ending ending, double seconds, Channel channel = Channel.Voice) => new()
    {
        Contact = Day.Anna, Number = 1, Service = Day.Sales, Channel = channel, Origin = Origin.Arrived, EnteredAt = Nine, ClockFrom = Nine,
        PromisedAt = Nine + Day.Target, Ending = ending, EndedAt = Nine + TimeSpan.FromSeconds(seconds),
    };
}
