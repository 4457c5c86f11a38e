using System.Text.RegularExpressions;

namespace Isberg.Tidy;

/// <summary>The tree says what we do, in words of the contact centre, in pieces that can be read.</summary>
public sealed partial class TheTree
{
    private const int MostLines = 400;

    private static readonly HashSet<string> Techniques = new(StringComparer.OrdinalIgnoreCase)
    {
        "Abstractions", "Base", "Common", "Helper", "Helpers", "Impl", "Infrastructure", "Interfaces", "Managers", "Misc", "Models",
        "Shared", "Util", "Utilities", "Utils",
    };

    private static readonly string[] Code = [".cs", ".cshtml", ".ts", ".tsx", ".css", ".mjs"];

    [Fact]
    public void No_folder_is_named_after_a_technique() =>
        Rule.Holds("A folder has the domain's word.", Tree.Folders.Where(it => Techniques.Contains(it[(it.LastIndexOf('/') + 1)..])));

    [Fact]
    public void No_type_is_named_after_its_role()
    {
        var broken =
            from file in Tree.Files
            where file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.IsGenerated
            from Match match in RoleName().Matches(file.Text)
            select $"{file.Path}: {match.Groups[1].Value}";

        Rule.Holds("A name says what the thing is, never its role.", broken);
    }

    [Fact]
    public void A_file_is_one_idea()
    {
        var broken =
            from file in Tree.Files
            where Code.Contains(Path.GetExtension(file.Path), StringComparer.Ordinal) && !file.IsGenerated
            let lines = file.Lines.Length - 1
            where lines > MostLines
            select $"{file.Path} has {lines} lines";

        Rule.Holds($"By {MostLines} lines, a file is several ideas.", broken);
    }

    [Fact]
    public void Nothing_is_left_for_later() =>
        Rule.Holds("What is not done is an issue, not a remark.", Mentions(Later()));

    [Fact]
    public void Nothing_depends_on_one_machine() =>
        Rule.Holds("No path and no address of one machine stands in the tree.", Mentions(Machine()));

    private static IEnumerable<string> Mentions(Regex word) =>
        from file in Tree.Files
        where !file.IsGenerated && !file.IsUnder("tests/Tidy")
        from line in file.Lines.Index()
        where word.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(\w+(?:Manager|Helper|Processor|Impl|Utils))\b")]
    private static partial Regex RoleName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"(?<![\w.~-])/(work|root|home|Users)/\w|\b(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b(?!/)")]
    private static partial Regex Machine();
}
