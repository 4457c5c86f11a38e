namespace Isberg.Reporting;

public sealed class SoundTallyTests
{
    [Fact]
    public void Calls_are_counted_by_how_they_sounded_and_unmeasured_ones_apart()
    {
        var tally = new SoundTally();
        for (var i = 0; i < 18; i++) tally.Add(4.4, isOneWay: i < 3);
        tally.Add(3.5, isOneWay: false);
        tally.Add(2.1, isOneWay: false);
        tally.Add(null, isOneWay: true);

        Assert.Equal((21, 20, 3), (tally.Calls, tally.Measured, tally.OneWay));
        Assert.Equal((2, 20), (tally.Poor.Part, tally.Poor.Whole));
        Assert.Equal((4.4, 2.1, 3.5), (Math.Round(tally.Percentile(50)!.Value, 2), Math.Round(tally.Percentile(5)!.Value, 2), Math.Round(tally.Percentile(10)!.Value, 2)));
    }

    [Fact]
    public void Nothing_measured_has_no_median_and_no_share()
    {
        var tally = new SoundTally();
        tally.Add(null, isOneWay: false);

        Assert.Equal((1, 0, (double?)null, (double?)null), (tally.Calls, tally.Measured, tally.Percentile(50), tally.Poor.Value));
    }
}
