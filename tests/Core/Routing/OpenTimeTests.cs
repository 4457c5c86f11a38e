using Isberg.Services;

namespace Isberg.Tests.Routing;

/// <summary>Targets that run in opening hours only.</summary>
public sealed class OpenTimeTests
{
    private static readonly OpenInterval[] Hours = [World.Hours("08:00", "12:00"), World.Hours("13:00", "16:00"), World.Hours("1.08:00", "1.12:00")];

    [Theory]
    [InlineData("09:00", 60, "10:00")] // inside
    [InlineData("07:00", 60, "09:00")] // from before opening
    [InlineData("11:30", 60, "13:30")] // over the break
    [InlineData("12:15", 30, "13:30")] // from within the break
    [InlineData("15:30", 120, "1.09:30")] // over the night
    [InlineData("11:00", 60, "12:00")] // just to closing
    [InlineData("1.11:00", 120, "1.13:00")] // beyond what is known time runs on
    [InlineData("2.11:00", 120, "2.13:00")]
    public void Time_counts_while_open(string from, int minutes, string until) =>
        Assert.Equal(World.At(until), OpenTime.Add(World.At(from), TimeSpan.FromMinutes(minutes), Hours));
}
