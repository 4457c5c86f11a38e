using System.Text.RegularExpressions;

namespace Isberg.Tidy;

/// <summary>What the pages say about the tree is true.</summary>
public sealed partial class Pages
{
    private const string Architecture = "ARCHITECTURE.md";

    private static readonly string[] Roots = ["src", "tests", "web", "docs", "scripts", "benches"];

    [Fact]
    public void Every_path_in_the_architecture_exists()
    {
        var page = Tree.Files.Single(it => it.Path == Architecture);
        var paths = InBackticks().Matches(page.Text).Select(it => it.Groups[1].Value.TrimEnd('/'))
            .Where(it => Roots.Contains(it.Split('/')[0], StringComparer.Ordinal)).ToList();

        Assert.NotEmpty(paths);
        Rule.Holds("ARCHITECTURE.md leads to what is there.", paths.Where(it => !Tree.Has(it)));
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        var broken =
            from page in Tree.Files
            where page.Path.EndsWith(".md", StringComparison.Ordinal)
            from Match link in Link().Matches(Example().Replace(page.Text, ""))
            let target = link.Groups[1].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
            let folder = Path.GetDirectoryName(page.Path) ?? ""
            where !Tree.Has(Path.Combine(folder, target))
            select $"{page.Path}: {target}";

        Rule.Holds("A link leads to a page that is there.", broken);
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_keep_the_form()
    {
        var pages = Tree.Under("docs/decisions", ".md").Where(it => it.Name != "README.md").ToList();
        string[] headings = ["## What hurt", "## What we chose", "## What it costs", "## What would change our mind"];

        Rule.Holds("Decisions are numbered 0001, 0002, …",
            pages.Where((it, index) => !it.Name.StartsWith($"{index + 1:0000}-", StringComparison.Ordinal)).Select(it => it.Path));
        Rule.Holds("A decision says what hurt, what we chose, what it costs and what would change our mind.",
            from page in pages
            from heading in headings
            where !page.Text.Contains(heading, StringComparison.Ordinal)
            select $"{page.Path} lacks \"{heading}\"");
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InBackticks();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
