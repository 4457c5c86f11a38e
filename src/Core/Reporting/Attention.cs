using Isberg.Services;

namespace Isberg.Reporting;

/// <summary>How a person's time is shared among the contacts that he handles at once.</summary>
/// <remarks>
/// It goes to what is most pressing: a call, or else chats, or else the rest; alike among those. So a call's handling time
/// is its talk, hold and wrap-up; a chat's is divided by the number of chats at the same time; a mail laid aside for a call
/// costs nothing meanwhile; and the shares add up to the time that the person was busy.
/// </remarks>
public static class Attention
{
    /// <summary>Adds the time to the stays that had the person's attention. Not a tick is lost.</summary>
    public static IEnumerable<Stay> Shared(IReadOnlyCollection<Stay> atOnce, TimeSpan time)
    {
        var first = atOnce.Min(Urgency);
        var attended = atOnce.Where(it => Urgency(it) == first).OrderBy(it => it.Contact.Value).ThenBy(it => it.Number).ToList();
        var (each, rest) = Math.DivRem(time.Ticks, attended.Count);
        return attended.Select((it, index) => it with { Work = it.Work + TimeSpan.FromTicks(index < rest ? each + 1 : each) });
    }

    private static int Urgency(Stay stay) => stay.Channel.Class() switch
    {
        ChannelClass.Voice => 0,
        ChannelClass.Chat => 1,
        _ => 2,
    };
}
