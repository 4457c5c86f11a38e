using Isberg.Channels;
using Isberg.Services;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Isberg.Portal.Pages;

/// <summary>A centre's services, their channels and how they stand; or, where there are several centres, the choice among them.</summary>
public sealed class IndexModel(PublicServices services, PageTexts texts) : PageModel
{
    /// <summary>There is no such centre.</summary>
    public bool IsMissing { get; private set; }

    public PublicCentre? Centre { get; private set; }

    public IReadOnlyList<(string Key, string Name)> Centres { get; private set; } = [];

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Notices that stand on several services stand here once.</summary>
    public IReadOnlyList<string> Notices => [.. (Centre?.Services ?? []).SelectMany(it => it.Notices).Distinct(StringComparer.Ordinal)];

    /// <summary>Whose chat the page opens: the first one that is open, or the first.</summary>
    public PublicService? ChatService { get; private set; }

    public async Task OnGet(string? centre, CancellationToken stop)
    {
        if (centre is null)
        {
            Centres = await services.Centres(stop);
            if (Centres.Count != 1) return;
        }

        if (!(await services.In(centre ?? Centres[0].Key, texts.Language, stop)).Succeeded(out var found, out _))
        {
            IsMissing = true;
            return;
        }

        (Centre, Zone) = (found, TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone));
        ChatService = found.Services.Where(it => it.In(Channel.Chat) is not null).OrderByDescending(it => it.In(Channel.Chat)!.IsOpen).FirstOrDefault();
    }

    /// <summary>The ways in that these pages offer.</summary>
    public static bool IsShown(PublicChannel channel) => channel.Channel is Channel.Chat or Channel.Form or Channel.Voice;

    /// <summary>For instance "Chat: open until 16:00".</summary>
    public string Standing(PublicChannel channel, PageTexts t) => t.Say("standing", t[$"channel{channel.Channel}"], WhenOpen(channel, t, Zone));

    /// <summary>Filled for a way that takes what comes now, hollow for one that does not.</summary>
    internal static string LookOf(PublicChannel channel) => channel.IsOpen || channel.AcceptsWhenClosed ? "open" : "shut";

    internal static string WhenOpen(PublicChannel channel, PageTexts t, TimeZoneInfo zone) => channel switch
    {
        { IsOpen: true, Closes: { } closes } when closes - DateTimeOffset.UtcNow < TimeSpan.FromDays(1) => t.Say("openUntil", t.Time(closes, zone)),
        { IsOpen: true } => t["open"],
        { AcceptsWhenClosed: true } => t["alwaysAccepts"],
        { Opens: { } opens } => t.Say("closedUntil", t.Moment(opens, zone)),
        _ => t["closed"],
    };
}
