using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What people who are alike can take: skills, languages, services and capacity.</summary>
internal sealed class StaffSignature
{
    private readonly Dictionary<SkillId, int> levels = [];
    private readonly int hash;

    public StaffSignature(PersonRule rule, Func<ServiceId, ServiceState> service)
    {
        Capacity = rule.Capacity;
        foreach (var skill in rule.Skills) levels[skill.Skill] = skill.Level;
        Skills = [.. rule.Skills.OrderBy(it => it.Skill.Value)];
        Languages = [.. rule.Languages.OrderBy(it => it.Code, StringComparer.Ordinal)];
        Assignments = [.. rule.Services.OrderBy(it => it.Rank).ThenBy(it => it.Service.Value).ThenBy(it => it.FromStep).ThenBy(it => it.Channels).ThenBy(it => it.IsBeginner)];
        Posts = [.. Assignments.Select(it => new Post(service(it.Service), Answerable(it.Channels), it.Rank, it.FromStep, it.IsBeginner))];
        Services = [.. Posts.Select(it => it.Service).Distinct()];
        hash = HashOf();
    }

    public int Id { get; set; }

    public Capacity Capacity { get; }

    public SkillLevel[] Skills { get; }

    public Language[] Languages { get; }

    public Assignment[] Assignments { get; }

    /// <summary>The assignments by rank, in channels that the capacity allows at all.</summary>
    public Post[] Posts { get; }

    public ServiceState[] Services { get; }

    public int People { get; set; }

    public int SignedIn { get; set; }

    /// <summary>The free per channel class and load, longest idle first.</summary>
    public IndexedHeap?[][] Free { get; } = [[], [], [], []];

    public int[] FreeCount { get; } = new int[FloorState.Classes];

    public int LevelOf(SkillId skill) => levels.GetValueOrDefault(skill);

    public bool Has(SkillId skill) => levels.ContainsKey(skill);

    public bool IsExpertIn(ServiceState service)
    {
        foreach (var post in Posts)
        {
            if (ReferenceEquals(post.Service, service) && !post.IsBeginner && post.Channels != ChannelSet.None) return true;
        }

        return false;
    }

    /// <summary>Whether people of this signature answer in a queue at all, at the latest after <paramref name="steps"/> steps.</summary>
    public Fit Attends(QueueState queue, int steps)
    {
        var fit = Fit.None;
        foreach (var post in Posts)
        {
            if (!post.Answers(queue, steps)) continue;
            if (!post.IsBeginner) return Fit.Full;
            fit = Fit.Beginner;
        }

        return fit;
    }

    public Fit Fits(in NeedKey need)
    {
        if (need.Person is not null) return Fit.None;
        if (need.Language is { } language && Array.IndexOf(Languages, language) < 0) return Fit.None;

        for (var i = 0; i < need.Skills.Count; i++)
        {
            if (LevelOf(need.Skills[i].Skill) < need.Skills[i].Level) return Fit.None;
        }

        return Attends(need.Queue, need.Step);
    }

    public bool IsSameAs(StaffSignature other) =>
        Capacity == other.Capacity && Skills.AsSpan().SequenceEqual(other.Skills)
        && Languages.AsSpan().SequenceEqual(other.Languages) && Assignments.AsSpan().SequenceEqual(other.Assignments);

    public override int GetHashCode() => hash;

    public override bool Equals(object? obj) => obj is StaffSignature other && IsSameAs(other);

    private ChannelSet Answerable(ChannelSet channels)
    {
        var left = ChannelSet.None;
        for (var channel = Channel.Voice; channel <= Channels.Last; channel++)
        {
            if (channels.Has(channel) && Capacity.Of(channel.Class()) > 0) left |= channel.AsSet();
        }

        return left;
    }

    private int HashOf()
    {
        var code = new HashCode();
        code.Add(Capacity);
        foreach (var skill in Skills) code.Add(skill);
        foreach (var language in Languages) code.Add(language);
        foreach (var assignment in Assignments) code.Add(assignment);
        return code.ToHashCode();
    }
}

/// <summary>How well somebody fits.</summary>
internal enum Fit
{
    None,

    /// <summary>Only while someone who is no beginner in the service is signed in.</summary>
    Beginner,
    Full,
}

/// <summary>An assignment with its service at hand.</summary>
internal readonly record struct Post(ServiceState Service, ChannelSet Channels, int Rank, int FromStep, bool IsBeginner)
{
    public bool Answers(QueueState queue, int step) =>
        ReferenceEquals(Service, queue.Service) && FromStep <= step && Channels.Has(queue.Channel);
}
