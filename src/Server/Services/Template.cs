using System.Text.RegularExpressions;
using Isberg.Storage;

namespace Isberg.Services;

/// <summary>A text that agents put into their answers. In it stand placeholders, which are filled when it is put in.</summary>
public sealed partial class Template : IOfCentre
{
    public const int LongestText = 4_000;

    /// <summary>The most templates of a centre: every desk reads them all.</summary>
    public const int Most = 500;

    /// <summary>What can be filled in, each in braces: {reference}.</summary>
    public static readonly IReadOnlyList<string> Placeholders = ["reference", "due", "customer", "agent", "service", "today"];

    public TemplateId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>What the staff call it.</summary>
    public required string Name { get; set; }

    public Texts Text { get; set; } = Texts.Of();

    /// <summary>Where it is used; none: everywhere.</summary>
    public IReadOnlyList<ServiceId> Services { get; set; } = [];

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }

    /// <summary>The placeholders in a text that nobody can fill.</summary>
    public static IReadOnlyList<string> UnknownIn(string text) =>
        [.. Braces().Matches(text).Select(it => it.Groups[1].Value).Where(it => !Placeholders.Contains(it, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{([^{}\r\n]{0,60})\}")]
    private static partial Regex Braces();
}
