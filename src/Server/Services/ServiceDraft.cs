using System.Text.RegularExpressions;
using Isberg.Api;

namespace Isberg.Services;

/// <summary>A service as an administrator sends it.</summary>
/// <param name="IsArchived">Out of use from now on; those who wait are turned away.</param>
public sealed partial record ServiceDraft(
    string Key, CommissionerId Commissioner, Texts Name, IReadOnlyList<ChannelSetup> Channels, IReadOnlyList<string> AllowedOrigins,
    Texts? Description = null, Texts? Script = null, FormSetup? Form = null, bool IsArchived = false)
{
    public const int MostSteps = 10;
    public const int MostSpans = 100;
    public const int MostDays = 400;
    public const int MostCalendars = 10;
    public const int LongestSaying = 800;
    public const int MostOrigins = 50;
    public const int MostWaiting = 100_000;
    public const int MostOptions = 50;

    private const int KeyLength = 60;
    private const int DescriptionLength = 2_000;
    private static readonly TimeSpan LongestTarget = TimeSpan.FromDays(365);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);
    private static readonly TimeSpan ShortestOffer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestOffer = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWrapUp = TimeSpan.FromHours(8);

    /// <summary>What is wrong with it in itself.</summary>
    public Flaws Flaws()
    {
        var flaws = new Flaws()
            .Needs(Key, "key", KeyLength)
            .When(!IsKey().IsMatch(Key), "key", "The key may hold small letters a to z, digits and single hyphens.")
            .Needs(Name, "name")
            .AtMost(Description, "description", DescriptionLength)
            .AtMost(Script, "script", Limits.Text)
            .AtMost(AllowedOrigins, "allowedOrigins", MostOrigins)
            .When(AllowedOrigins.Any(it => !IsOrigin(it)), "allowedOrigins", "An allowed origin looks like https://www.example.org, without a path.")
            .When(Channels.Select(it => it.Rule.Channel).Distinct().Count() != Channels.Count, "channels", "Each channel may stand once.");
        foreach (var channel in Channels) Look(channel, $"channels.{channel.Rule.Channel}", flaws);
        Look(Form ?? new FormSetup(), flaws);
        return flaws;
    }

    public static bool AreHours(IEnumerable<DaySpan> hours) => hours.All(it => it.Until == TimeOnly.MinValue || it.From < it.Until);

    private static void Look(ChannelSetup setup, string field, Flaws flaws)
    {
        var rule = setup.Rule;
        flaws
            .Between(rule.Target, TimeSpan.FromSeconds(1), LongestTarget, $"{field}.target")
            .Between(rule.OfferTimeout, ShortestOffer, LongestOffer, $"{field}.offerTimeout")
            .Between(rule.WrapUpLimit, TimeSpan.Zero, LongestWrapUp, $"{field}.wrapUpLimit")
            .Between(rule.MostWaiting ?? 0, 0, MostWaiting, $"{field}.mostWaiting")
            .Between(rule.OverflowAfter ?? TimeSpan.Zero, TimeSpan.Zero, LongestTarget, $"{field}.overflowAfter")
            .Between(rule.GiveUpAfter ?? TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), LongestTarget, $"{field}.giveUpAfter")
            .When(rule.OverflowAfter is not null && rule.OverflowTo is null, $"{field}.overflowTo", "Say which service takes over.")
            .AtMost(rule.Steps, $"{field}.steps", MostSteps)
            .When(!rule.Steps.Zip(rule.Steps.Skip(1)).All(it => it.First.After < it.Second.After), $"{field}.steps", "Each step must come later than the one before.")
            .When(rule.Steps.Any(it => it.After < TimeSpan.Zero || it.LowerLevelsBy is < 0 or > 5), $"{field}.steps", "A step comes after a time, and lowers levels by 0 to 5.")
            .AtMost(setup.Week, $"{field}.week", MostSpans)
            .When(!AreHours(setup.Week.Select(it => new DaySpan(it.From, it.Until))), $"{field}.week", "Each stretch must end later than it begins; 00:00 is midnight.")
            .AtMost(setup.Exceptions, $"{field}.exceptions", MostDays)
            .When(!setup.Exceptions.All(it => AreHours(it.Hours)), $"{field}.exceptions", "Each stretch must end later than it begins; 00:00 is midnight.")
            .AtMost(setup.Calendars, $"{field}.calendars", MostCalendars)
            .AtMost(setup.OnHold, $"{field}.onHold", LongestSaying);
        if (rule.Channel == Channel.VoiceMessage) Look(setup.Message ?? new VoiceMessageSetup(), rule, field, flaws);
    }

    /// <summary>Whoever was let speak is not turned away afterwards.</summary>
    private static void Look(VoiceMessageSetup message, ChannelRule rule, string field, Flaws flaws) => flaws
        .When(!rule.AcceptsWhenClosed, $"{field}.acceptsWhenClosed", "What callers have left waits also while the service is closed.")
        .When(rule.MostWaiting is not null, $"{field}.mostWaiting", $"At most {VoiceMessageSetup.MostWaiting} messages wait; no other limit can be set.")
        .When(message.Key is { Length: > 0 } key && !(key.Length == 1 && char.IsAsciiDigit(key[0])), $"{field}.message.key", "Choose one of the keys 0 to 9.")
        .Between(message.FromWait, TimeSpan.Zero, LongestWait, $"{field}.message.fromWait")
        .Between(message.Longest, VoiceMessageSetup.ShortestLimit, VoiceMessageSetup.LongestLimit, $"{field}.message.longest")
        .AtMost(message.Words, $"{field}.message.words", LongestSaying);

    private static void Look(FormSetup form, Flaws flaws)
    {
        flaws
            .AtMost(form.Introduction, "form.introduction", DescriptionLength)
            .AtMost(form.Receipt, "form.receipt", DescriptionLength)
            .AtMost(form.Fields, "form.fields", FormSetup.MostFields)
            .When(form.Fields.DistinctBy(it => it.Key, StringComparer.Ordinal).Count() != form.Fields.Count, "form.fields", "Each question needs a key of its own.");
        foreach (var field in form.Fields)
        {
            var name = $"form.fields.{field.Key}";
            flaws
                .When(field.Key.Length > KeyLength || !IsKey().IsMatch(field.Key), name, "A question's key may hold small letters a to z, digits and single hyphens.")
                .Needs(field.Label, $"{name}.label")
                .AtMost(field.Help, $"{name}.help", DescriptionLength)
                .When(field.Kind == FormFieldKind.Choice && field.Options is not { Count: >= 2 and <= MostOptions }, $"{name}.options", $"Give 2 to {MostOptions} options to choose between.");
            foreach (var option in field.Options ?? []) flaws.Needs(option, $"{name}.options");
        }
    }

    private static bool IsOrigin(string it) =>
        it.Length <= Limits.Name && Uri.TryCreate(it, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == it;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex IsKey();
}
