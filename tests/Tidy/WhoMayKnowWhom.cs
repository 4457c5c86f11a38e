using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Isberg.Tidy;

/// <summary>The table of who may know whom; ARCHITECTURE.md draws it.</summary>
public sealed partial class WhoMayKnowWhom
{
    /// <summary>The arrows between assemblies.</summary>
    private static readonly Dictionary<string, string[]> Assemblies = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Asterisk"] = [],
        ["Mail"] = [],
        ["Server"] = ["Core", "Asterisk", "Mail"],
        ["Portal"] = ["Server"],
        ["Host"] = ["Portal", "Server"],
    };

    /// <summary>The arrows between the features of Core: what decides about people knows nothing of contacts.</summary>
    private static readonly Dictionary<string, string[]> Features = new(StringComparer.Ordinal)
    {
        ["Access"] = [],
        ["Services"] = [],
        ["Customers"] = [],
        ["People"] = ["Services"],
        ["Contacts"] = ["Services", "People", "Customers"],
        ["Routing"] = ["Services", "People", "Contacts"],
        ["Reporting"] = ["Services", "People", "Contacts", "Routing"],
    };

    /// <summary>What stands at the server's edge, and the features that may know it all the same. Storage maps everybody's rows.</summary>
    private static readonly Dictionary<string, string[]> Edge = new(StringComparer.Ordinal)
    {
        ["Board"] = ["Api", "Desk"],
        ["Channels"] = ["Storage"],
        ["Demo"] = [],
        ["Desk"] = ["Api", "Board", "Reporting"],
        ["Reporting"] = ["Storage", "Board", "Demo"],
    };

    public static TheoryData<string> Projects => [.. Assemblies.Keys];

    public static TheoryData<string> CoreFeatures => [.. Features.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_knows_only_those_below_it(string project)
    {
        var known = XDocument.Load(Path.Combine(Tree.Root, "src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(it => Path.GetFileNameWithoutExtension(it.Attribute("Include")!.Value));

        Rule.Holds($"{project} may know only {Listed(Assemblies[project])}.", known.Except(Assemblies[project], StringComparer.Ordinal));
    }

    [Fact]
    public void Core_uses_no_package()
    {
        var packages = XDocument.Load(Path.Combine(Tree.Root, "src/Core/Core.csproj")).Descendants("PackageReference");

        Rule.Holds("Core decides with the language alone.", packages.Select(it => it.ToString()));
    }

    [Theory]
    [MemberData(nameof(CoreFeatures))]
    public void A_feature_of_Core_knows_only_whom_the_table_allows(string feature)
    {
        var broken =
            from file in Tree.Under($"src/Core/{feature}", ".cs")
            from known in Mentioned(file)
            where known != feature && !Features[feature].Contains(known, StringComparer.Ordinal)
            select $"{file.Path} knows {known}";

        Rule.Holds($"In Core, {feature} may know only {Listed(Features[feature])}.", broken.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_feature_of_Core_stands_in_the_table()
    {
        var folders = Tree.Folders.Where(it => it.StartsWith("src/Core/", StringComparison.Ordinal)).Select(it => it.Split('/')[2]);

        Rule.Holds("A new feature is a decision: a page in docs/decisions and a row in the table.",
            folders.Distinct(StringComparer.Ordinal).Except(Features.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void What_stands_at_the_edge_of_the_server_is_known_by_few()
    {
        var broken =
            from file in Tree.Under("src/Server", ".cs")
            let path = file.Path.Split('/')
            where path.Length > 3 && !file.IsGenerated
            from known in Feature().Matches(file.Text).Select(it => it.Groups[1].Value)
            where known != path[2] && Edge.TryGetValue(known, out var knowers) && !knowers.Contains(path[2], StringComparer.Ordinal)
            select $"{file.Path} knows {known}";

        Rule.Holds("Channels, figures and streams follow; nothing leans on them.", broken.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Channels_never_know_each_other()
    {
        var broken =
            from file in Tree.Under("src/Server/Channels", ".cs")
            let channel = file.Path.Split('/')[3]
            from Match match in Channel().Matches(file.Text)
            where match.Groups[1].Value != channel && !channel.EndsWith(".cs", StringComparison.Ordinal)
            select $"{file.Path} knows {match.Groups[1].Value}";

        Rule.Holds("A channel translates for itself; what two share belongs to Contacts.", broken.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void A_namespace_says_where_the_file_lies()
    {
        var broken =
            from project in new[] { "Core", "Server" }
            from file in Tree.Under($"src/{project}", ".cs")
            where !file.IsGenerated
            let lies = string.Join('.', ["Isberg", .. file.Path.Split('/')[2..^1]])
            let says = Namespace().Match(file.Text).Groups[1].Value
            where says.Length > 0 && says != lies
            select $"{file.Path} says {says}, lies in {lies}";

        Rule.Holds("The namespace is Isberg and the folders.", broken);
    }

    private static IEnumerable<string> Mentioned(SourceFile file) =>
        Feature().Matches(file.Text).Select(it => it.Groups[1].Value).Where(Features.ContainsKey);

    private static string Listed(string[] names) => names.Length == 0 ? "itself" : string.Join(", ", names);

    [GeneratedRegex(@"\bIsberg\.(\w+)")]
    private static partial Regex Feature();

    [GeneratedRegex(@"\bIsberg\.Channels\.(\w+)")]
    private static partial Regex Channel();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
