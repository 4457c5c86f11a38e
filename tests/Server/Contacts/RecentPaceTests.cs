using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Contacts;

public sealed class RecentPaceTests
{
    private static readonly ServiceId Sales = new(Guid.Parse("00000000-0000-7000-8000-000000000001"));
    private static readonly ServiceId Support = new(Guid.Parse("00000000-0000-7000-8000-000000000002"));
    private static readonly DateTimeOffset Nine = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly RecentPace pace = new();

    [Fact]
    public void The_wait_follows_what_was_really_taken_in_the_last_half_hour()
    {
        for (var minute = 0; minute < 30; minute++) pace.Taken(Sales, Channel.Chat, Nine.AddMinutes(minute));

        var wait = ExpectedWait.Of(pace.Facts(Sales, Channel.Chat, ahead: 9, people: (3, 0), Nine.AddMinutes(30)));

        Assert.NotNull(wait); // ten turns at one a minute
        Assert.InRange(TimeSpan.FromMinutes(10), wait.Value.From, wait.Value.Until);
    }

    [Fact]
    public void What_was_taken_longer_ago_is_forgotten()
    {
        for (var minute = 0; minute < 30; minute++) pace.Taken(Sales, Channel.Chat, Nine.AddMinutes(minute));

        Assert.Equal(0, pace.Facts(Sales, Channel.Chat, 0, (1, 0), Nine.AddMinutes(60)).Taken);
    }

    [Fact]
    public void Other_queues_and_their_handling_times_say_nothing()
    {
        pace.Taken(Support, Channel.Chat, Nine);
        pace.Handled(Support, Channel.Chat, TimeSpan.FromMinutes(4));

        var facts = pace.Facts(Sales, Channel.Chat, 2, (1, 0), Nine);

        Assert.Equal((0, null), (facts.Taken, facts.MeanHandling));
        Assert.Null(ExpectedWait.Of(facts));
        Assert.Equal(TimeSpan.FromMinutes(4), pace.Facts(Support, Channel.Chat, 2, (1, 0), Nine).MeanHandling);
    }
}
