using System.Globalization;
using System.Text;
using System.Text.Json;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Tests.Routing;

/// <summary>Plays a story on a floor and compares what comes out. On the way it proves that applying the events alone leads to the same floor.</summary>
internal sealed class Story(World world)
{
    private readonly Floor floor = new(world.MostTold);
    private readonly Floor follower = new(world.MostTold);
    private readonly StringBuilder played = new();
    private readonly Telling telling = new(world);
    private readonly Reading reading = new(world);

    /// <summary>Outcomes that are told only in stories that speak of them.</summary>
    private static readonly string[] Asides = ["queue", "close", "wrap up", "presence", "unattended", "attended", "strand", "rescue"];

    public static void Check(string story, Action<World>? set = null)
    {
        var world = new World();
        set?.Invoke(world);
        new Story(world).Play(story);
    }

    private void Play(string story)
    {
        var lines = story.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var asides = Asides.Where(aside => lines.Any(it => it.StartsWith("         " + aside, StringComparison.Ordinal))).ToHashSet();
        SetUp();
        foreach (var line in lines.Where(it => char.IsDigit(it[0])))
        {
            played.AppendLine(line.TrimEnd());
            var at = World.Midnight + TimeSpan.Parse(line[..8], CultureInfo.InvariantCulture);
            foreach (var input in reading.Read(line[9..].Trim(), at)) Tell(input, at, asides);
        }

        Assert.Equal(string.Join('\n', lines.Select(it => it.TrimEnd())), played.ToString().ReplaceLineEndings("\n").TrimEnd());
    }

    private void SetUp()
    {
        Handle(new CentreChanged(world.Centre), World.Midnight);
        foreach (var service in world.Services) Handle(new ServiceChanged(service), World.Midnight);
        foreach (var person in world.People) Handle(new PersonChanged(person), World.Midnight);
    }

    private void Tell(Input input, DateTimeOffset at, HashSet<string> asides)
    {
        var (refusal, events) = Handle(input, at);
        if (refusal is not null) played.AppendLine($"         refuse {refusal.Code}");
        foreach (var decision in events.OfType<Decision>())
        {
            var text = telling.Of(decision);
            var aside = Asides.FirstOrDefault(it => text.StartsWith(it, StringComparison.Ordinal));
            if (aside is null || asides.Contains(aside)) played.AppendLine($"         {text}");
        }
    }

    private (Refusal? Refusal, List<Event> Events) Handle(Input input, DateTimeOffset at)
    {
        var events = new List<Event>();
        var refusal = floor.Handle(input, at, events);
        foreach (var happened in events) follower.Apply(happened, at);

        var (state, followed) = (Text(floor), Text(follower));
        Assert.Equal(state, followed);
        Assert.Equal(state, Text(Floor.From(floor.Snapshot(), world.MostTold)));
        return (refusal, events);
    }

    private static string Text(Floor floor) => JsonSerializer.Serialize(floor.Snapshot());
}
