namespace Isberg.Contacts.Letters;

/// <summary>What the operator says of letters: where scanners may put them, and where the programs lie that read them.</summary>
public sealed class LetterOptions
{
    public const string Settings = "Isberg:Letters";

    /// <summary>Holds a folder for each centre, named by its key, and in it a folder for each intake. Null: no folder is watched.</summary>
    public string? Root { get; set; }

    /// <summary>A file that has not changed for this long is whole.</summary>
    public TimeSpan StillFor { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Where the programs that read scans are looked for, with colons between.</summary>
    public string Programs { get; set; } = "/usr/local/bin:/usr/bin:/bin";

    /// <summary>By how much those programs give way to all else, from 0 to 19.</summary>
    public int Niceness { get; set; } = 10;

    /// <summary>Where a centre's intakes lie.</summary>
    public string? FolderOf(string centreKey) => Root is { Length: > 0 } root ? Path.Combine(Path.GetFullPath(root), centreKey) : null;
}
