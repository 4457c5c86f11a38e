namespace Isberg.Access;

/// <summary>Somebody changed how the centre is set up; what it says now lies in the thing's own row.</summary>
/// <param name="Thing">What kind of thing: Service, Calendar, Skill …</param>
/// <param name="Id">The thing's own id, whatever its kind.</param>
/// <param name="Fields">The names of the fields that changed; none when it is new.</param>
/// <param name="By">Null: the product itself, or an API key.</param>
public sealed record SettingChanged(string Thing, Guid Id, SettingChange Change, IReadOnlyList<string> Fields, PersonId? By) : Note;

/// <summary>What was done to a setting.</summary>
public enum SettingChange
{
    Created, Changed,

    /// <summary>No longer used; kept because history refers to it.</summary>
    Archived,
}
