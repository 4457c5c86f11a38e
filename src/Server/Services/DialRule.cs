namespace Isberg.Services;

/// <summary>Which telephone numbers may be called from the centre. The emergency number may always.</summary>
/// <param name="Country">Of numbers that begin with 0: its digits, for instance 46.</param>
/// <param name="Allowed">How numbers begin that may be called: +46, or a short number such as 1177.</param>
/// <param name="Refused">How numbers begin that may not be called all the same: those that cost extra.</param>
public sealed record DialRule(string Country, IReadOnlyList<string> Allowed, IReadOnlyList<string> Refused)
{
    public const int MostPrefixes = 200;

    /// <summary>The Nordic countries but for what costs extra there, and the short numbers that help people in Sweden and Finland.</summary>
    public static DialRule Usual => new(
        "46",
        ["+46", "+358", "+47", "+45", "+354", "1177", "11313", "11414", "116117", "116111", "116123"],
        ["+46900", "+46939", "+46944", "+4699", "+46118", "+358600", "+358700", "+35875", "+47829", "+4590", "+35490"]);
}
