using Isberg.Services;

namespace Isberg.People;

/// <summary>A person as the floor knows him: the whole value, replaced at every change.</summary>
public sealed record PersonRule
{
    public required PersonId Id { get; init; }

    public IReadOnlyList<SkillLevel> Skills { get; init; } = [];

    public IReadOnlyList<Language> Languages { get; init; } = [];

    /// <summary>The services that this person's role has him answer.</summary>
    public IReadOnlyList<Assignment> Services { get; init; } = [];

    public Capacity Capacity { get; init; } = Capacity.Usual;
}

/// <summary>A skill at a level, 1 (beginner) to 5 (expert). In a need: the least level.</summary>
public readonly record struct SkillLevel(SkillId Skill, int Level);

/// <summary>One service in a person's role.</summary>
/// <param name="Rank">Lower is taken first; equal ranks compete by due time. 0 by default.</param>
/// <param name="FromStep">The relaxation step from which this person joins; 0 from the start.</param>
/// <param name="IsBeginner">Offered only while someone who is no beginner in the service is signed in (cap 77).</param>
public sealed record Assignment(
    ServiceId Service, ChannelSet Channels = ChannelSet.All, int Rank = 0, int FromStep = 0, bool IsBeginner = false);

/// <summary>How many contacts a person handles at once, per channel class. 0: none of them. At most 20.</summary>
public readonly record struct Capacity(int Voice, int Chat, int Message, int Task)
{
    public static Capacity Usual { get; } = new(1, 2, 1, 1);

    public int Of(ChannelClass channels) => channels switch
    {
        ChannelClass.Voice => Voice,
        ChannelClass.Chat => Chat,
        ChannelClass.Message => Message,
        _ => Task,
    };
}

/// <summary>What a person does, as far as new contacts are concerned. Being busy follows from his contacts.</summary>
public enum Presence
{
    SignedOut,
    Ready,

    /// <summary>On the centre's time but taking no new contacts, for a reason.</summary>
    NotReady,

    /// <summary>Did not answer an offer; takes none until he says that he is back.</summary>
    NotAnswering,
}
