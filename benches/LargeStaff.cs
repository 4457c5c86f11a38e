using System.Buffers.Text;
using System.Security.Cryptography;
using Isberg.Access;
using Isberg.People;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Benches;

/// <summary>A stored centre with one service and many agents, each of whom has signed in before.</summary>
internal static class LargeStaff
{
    /// <summary>The number that leads to the service.</summary>
    public const string Number = "8000";

    public const string ChatPath = "/api/v1/public/bench/services/chat/chat";

    /// <summary>Answers what each agent's cookie holds.</summary>
    public static async Task<IReadOnlyList<string>> Store(string folder, int agents, int chatsEach, CancellationToken stop, Channel channel = Channel.Chat)
    {
        await using var databases = new Databases(new StorageOptions { Folder = folder });
        await databases.Migrate(stop);
        await using var db = databases.CreateDbContext();
        var (centre, commissioner) = (new CentreId(Guid.NewGuid()), new CommissionerId(Guid.NewGuid()));
        var (service, role) = (new ServiceId(Guid.NewGuid()), new RoutingRoleId(Guid.NewGuid()));
        db.Centres.Add(new Centre { Id = centre, Key = "bench", Name = "Bench", TimeZone = "Europe/Stockholm" });
        db.Commissioners.Add(new Commissioner { Id = commissioner, Centre = centre, Name = "Bench" });
        db.Services.Add(new Service
        {
            Id = service, Centre = centre, Commissioner = commissioner, Key = "chat", Name = Texts.Of(("sv", "Bench")),
            Channels = [new ChannelSetup(new ChannelRule { Channel = channel, WrapUpLimit = channel == Channel.Voice ? TimeSpan.Zero : TimeSpan.FromMinutes(2) }) { IsAlwaysOpen = true }],
        });
        db.Numbers.Add(new Number { Id = new NumberId(Guid.NewGuid()), Centre = centre, Name = "Bench", Dialled = Number, Service = service, Language = new Language("sv") });
        db.RoutingRoles.Add(new RoutingRole { Id = role, Centre = centre, Name = "Bench", Services = [new RoleService(service, [])] });
        var keys = Enumerable.Range(0, agents).Select(it => Add(db, centre, role, $"agent{it}@example.org", chatsEach)).ToList();
        await db.SaveChangesAsync(stop);
        return keys;
    }

    /// <summary>Returns when the running server's floor has been told of everybody.</summary>
    public static async Task AreKnown(string folder, CancellationToken stop)
    {
        await using var databases = new Databases(new StorageOptions { Folder = folder });
        await using var db = databases.CreateDbContext();
        while (await db.People.AnyAsync(it => it.Told == null, stop)) await Task.Delay(50, stop); // it is told some moments after the start
    }

    private static string Add(Database db, CentreId centre, RoutingRoleId role, string email, int chats)
    {
        var person = new PersonId(Guid.NewGuid());
        var account = new Account
        {
            Id = Guid.NewGuid(), Centre = centre, Person = person, UserName = email, NormalizedUserName = email.ToUpperInvariant(),
            Email = email, NormalizedEmail = email.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString(), Roles = [Role.Agent],
        };
        var key = RandomNumberGenerator.GetBytes(32);
        var now = DateTimeOffset.UtcNow;
        db.People.Add(new Person
        {
            Id = person, Centre = centre, Name = email, Email = email, Role = role, Languages = [new Language("sv")],
            Capacity = new Capacity(1, chats, 1, 1), Rule = new PersonRule { Id = person },
        });
        db.Users.Add(account);
        db.Sessions.Add(new SessionRow
        {
            Id = Guid.CreateVersion7(), Centre = centre, Account = account.Id, Person = person, Hash = SHA256.HashData(key),
            Way = SignInWay.Password, Browser = "bench", StartedAt = now, SeenAt = now,
        });
        return Base64Url.EncodeToString(key);
    }
}
