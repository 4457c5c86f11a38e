using System.Text.Json;
using Isberg.World;

namespace Isberg.Api;

/// <summary>The API's document: complete, and the one that is kept in the tree.</summary>
public sealed class DocumentTests
{
    /// <summary>Set by scripts/openapi: where to write the document.</summary>
    private const string Written = "ISBERG_WRITE_OPENAPI";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kept_document_is_current()
    {
        await using var server = await TestServer.Start(Stop);
        using var client = server.NewClient();
        var now = (await client.GetStringAsync("/api/v1/openapi.json", Stop)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Written) is { Length: > 0 } file) await File.WriteAllTextAsync(file, now, Stop);

        var kept = await File.ReadAllTextAsync(Path.Combine(Root, "docs/openapi.json"), Stop);

        Assert.True(kept == now, "docs/openapi.json is not what the server says; scripts/openapi writes it anew.");
    }

    [Fact]
    public async Task Every_endpoint_declares_what_it_needs()
    {
        await using var server = await TestServer.Start(Stop);
        using var client = server.NewClient();
        var document = JsonDocument.Parse(await client.GetStringAsync("/api/v1/openapi.json", Stop)).RootElement;

        Assert.Equal("3.1.1", document.GetProperty("openapi").GetString());
        var undeclared =
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Value.GetProperty("x-permission").GetString() == "undeclared"
            select $"{operation.Name} {path.Name}";
        Assert.Empty(undeclared);
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Isberg.slnx"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }
}
