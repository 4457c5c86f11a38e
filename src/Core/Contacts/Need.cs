using Isberg.People;
using Isberg.Services;

namespace Isberg.Contacts;

/// <summary>What a contact asks of the person who is to take it.</summary>
/// <param name="Skills">Required, each at least at its level.</param>
/// <param name="Person">A named person, waited for until a step releases it.</param>
/// <param name="Wishes">Wanted or unwanted, not required; weighed where the service chooses by label score.</param>
public sealed record Need(
    ServiceId Service,
    Channel Channel,
    Language? Language = null,
    IReadOnlyList<SkillLevel>? Skills = null,
    PersonId? Person = null,
    IReadOnlyList<Wish>? Wishes = null);

/// <summary>A skill that is liked, or disliked, in whoever takes the contact.</summary>
public readonly record struct Wish(SkillId Skill, bool IsWanted = true);
