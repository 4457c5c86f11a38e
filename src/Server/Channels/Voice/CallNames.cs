using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isberg.Channels.Voice;

/// <summary>What calls, legs, bridges and phones are called at the exchange: a second try meets what the first one made, and a restarted server recognises it.</summary>
internal static class CallNames
{
    private const string LegMark = "leg-";
    private const string TalkMark = "talk-";
    private const string AsideMark = "aside-";
    private const string EarMark = "ear-";
    private const string CitizenMark = "out-";
    private const string PhoneMark = "desk-";

    private static readonly string[] Marks = [LegMark, TalkMark, AsideMark, EarMark, CitizenMark];

    /// <summary>The same channel is the same contact, however often it is met.</summary>
    public static ContactId Contact(string system, string channel) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"call {system} {channel}")).AsSpan(0, 16)));

    public static string Leg(ContactId contact, int segment, int offer) => string.Create(CultureInfo.InvariantCulture, $"{LegMark}{contact.Value:N}-{segment}-{offer}");

    /// <summary>Where the two hear each other.</summary>
    public static string Talking(ContactId contact) => $"{TalkMark}{contact.Value:N}";

    /// <summary>Where a supervisor hears the two without being in their talk.</summary>
    public static string Aside(ContactId contact) => $"{AsideMark}{contact.Value:N}";

    /// <summary>What hears whoever handles the call, for a second person.</summary>
    public static string Ear(ContactId contact, int number, bool whispers) => string.Create(CultureInfo.InvariantCulture, $"{EarMark}{contact.Value:N}-{number}-{(whispers ? "whispers" : "listens")}");

    /// <summary>The line to a citizen who is called from here.</summary>
    public static string Citizen(ContactId contact) => $"{CitizenMark}{contact.Value:N}";

    public static string Phone(PersonId person) => $"{PhoneMark}{person.Value:N}";

    public static bool IsLeg(string channel) => channel.StartsWith(LegMark, StringComparison.Ordinal);

    public static bool IsEar(string channel) => channel.StartsWith(EarMark, StringComparison.Ordinal);

    public static bool IsCitizen(string channel) => channel.StartsWith(CitizenMark, StringComparison.Ordinal);

    /// <summary>Made by us: a leg to a phone, what hears one, or a line to a citizen.</summary>
    public static bool IsMade(string channel) => IsLeg(channel) || IsEar(channel) || IsCitizen(channel);

    /// <summary>Whose leg, line or bridge it is; null when it is none of ours.</summary>
    public static ContactId? ContactOf(string name) =>
        Marks.FirstOrDefault(it => name.StartsWith(it, StringComparison.Ordinal)) is { } mark
        && name.Length >= mark.Length + 32 && Guid.TryParseExact(name.AsSpan(mark.Length, 32), "N", out var id) ? new ContactId(id) : null;

    /// <summary>It goes through the dial plan to somebody's own telephone.</summary>
    public static bool IsOwnTelephone(string channelName) => channelName.StartsWith("Local/", StringComparison.Ordinal);

    /// <summary>PJSIP/desk-…-0000002a is a leg to desk-…, and so is Local/desk-…@own-telephone-0000002a;1 to his own telephone.</summary>
    public static string PhoneOf(string channelName)
    {
        var name = channelName[(channelName.IndexOf('/') + 1)..];
        if (name.IndexOf('@') is > 0 and var at) return name[..at];
        return name.LastIndexOf('-') is > 0 and var end ? name[..end] : name;
    }

    public static PersonId? PersonOf(string phone) =>
        phone.StartsWith(PhoneMark, StringComparison.Ordinal) && Guid.TryParseExact(phone.AsSpan(PhoneMark.Length), "N", out var id) ? new PersonId(id) : null;
}
