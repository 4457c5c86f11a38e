using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isberg.Channels.Email;
using Isberg.Contacts;
using Isberg.Services;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>A server that watches folders, for all tests of a class.</summary>
public sealed class PostRoom : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("isberg-letters-").FullName;
    private int centres;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestServer Server { get; private set; } = null!;

    public SetClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public async ValueTask InitializeAsync() => Server = await TestServer.Start(Stop, clock: Clock, change: builder =>
    {
        builder.Configuration["Isberg:Letters:Root"] = root;
        builder.Configuration["Isberg:Letters:StillFor"] = "00:00:00.2";
        builder.Configuration["Isberg:Letters:Niceness"] = "0"; // a busy test machine would let them wait for ever
    });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>A centre with an intake named "post" that leads to sales.</summary>
    internal async Task<Post> Open(params LetterRule[] rules)
    {
        var key = $"town-{Interlocked.Increment(ref centres)}";
        var centre = await Server.NewCentre(Stop, key);
        var post = new Post(centre, await centre.SignIn("otto", Stop), Path.Combine(root, key, "post"));
        Directory.CreateDirectory(post.Folder);
        post.Intake = await post.Create("post", rules);
        return post;
    }
}

/// <summary>One centre's post.</summary>
internal sealed record Post(TestCentre Centre, HttpClient Otto, string Folder) : IDisposable
{
    /// <summary>Reading letters is much work for a slow machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public JsonObject Intake { get; set; } = [];

    public async Task<JsonObject> Create(string folder, params LetterRule[] rules)
    {
        using var answer = await MailServers.Send(Otto, HttpMethod.Post, "/api/v1/intakes", Draft(folder, rules), Stop);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
    }

    public JsonObject Draft(string folder, params LetterRule[] rules) => new()
    {
        ["name"] = "Post", ["folder"] = folder, ["service"] = Centre.Sales.Value.ToString(),
        ["rules"] = new JsonArray([.. rules.Select(it => new JsonObject { ["field"] = it.Field.ToString(), ["contains"] = it.Contains, ["service"] = it.Service.Value.ToString() })]),
    };

    /// <summary>Puts a scan into the folder as scanners do: under another name first.</summary>
    public void Put(string name, byte[] scan, string? folder = null)
    {
        var under = Path.Combine(folder ?? Folder, $".{name}");
        File.WriteAllBytes(under, scan);
        File.Move(under, Path.Combine(folder ?? Folder, name));
    }

    public bool Has(string folder, string name) => Path.Exists(Path.Combine(Folder, folder, name));

    /// <summary>Waits until the scan has been moved away, and answers the letter.</summary>
    public async Task<LetterRow> Taken(string name)
    {
        await Until(() => Task.FromResult(Has("taken", name) || Has("aside", name)), name);
        await using var db = Centre.Server.Databases.CreateDbContext();
        return await db.Letters.AsNoTracking().SingleAsync(it => it.Centre == Centre.Id && it.Name == name, Stop);
    }

    public async Task<LetterRow> Takes(string name, byte[] scan)
    {
        Put(name, scan);
        return await Taken(name);
    }

    public async Task<(ContactRow Contact, MessageRow Message)> Contact(LetterRow letter)
    {
        await using var db = Centre.Server.Databases.CreateDbContext();
        return (await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == letter.Contact, Stop), await db.Messages.AsNoTracking().SingleAsync(it => it.Id == letter.Message, Stop));
    }

    public async Task<int> Contacts()
    {
        await using var db = Centre.Server.Databases.CreateDbContext();
        return await db.Contacts.CountAsync(it => it.Centre == Centre.Id, Stop);
    }

    public async Task<string?> Standing(Func<string?, bool> isIt)
    {
        string? fault = null;
        await Until(async () => isIt(fault = (string?)(await Otto.GetFromJsonAsync<JsonObject>($"/api/v1/intakes/{Intake["id"]}", Stop))!["standing"]?["fault"]), "the standing");
        return fault;
    }

    public async Task<IReadOnlyList<(string Name, string Fault)>> Aside() =>
        [.. (await Otto.GetFromJsonAsync<JsonArray>("/api/v1/intakes/aside", Stop))!.Select(it => ((string)it!["name"]!, (string)it["fault"]!))];

    public void Dispose() => Otto.Dispose();

    private static async Task Until(Func<Task<bool>> isIt, string what)
    {
        var end = DateTimeOffset.UtcNow + Patience;
        while (!await isIt())
        {
            Assert.True(DateTimeOffset.UtcNow < end, $"{what} did not come");
            await Task.Delay(50, Stop);
        }
    }
}
