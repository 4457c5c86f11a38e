using System.Globalization;
using System.Text;

namespace Isberg.Mail.Imap;

/// <summary>Sets of numbers as IMAP writes them: 1:4,7.</summary>
internal static class NumberSet
{
    public static string Write(IEnumerable<uint> numbers)
    {
        var text = new StringBuilder();
        foreach (var (first, last) in Runs(numbers.Distinct().Order()))
        {
            if (text.Length > 0) text.Append(',');
            text.Append(first);
            if (last > first) text.Append(':').Append(last);
        }

        return text.ToString();
    }

    /// <summary>In the order in which they are written; null when it is no such set, or of more numbers than expected.</summary>
    public static List<uint>? Read(string text, int most)
    {
        var numbers = new List<uint>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split(':');
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last)) return null;

            var (low, high) = first <= last ? (first, last) : (last, first);
            if (high - low >= most - numbers.Count) return null;
            for (var it = low; it <= high && it >= low; it++) numbers.Add(it);
        }

        return numbers;
    }

    private static bool TryNumber(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and < uint.MaxValue;

    private static IEnumerable<(uint First, uint Last)> Runs(IEnumerable<uint> ordered)
    {
        (uint First, uint Last)? run = null;
        foreach (var it in ordered)
        {
            if (run is { } open && it == open.Last + 1) run = (open.First, it);
            else
            {
                if (run is { } done) yield return done;
                run = (it, it);
            }
        }

        if (run is { } last) yield return last;
    }
}
