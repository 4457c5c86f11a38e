using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>An administrator says which numbers may be called from the centre.</summary>
public sealed class KeepDialRule(Database db, Settings settings)
{
    private const int LongestPrefix = 20;
    private const int LongestCountry = 4;

    public async Task<Outcome<Centre>> Run(Viewer viewer, Seen seen, DialRule draft, CancellationToken stop)
    {
        var row = await db.Centres.VisibleTo(viewer).SingleAsync(stop);
        if (seen(row.Version) is { } differs) return differs;

        var rule = new DialRule(draft.Country.Trim().TrimStart('+'), Plain(draft.Allowed), Plain(draft.Refused));
        if (FlawsOf(rule).In("dialling") is { } flaws) return flaws;

        row.Dialling = rule;
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    private static List<string> Plain(IReadOnlyList<string> written) =>
        [.. written.Select(it => Dialled.Of(it) ?? it.Trim()).Where(it => it.Length > 0).Distinct(StringComparer.Ordinal)];

    private static Flaws FlawsOf(DialRule rule) => new Flaws()
        .When(rule.Country.Length is 0 or > LongestCountry || !rule.Country.All(char.IsAsciiDigit), "country", "Write the country's own digits, for instance 46.")
        .When(!AreFine(rule.Allowed), "allowed", "Write how numbers begin, with their country, for instance +46, or a short number.")
        .When(!AreFine(rule.Refused), "refused", "Write how numbers begin, with their country, for instance +46900.");

    private static bool AreFine(IReadOnlyList<string> prefixes) =>
        prefixes.Count <= DialRule.MostPrefixes && prefixes.All(it => it.Length <= LongestPrefix && it.TrimStart('+') is { Length: > 0 } digits && digits.All(char.IsAsciiDigit));
}
