using Isberg.Contacts;
using Isberg.People;
using Isberg.Services;

namespace Isberg.Routing;

/// <summary>What contacts that are alike ask for: everything that decides who may take them.</summary>
internal sealed class NeedSignature(NeedKey key, NeedSignature? plain, Positions positions)
{
    public readonly NeedKey Key = key;
    public readonly IndexedHeap Waiting = new(positions);

    private static readonly List<NeedSignature> None = [];

    /// <summary>The same need without those it leaves out.</summary>
    private readonly NeedSignature? plain = plain;

    private Bits takers = new(), beginners = new();
    private List<NeedSignature>? before, variants;

    /// <summary>The need after the service's next step.</summary>
    public NeedSignature? Next;

    /// <summary>When the next step is entered, by the contact's clock; the longest span there is: there is none.</summary>
    public readonly TimeSpan NextAfter = NextStep(key)?.After ?? TimeSpan.MaxValue;

    /// <summary>Needs whose next step leads here.</summary>
    public List<NeedSignature> Before => before ?? None;

    /// <summary>This need with somebody left out.</summary>
    public List<NeedSignature> Variants => variants ?? None;

    /// <summary>Signatures with somebody signed in who fits.</summary>
    public int AbleExperts, AbleBeginners;

    /// <summary>Somebody signed in fits now; and: fits now or after a later step.</summary>
    public bool IsAble, HasHope;

    /// <summary>Contacts and other signatures that use it.</summary>
    public int Uses;

    /// <summary>Where it stands among its queue's active needs: by this key, if at all.</summary>
    public HeapKey SeatedBy;

    public bool IsSeated;
    public int Stranded;
    public bool IsIdle, IsMarked, IsGone;

    private static RelaxStep? NextStep(NeedKey key) => key.Queue.Rule is { } rule && key.Step < rule.Steps.Count ? rule.Steps[key.Step] : null;

    public NeedSignature Plain => plain ?? this;

    public QueueState Queue => Key.Queue;

    public int Step => Key.Step;

    /// <summary>Staff signatures that fit, and those of them that fit as beginners.</summary>
    public ref Bits Takers => ref Plain.takers;

    public ref Bits Beginners => ref Plain.beginners;

    public void AddBefore(NeedSignature need) => (before ??= new List<NeedSignature>(1)).Add(need);

    public void RemoveBefore(NeedSignature need) => before!.Remove(need);

    public void AddVariant(NeedSignature need) => (variants ??= new List<NeedSignature>(1)).Add(need);

    public void RemoveVariant(NeedSignature need) => variants!.Remove(need);

    public bool Excludes(PersonId person) => Key.Excluded is { } excluded && Array.IndexOf(excluded, person) >= 0;
}

/// <summary>The content of a need signature.</summary>
internal readonly record struct NeedKey(
    QueueState Queue, int Step, Language? Language, IReadOnlyList<SkillLevel> Skills, PersonId? Person, PersonId[]? Excluded);

/// <summary>Compares needs by content; the order of skills does not matter, and none stands twice.</summary>
internal sealed class SameNeed : IEqualityComparer<NeedKey>
{
    public bool Equals(NeedKey x, NeedKey y) =>
        ReferenceEquals(x.Queue, y.Queue) && x.Step == y.Step && x.Language == y.Language && x.Person == y.Person
        && SameSkills(x.Skills, y.Skills) && SameExcluded(x.Excluded, y.Excluded);

    public int GetHashCode(NeedKey obj)
    {
        var hash = (((obj.Queue.Slot * 31) + obj.Step) * 31) + (obj.Language?.Code.Length > 0 ? obj.Language.Value.Code[0] + (obj.Language.Value.Code[^1] << 8) : 0);
        for (var i = 0; i < obj.Skills.Count; i++) hash += obj.Skills[i].Skill.Value.GetHashCode() * (obj.Skills[i].Level + 1);
        if (obj.Person is { } person) hash ^= person.Value.GetHashCode();
        return obj.Excluded is { } excluded ? hash ^ excluded[0].Value.GetHashCode() : hash;
    }

    private static bool SameSkills(IReadOnlyList<SkillLevel> a, IReadOnlyList<SkillLevel> b)
    {
        if (ReferenceEquals(a, b)) return true;
        if (a.Count != b.Count) return false;

        for (var i = 0; i < a.Count; i++)
        {
            if (!Has(b, a[i], i)) return false;
        }

        return true;
    }

    private static bool Has(IReadOnlyList<SkillLevel> list, SkillLevel wanted, int likelyPlace)
    {
        if (list[likelyPlace] == wanted) return true;

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == wanted) return true;
        }

        return false;
    }

    private static bool SameExcluded(PersonId[]? a, PersonId[]? b) =>
        a is null || b is null ? ReferenceEquals(a, b) : a.AsSpan().SequenceEqual(b);
}

/// <summary>What a step of relaxation makes of a need.</summary>
internal static class Easing
{
    public static NeedKey After(NeedKey need, RelaxStep step) => need with
    {
        Step = need.Step + 1,
        Language = step.DropLanguage ? null : need.Language,
        Person = step.ReleasePerson ? null : need.Person,
        Skills = Skills(need.Skills, step),
    };

    private static IReadOnlyList<SkillLevel> Skills(IReadOnlyList<SkillLevel> skills, RelaxStep step)
    {
        if (step.DropAllSkills) return [];
        if (step.LowerLevelsBy == 0 && step.DropSkills.Count == 0) return skills;

        var left = new List<SkillLevel>(skills.Count);
        foreach (var skill in skills)
        {
            if (step.DropSkills.Contains(skill.Skill)) continue;
            left.Add(skill with { Level = Math.Max(1, skill.Level - step.LowerLevelsBy) });
        }

        return left;
    }
}
