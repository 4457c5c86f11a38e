using Isberg.Storage;

namespace Isberg.Services;

/// <summary>An intake of letters: a folder on the server into which the post room's scanner puts letters. They go to a service.</summary>
public sealed class Intake : IOfCentre
{
    public IntakeId Id { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>What the staff call it.</summary>
    public required string Name { get; set; }

    /// <summary>The name of one folder; it lies where the operator lets the centre's folders lie, and nowhere else.</summary>
    public required string Folder { get; set; }

    /// <summary>Where its letters go that no rule sends elsewhere.</summary>
    public ServiceId Service { get; set; }

    public IReadOnlyList<LetterRule> Rules { get; set; } = [];

    /// <summary>Above every answer by letter: who writes, and where he is, line by line. Without one, the service's name.</summary>
    public Texts Sender { get; set; } = Texts.Of();

    /// <summary>Where the envelopes that answers are posted in have their window.</summary>
    public EnvelopeWindow Window { get; set; }

    public bool IsArchived { get; set; }

    public Guid Version { get; set; }
}

/// <summary>The side of the envelope on which the address shows. Kept as a number.</summary>
public enum EnvelopeWindow
{
    Right, Left,
}

/// <summary>Sends certain letters to another service. The first rule that fits is followed.</summary>
/// <param name="Contains">In the text, without regard to capitals and line ends; of a language, its code.</param>
public sealed record LetterRule(LetterRuleField Field, string Contains, ServiceId Service)
{
    public bool Fits(string text, Language? language) => Field == LetterRuleField.Language
        ? language?.Code.Equals(Contains, StringComparison.OrdinalIgnoreCase) == true
        : OnOneLine(text).Contains(OnOneLine(Contains), StringComparison.OrdinalIgnoreCase);

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

public enum LetterRuleField
{
    Text, Language,
}
