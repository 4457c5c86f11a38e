namespace Isberg.Channels.Voice;

/// <summary>Which program reads texts aloud. Any that writes a WAV file will do: a better voice is a setting.</summary>
public sealed class SpeechOptions
{
    public const string Settings = "Isberg:Voice:Speech";

    public string Program { get; set; } = "espeak-ng";

    /// <summary>What it is called with: {language} is sv, fi or en, {text} a file that holds the text, {sound} the WAV file that it is to write (16 bit, mono).</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>Where it is looked for, with colons between.</summary>
    public string Programs { get; set; } = "/usr/local/bin:/usr/bin:/bin";

    internal IReadOnlyList<string> ArgumentsOrUsual => Arguments.Count > 0 ? Arguments : ["-v", "{language}", "-s", "145", "-w", "{sound}", "-f", "{text}"];
}
