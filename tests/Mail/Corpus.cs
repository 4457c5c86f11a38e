using System.Text.Json;

namespace Isberg.Mail;

/// <summary>Real mails with expectations that others wrote. They are not part of this project; where they are absent, their tests say so.</summary>
internal static class Corpus
{
    private const string Folder = "mail";

    /// <summary>The corpus's folder; skips the test where there is none.</summary>
    public static string Path(string name)
    {
        var found = Find();
        Assert.SkipWhen(found is null, "not run: no data");
        return System.IO.Path.Combine(found!, name);
    }

    public static IEnumerable<JsonElement> Lines(string name) => File.ReadLines(Path(name)).Where(it => it.Length > 0).Select(it => JsonDocument.Parse(it).RootElement);

    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path(folder), "*", SearchOption.AllDirectories)
            .Where(it => endings.Length == 0 || endings.Any(ending => it.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal);

    /// <summary>One line of the table that the test prints.</summary>
    public static void Tell(string corpus, int passed, int all) =>
        TestContext.Current.SendDiagnosticMessage($"{corpus}: {passed} of {all} ({(all == 0 ? 0 : passed * 100.0 / all):F1} %)");

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ISBERG_TEST_DATA") is { Length: > 0 } data) return Existing(System.IO.Path.Combine(data, Folder));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(System.IO.Path.Combine(folder.FullName, "shared", "data", Folder)) is { } found) return found;
        }

        return null;
    }

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
