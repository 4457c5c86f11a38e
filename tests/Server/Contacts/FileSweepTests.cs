using Isberg.Channels.Chat;
using Isberg.World;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Contacts;

/// <summary>A file whose message was never written does not lie there for ever; one with a message does.</summary>
public sealed class FileSweepTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[200]];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_no_message_refers_to_is_deleted_after_a_day()
    {
        await using var server = await TestServer.Start(Stop);
        var centre = await server.NewCentre(Stop);
        using var boris = await Boris.Begins(server, Stop, message: "Hej!");
        using (var sent = await boris.Client.PostAsync($"{boris.Address}/files?name=a.pdf&key=1", new ByteArrayContent(Pdf), Stop)) sent.EnsureSuccessStatusCode();
        var file = Assert.Single((await boris.Reads(Stop))[^1].Files);
        var orphan = await Take(server, centre);
        foreach (var path in Directory.GetFiles(Path.Combine(server.Folder, "files"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow - FileSweep.Age - TimeSpan.FromMinutes(1));
        var fresh = await Take(server, centre);

        var deleted = await server.Services.GetRequiredService<FileSweep>().Sweep(centre.Id, Stop);

        Assert.Equal(1, deleted);
        Assert.False(IsThere(server, centre, orphan));
        Assert.True(IsThere(server, centre, fresh));
        Assert.Equal(Pdf, await boris.Client.GetByteArrayAsync($"{boris.Address}/files/{file.Id}", Stop));
    }

    /// <summary>A file is taken in, and then the server is stopped.</summary>
    private static async Task<Guid> Take(TestServer server, TestCentre centre)
    {
        var taken = await server.Services.GetRequiredService<FileStore>().Save(centre.Id, "a.pdf", new MemoryStream(Pdf), Stop);
        Assert.True(taken.Succeeded(out var file, out _));
        return file.Id;
    }

    private static bool IsThere(TestServer server, TestCentre centre, Guid file)
    {
        using var found = server.Services.GetRequiredService<FileStore>().Open(centre.Id, file);
        return found is not null;
    }
}
