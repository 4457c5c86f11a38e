using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Isberg.Tidy;

/// <summary>What others wrote is named exactly, locked, and free to use under our licence.</summary>
public sealed partial class Packages
{
    private const string NpmRegistry = "https://registry.npmjs.org/";

    private static readonly HashSet<string> FreeLicences = new(StringComparer.OrdinalIgnoreCase)
    {
        "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-4.0", "ISC", "MIT", "MIT-0",
        "MPL-2.0", "MS-PL", "OFL-1.1", "PostgreSQL", "Public-Domain", "Python-2.0", "Unlicense", "Zlib",
    };

    /// <summary>Packages that name their licence in a file only, read by us.</summary>
    private static readonly Dictionary<string, string> ReadByUs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SourceGear.sqlite3"] = "Public-Domain",
    };

    private static readonly string[] WebGroups = ["dependencies", "devDependencies"];

    [Fact]
    public void Every_package_version_is_exact()
    {
        var central = XDocument.Load(Path.Combine(Tree.Root, "Directory.Packages.props"));
        var versions = central.Descendants().Where(it => it.Attribute("Version") is not null)
            .Select(it => (Name: it.Attribute("Include")!.Value, Version: it.Attribute("Version")!.Value))
            .Concat(WebPackages());

        Rule.Holds("A version is one version, no range.",
            versions.Where(it => !Exact().IsMatch(it.Version)).Select(it => $"{it.Name} {it.Version}"));
    }

    [Fact]
    public void Versions_stand_in_one_place_only()
    {
        var broken =
            from project in Tree.Files
            where project.Path.EndsWith(".csproj", StringComparison.Ordinal)
            from reference in XDocument.Parse(project.Text).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{project.Path}: {reference.Attribute("Include")?.Value}";

        Rule.Holds("Versions stand in Directory.Packages.props.", broken);
    }

    [Fact]
    public void Every_project_has_its_lock_file()
    {
        var locks =
            from project in Tree.Files
            let folder = project.Path[..Math.Max(0, project.Path.LastIndexOf('/'))]
            where project.Path.EndsWith(".csproj", StringComparison.Ordinal) || project.Name == "package.json"
            select Path.Combine(folder, project.Name == "package.json" ? "package-lock.json" : "packages.lock.json");

        Rule.Holds("What is fetched is locked.", locks.Where(it => !Tree.Has(it)));
    }

    [Fact]
    public void Lock_files_name_no_other_source_than_the_public_registry()
    {
        var broken =
            from file in Tree.Files
            where file.Name == "package-lock.json"
            from Match match in Resolved().Matches(file.Text)
            where !match.Groups[1].Value.StartsWith(NpmRegistry, StringComparison.Ordinal)
            select $"{file.Path}: {match.Groups[1].Value}";

        Rule.Holds("Packages come from the public registry.", broken.Take(5));
    }

    [Fact]
    public void A_lock_file_names_the_tools_of_every_platform()
    {
        var broken =
            from file in Tree.Files
            where file.Name == "package-lock.json"
            let packages = JsonDocument.Parse(file.Text).RootElement.GetProperty("packages")
            let named = packages.EnumerateObject().Select(it => it.Name.Split("node_modules/")[^1]).ToHashSet(StringComparer.Ordinal)
            from package in packages.EnumerateObject()
            where package.Value.TryGetProperty("optionalDependencies", out _)
            from optional in package.Value.GetProperty("optionalDependencies").EnumerateObject()
            where !named.Contains(optional.Name)
            select $"{file.Path}: {optional.Name} {optional.Value}";

        Rule.Holds("npm ci refuses a lock file that leaves out a package, even one for another platform.", broken);
    }

    [Fact]
    public void Every_library_of_the_server_is_free()
    {
        var libraries = Tree.Files.Where(it => it.Name == "packages.lock.json").SelectMany(LockedLibraries).Distinct().ToList();

        Assert.NotEmpty(libraries);
        Rule.Holds("A library's licence is on the list.",
            from library in libraries
            let licence = LicenceOf(library.Name, library.Version)
            where !IsFree(licence)
            select $"{library.Name} {library.Version}: {licence}");
    }

    [Fact]
    public void Every_package_of_the_screens_is_free()
    {
        var broken =
            from file in Tree.Files
            where file.Name == "package-lock.json"
            from package in JsonDocument.Parse(file.Text).RootElement.GetProperty("packages").EnumerateObject()
            where package.Name.Length > 0
            let licence = package.Value.TryGetProperty("license", out var named) ? named.GetString()! : "none named"
            where !IsFree(licence)
            select $"{file.Path}: {package.Name}: {licence}";

        Rule.Holds("A package's licence is on the list.", broken);
    }

    private static IEnumerable<(string Name, string Version)> WebPackages() =>
        from file in Tree.Files
        where file.Name == "package.json"
        let root = JsonDocument.Parse(file.Text).RootElement
        from kind in WebGroups
        where root.TryGetProperty(kind, out _)
        from package in root.GetProperty(kind).EnumerateObject()
        select (package.Name, package.Value.GetString()!);

    private static IEnumerable<(string Name, string Version)> LockedLibraries(SourceFile file) =>
        from framework in JsonDocument.Parse(file.Text).RootElement.GetProperty("dependencies").EnumerateObject()
        from library in framework.Value.EnumerateObject()
        where library.Value.TryGetProperty("resolved", out _)
        select (library.Name, library.Value.GetProperty("resolved").GetString()!);

    private static string LicenceOf(string name, string version)
    {
        if (ReadByUs.TryGetValue(name, out var read)) return read;

        var id = name.ToLowerInvariant();
        var description = Path.Combine(PackageFolder, id, version.ToLowerInvariant(), $"{id}.nuspec");
        if (!File.Exists(description)) return "not fetched yet";

        var licence = XDocument.Load(description).Descendants().FirstOrDefault(it => it.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : "a file; read it and add a row";
    }

    private static string PackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>"A OR B" is free when either is, "A AND B" when both are.</summary>
    private static bool IsFree(string expression) =>
        expression.Trim('(', ')').Split(" OR ").Any(it => it.Split(" AND ").All(part => FreeLicences.Contains(part.Trim('(', ')', ' '))));

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[\w.]+)?$")]
    private static partial Regex Exact();

    [GeneratedRegex("\"resolved\": \"([^\"]+)\"")]
    private static partial Regex Resolved();
}
