using System.Text.RegularExpressions;

namespace Isberg.Tidy;

/// <summary>What a viewer may not see is absent, because the only way to query is <c>VisibleTo(viewer)</c>.</summary>
public sealed partial class Asking
{
    [Fact]
    public void Endpoints_and_pages_ask_only_for_what_the_viewer_may_see()
    {
        var sets = Set().Matches(Tree.Files.Single(it => it.Path == "src/Server/Storage/Database.cs").Text)
            .Select(it => it.Groups[1].Value).ToList();
        var bare = new Regex(@$"\b(?:db|database)\.(?:Set<\w+>\(\)|(?:{string.Join('|', sets)})\b)(?!\s*\.VisibleTo\()", RegexOptions.IgnoreCase);

        Assert.NotEmpty(sets);
        Rule.Holds("An endpoint or a page queries through VisibleTo(viewer).",
            from file in Tree.Files
            where file.Name.EndsWith("Endpoints.cs", StringComparison.Ordinal) || file.IsUnder("src/Portal")
            from Match match in bare.Matches(file.Text)
            select $"{file.Path}: {match.Value}");
    }

    [GeneratedRegex(@"DbSet<\w+> (\w+)")]
    private static partial Regex Set();
}
