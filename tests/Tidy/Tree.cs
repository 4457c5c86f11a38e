namespace Isberg.Tidy;

/// <summary>A file of the source tree; its path is relative to the root, with slashes.</summary>
public sealed record SourceFile(string Path)
{
    private readonly Lazy<string> text = new(() => File.ReadAllText(System.IO.Path.Combine(Tree.Root, Path)));

    public string Text => text.Value;

    public string[] Lines => Text.Split('\n');

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public bool IsGenerated =>
        Path.Contains("/Migrations/", StringComparison.Ordinal) || Path.Contains("/generated/", StringComparison.Ordinal)
        || Name is "package-lock.json" or "packages.lock.json" or "LICENSE";
}

/// <summary>The source tree as it lies on the disk, without what is built or fetched.</summary>
public static class Tree
{
    private static readonly HashSet<string> Passed = new(StringComparer.Ordinal)
    {
        ".git", "bin", "obj", "node_modules", "dist", "artifacts", "data", "wwwroot", ".vs", ".idea", "TestResults",
    };

    private static readonly HashSet<string> TextEndings = new(StringComparer.Ordinal)
    {
        "", ".cs", ".csproj", ".props", ".slnx", ".cshtml", ".css", ".html", ".js", ".json", ".md", ".mjs", ".sh", ".ts", ".tsx",
        ".txt", ".yml",
    };

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. Walk(Root).Select(it => new SourceFile(Relative(it))).OrderBy(it => it.Path, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Folders { get; } =
        [.. Files.SelectMany(it => Parents(it.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> Under(string folder, string ending) =>
        Files.Where(it => it.IsUnder(folder) && it.Path.EndsWith(ending, StringComparison.Ordinal));

    public static bool Has(string path) =>
        File.Exists(Path.Combine(Root, path)) || Directory.Exists(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder)
        .Where(it => TextEndings.Contains(Path.GetExtension(it)))
        .Concat(Directory.EnumerateDirectories(folder).Where(it => !Passed.Contains(Path.GetFileName(it))).SelectMany(Walk));

    private static IEnumerable<string> Parents(string path)
    {
        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Isberg.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("Isberg.slnx lies in no folder above the tests.");
        return folder.FullName;
    }
}
