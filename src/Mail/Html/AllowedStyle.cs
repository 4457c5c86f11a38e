using System.Collections.Frozen;
using System.Text;

namespace Isberg.Mail.Html;

/// <summary>The declarations that an element's style may have: looks, and nothing that loads, moves over other things or computes.</summary>
internal static class AllowedStyle
{
    private const int MostDeclarations = 100;
    private const int LongestValue = 300;

    private static readonly FrozenSet<string> Properties = new[]
    {
        "background-color", "background", "border", "border-bottom", "border-bottom-color", "border-bottom-style", "border-bottom-width", "border-collapse", "border-color", "border-left", "border-left-color", "border-left-style", "border-left-width",
        "border-radius", "border-right", "border-right-color", "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top", "border-top-color", "border-top-style", "border-top-width", "border-width",
        "caption-side", "clear", "color", "direction", "display", "empty-cells", "float", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing", "line-height", "list-style-position", "list-style-type",
        "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height", "min-width", "overflow-wrap", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top",
        "table-layout", "text-align", "text-decoration", "text-indent", "text-transform", "unicode-bidi", "vertical-align", "white-space", "width", "word-break", "word-spacing", "word-wrap",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Functions = ["rgb", "rgba", "hsl", "hsla"];

    /// <summary>The declarations that are allowed, written anew; empty when there are none.</summary>
    public static string Of(string style)
    {
        var kept = new StringBuilder();
        foreach (var declaration in style.Split(';', MostDeclarations + 1).Take(MostDeclarations))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;

            var name = declaration[..colon].Trim().ToLowerInvariant();
            var value = declaration[(colon + 1)..].Trim();
            if (!Properties.Contains(name) || !IsHarmless(value)) continue;
            if (kept.Length > 0) kept.Append("; ");
            kept.Append(name).Append(": ").Append(value);
        }

        return kept.ToString();
    }

    /// <summary>Plain words, lengths, colours and names in quotes. A backslash could spell anything, and only colours are functions.</summary>
    private static bool IsHarmless(string value)
    {
        if (value.Length is 0 or > LongestValue || value.Count(it => it == '"') % 2 != 0 || value.Count(it => it == '\'') % 2 != 0) return false;

        for (var at = 0; at < value.Length; at++)
        {
            var it = value[at];
            if (it == '(' && !IsColour(value, at)) return false;
            if (!char.IsLetterOrDigit(it) && !" .,#%()-+'\"/!_".Contains(it, StringComparison.Ordinal)) return false;
            if (it == '/' && at + 1 < value.Length && value[at + 1] is '*' or '/') return false;
        }

        return true;
    }

    private static bool IsColour(string value, int at)
    {
        var begin = at;
        while (begin > 0 && char.IsLetter(value[begin - 1])) begin--;
        return Functions.Contains(value[begin..at], StringComparer.OrdinalIgnoreCase);
    }
}
