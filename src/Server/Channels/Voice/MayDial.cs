using Isberg.Services;

namespace Isberg.Channels.Voice;

/// <summary>Decides whether a number may be called, and how it is told the operator.</summary>
internal static class MayDial
{
    /// <summary>May be called whatever the rule says.</summary>
    public const string Emergency = "112";

    /// <summary>A number of at most so many digits is a short one, and stands for itself.</summary>
    private const int ShortDigits = 6;

    public static readonly Refusal NoNumber = new("call.number.invalid", "Write the number with digits and its area code, for instance 08-465 004 00 or +358 9 310 1691.");
    public static readonly Refusal NotAllowed = new("call.number.forbidden", "This number may not be called from here. An administrator decides which numbers may be.");

    /// <summary>The number with its country, or a short one as it is.</summary>
    public static Outcome<string> Check(DialRule rule, string? written)
    {
        if (Dialled.Of(written) is not { } number) return NoNumber;
        if (number == Emergency) return number;

        if (number[0] == '0') number = $"+{rule.Country}{number[1..]}";
        else if (number[0] != '+' && number.Length > ShortDigits) return NoNumber;
        return rule.Allowed.Any(it => Begins(number, it)) && !rule.Refused.Any(it => Begins(number, it)) ? number : NotAllowed;
    }

    private static bool Begins(string number, string prefix) => number.StartsWith(prefix, StringComparison.Ordinal);
}
