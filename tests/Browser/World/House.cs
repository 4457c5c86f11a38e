namespace Isberg.World;

/// <summary>Where things lie in the source tree that the tests were built from.</summary>
internal static class House
{
    public static string Root { get; } = Find();

    /// <summary>The built screens: what ./test built, or what scripts/web did.</summary>
    public static string Web { get; } = FindWeb();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Isberg.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not lie in the source tree.");
    }

    private static string FindWeb()
    {
        var folder = Environment.GetEnvironmentVariable("ISBERG_WEB") ?? Path.Combine(Root, "artifacts", "web");
        return File.Exists(Path.Combine(folder, "desk", "index.html")) ? folder : throw new InvalidOperationException("Build the screens first: scripts/web");
    }
}
