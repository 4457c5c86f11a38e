namespace Isberg.Channels.Voice;

/// <summary>
/// Finds recordings that stand still although the call goes on: their disk is full, or cannot be written. A look or two may come late, and a call
/// may just be ending; so it takes several.
/// </summary>
internal sealed class StalledSound
{
    private const int Looks = 4;

    /// <summary>The exchange writes every two seconds.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(5);

    private Dictionary<(ContactId Contact, int Segment), int> seen = [];

    /// <summary>Those that have just been found, each once as long as it stands still.</summary>
    /// <param name="running">All that is being recorded, and when the exchange wrote last.</param>
    public IReadOnlyList<(ContactId Contact, int Segment)> Look(IEnumerable<((ContactId Contact, int Segment) Of, DateTime LastWrite)> running)
    {
        var now = DateTime.UtcNow;
        seen = running.Where(it => now - it.LastWrite > TooLong).ToDictionary(it => it.Of, it => seen.GetValueOrDefault(it.Of) + 1);
        return [.. seen.Where(it => it.Value == Looks).Select(it => it.Key)];
    }
}
