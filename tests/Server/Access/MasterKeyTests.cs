using System.Security.Cryptography;
using Isberg.Storage;
using Isberg.World;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Access;

public sealed class MasterKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("isberg-key-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_secret_opens_with_the_same_key_for_the_same_purpose_only()
    {
        var key = MasterKey.Of(new StorageOptions { Folder = folder });
        var hidden = key.Seal("lösenordet", "mail");

        Assert.Equal("lösenordet", MasterKey.Of(new StorageOptions { Folder = folder }).Open(hidden, "mail"));
        Assert.ThrowsAny<CryptographicException>(() => key.Open(hidden, "openid"));
        Assert.ThrowsAny<CryptographicException>(() => key.Open(hidden[..^6] + "AAAA==", "mail"));
        Assert.ThrowsAny<CryptographicException>(() => key.Open("v1.AAAA", "mail"));
        Assert.NotEqual(hidden, key.Seal("lösenordet", "mail"));
        File.Delete(Path.Combine(folder, MasterKey.FileName));
        Assert.ThrowsAny<CryptographicException>(() => MasterKey.Of(new StorageOptions { Folder = folder }).Open(hidden, "mail"));
    }

    [Fact]
    public void Only_its_owner_can_read_the_keys_file_and_a_broken_one_is_not_replaced()
    {
        MasterKey.Of(new StorageOptions { Folder = folder });
        var file = Path.Combine(folder, MasterKey.FileName);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        File.WriteAllText(file, "not a key");

        Assert.Contains("backup", Assert.Throws<InvalidOperationException>(() => MasterKey.Of(new StorageOptions { Folder = folder })).Message, StringComparison.Ordinal);
        Assert.Equal("not a key", File.ReadAllText(file));
    }

    [Fact]
    public async Task The_frameworks_keys_lie_sealed_in_the_database_and_survive_a_restart()
    {
        await using var server = await TestServer.Start(Stop);
        var hidden = server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("something");

        await server.Restart(Stop);

        Assert.Equal("something", server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(hidden));
        await using var db = server.Databases.CreateDbContext();
        Assert.All(await db.ProtectionKeys.Select(it => it.Xml).ToListAsync(Stop), it => Assert.DoesNotContain("masterKey", it, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
