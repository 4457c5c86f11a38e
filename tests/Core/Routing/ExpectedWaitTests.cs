using Isberg.Routing;

namespace Isberg.Tests.Routing;

/// <summary>What a citizen is told about the wait.</summary>
public sealed class ExpectedWaitTests
{
    [Theory]
    [InlineData(0, 2, 1, 4, 0, "0-1")] // somebody is free
    [InlineData(0, 1, 0, 4, 30, "0-5")] // first in line, one taken every two minutes
    [InlineData(9, 5, 0, 4, 60, "5-15")] // ten turns at one a minute
    [InlineData(99, 5, 0, 4, 60, "75-120")] // a hundred turns at one a minute: close to a hundred minutes
    [InlineData(4, 2, 0, 4, 0, "0-35")] // no evidence: two people, four minutes each, at best; perhaps twice that
    public void The_range_holds_eight_in_ten_waits(int ahead, int able, int free, int handling, int taken, string minutes)
    {
        var wait = ExpectedWait.Of(new QueueFacts(ahead, able, free, TimeSpan.FromMinutes(handling), taken, TimeSpan.FromHours(1)));

        Assert.Equal(minutes, $"{wait!.Value.From.TotalMinutes}-{wait.Value.Until.TotalMinutes}");
    }

    [Theory]
    [InlineData(0, 0, 4, 60)] // nobody there
    [InlineData(3, 2, null, 4)] // too little to go by
    [InlineData(500, 1, 10, 60)] // too far away
    public void What_is_not_known_is_not_said(int ahead, int able, int? handling, int taken)
    {
        var mean = handling is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null;

        Assert.Null(ExpectedWait.Of(new QueueFacts(ahead, able, Free: 0, mean, taken, TimeSpan.FromHours(1))));
    }

    [Fact]
    public void Of_many_waits_at_a_steady_pace_eight_in_ten_fall_into_the_range()
    {
        var (state, within) = (12345UL, 0);
        var range = ExpectedWait.Of(new QueueFacts(Ahead: 19, Able: 4, Free: 0, null, Taken: 60, TimeSpan.FromHours(1)))!.Value;
        for (var day = 0; day < 2_000; day++)
        {
            var minutes = 0.0;
            for (var turn = 0; turn < 20; turn++) minutes -= Math.Log(1 - Next(ref state));
            if (minutes >= range.From.TotalMinutes && minutes <= range.Until.TotalMinutes) within++;
        }

        Assert.InRange(within, 1_600, 2_000);
    }

    private static double Next(ref ulong state)
    {
        state = (state * 6364136223846793005) + 1442695040888963407;
        return (state >> 11) / (double)(1UL << 53);
    }
}
