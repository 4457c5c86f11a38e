using System.Text.RegularExpressions;
using Isberg.Contacts;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Names and addresses in a flow, and what is put in their place.</summary>
internal static partial class FlowWords
{
    public static bool IsId(string text) => Id().IsMatch(text);

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Scheme, host and port of an address that something is looked up at; null when it is none, or when they are not fixed.</summary>
    public static string? OriginOf(string url)
    {
        var first = url.IndexOf('{', StringComparison.Ordinal);
        if (!Uri.TryCreate(Filled().Replace(url, "x"), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0) return null;

        var path = url.IndexOf('/', address.Scheme.Length + "://".Length);
        return first >= 0 && (path < 0 || first < path) ? null : address.GetLeftPart(UriPartial.Authority); // who calls does not choose the host
    }

    /// <summary>An address with what was typed and looked up, which cannot change the way to it; null when something is missing.</summary>
    public static Uri? Address(string url, IReadOnlyDictionary<string, string> values)
    {
        var given = Filled().Matches(url).Select(it => values.GetValueOrDefault(it.Groups[1].Value, "")).ToList();
        return given.Exists(it => it.Trim('.').Length == 0) ? null : new Uri(Filled().Replace(url, it => Uri.EscapeDataString(values[it.Groups[1].Value])));
    }

    /// <summary>A text with what was typed and looked up; what is not known is left out.</summary>
    public static string Text(string text, IReadOnlyDictionary<string, string> values) =>
        Filled().Replace(text, it => values.GetValueOrDefault(it.Groups[1].Value, ""));

    /// <summary>What a caller pressed and typed, for whoever answers him; null when it was nothing.</summary>
    public static string? Given(FlowRun run) =>
        run.Given.Count == 0 ? null : string.Join('\n', run.Given.TakeLast(50).Select(it => it.Name is null ? it.Value : $"{it.Name}: {it.Value}"));

    [GeneratedRegex(@"\A[a-z0-9-]{1,40}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]{0,39})\}")]
    private static partial Regex Filled();
}
