using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Isberg.Tests.Routing;

/// <summary>Routing scenarios that other products document, from the test data beside the repository.</summary>
internal static class Documented
{
    public static JsonElement Scenario(string id)
    {
        if (Find() is not { } file) Assert.Skip("no data");
        else if (Read(file).FirstOrDefault(it => it.GetProperty("id").GetString() == id) is { ValueKind: JsonValueKind.Object } found) return found;
        throw new InvalidOperationException($"The data has no scenario {id}.");
    }

    public static IEnumerable<string> Ids() => Find() is { } file ? Read(file).Select(it => it.GetProperty("id").GetString()!) : [];

    private static IEnumerable<JsonElement> Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateArray();

    private static string? Find()
    {
        const string Path = "routing/documented-scenarios.json";
        if (Environment.GetEnvironmentVariable("ISBERG_TEST_DATA") is { Length: > 0 } data) return Existing(System.IO.Path.Combine(data, Path));

        for (var folder = new DirectoryInfo(Here()); folder is not null; folder = folder.Parent)
        {
            if (Existing(System.IO.Path.Combine(folder.FullName, "shared/data", Path)) is { } found) return found;
        }

        return null;
    }

    private static string? Existing(string file) => File.Exists(file) ? file : null;

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
