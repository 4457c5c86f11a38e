using System.Net.Http.Json;
using Isberg.Access;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.World;

/// <summary>The test world, small and always the same: Maya and Noor answer sales and support, in every channel, round the clock; Otto oversees.</summary>
public sealed class TestCentre
{
    public const string Password = "Fyren-lyser-hela-natten-7";

    /// <summary>A slow test must not lose its offers, or find its wrap-up over.</summary>
    public static readonly TimeSpan Unhurried = TimeSpan.FromMinutes(10);

    private readonly TestServer server;
    private readonly string key;

    private TestCentre(TestServer server, string key, CentreId id)
    {
        (this.server, this.key, Id) = (server, key, id);
        (Commissioner, Sales, Support) = (new(Named("commissioner")), new(Named("sales")), new(Named("support")));
        Everything = new(Named("everything"));
        (Maya, Noor, Otto) = (new(Named("maya")), new(Named("noor")), new(Named("otto")));
    }

    public TestServer Server => server;

    /// <summary>Stands in the centre's addresses.</summary>
    public string Key => key;

    public CentreId Id { get; }

    public CommissionerId Commissioner { get; }

    public ServiceId Sales { get; }

    public ServiceId Support { get; }

    /// <summary>Maya's and Noor's role: both services, all channels.</summary>
    public RoutingRoleId Everything { get; }

    /// <summary>An agent.</summary>
    public PersonId Maya { get; }

    /// <summary>An agent.</summary>
    public PersonId Noor { get; }

    /// <summary>A supervisor, administrator and auditor, who answers nothing.</summary>
    public PersonId Otto { get; }

    public LiveCentre Live => server.Centres.Of(Id);

    /// <summary>A viewer who may do everything in this centre.</summary>
    public Viewer Everybody => new(Id, Otto, Permission.All.ToHashSet(StringComparer.Ordinal));

    public static string EmailOf(string name, string key = "sund") => $"{name}@{key}.example";

    internal static async Task<TestCentre> Open(TestServer server, string key, CancellationToken stop)
    {
        var centre = new TestCentre(server, key, new CentreId(NamedIn(key, "centre")));
        await centre.Store(stop);
        await centre.OpenDoors(stop);
        return centre;
    }

    /// <summary>A browser in which maya, noor or otto is signed in.</summary>
    public async Task<HttpClient> SignIn(string name, CancellationToken stop)
    {
        var client = server.NewClient();
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { Email = EmailOf(name, key), Password }, stop);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>Puts an input through the inbox; fails when it is refused.</summary>
    public async Task Tell(Input input, CancellationToken stop)
    {
        if (await Live.Inbox.Send(input, stop) is { } refusal) throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
    }

    /// <summary>Has somebody at work and ready, whether or not an opened screen, which signs in by itself, was first.</summary>
    public async Task Ready(PersonId person, CancellationToken stop)
    {
        await TellUnless("person.signed_in", new PersonSignedIn(person), stop);
        await TellUnless("presence.same", new PresenceChosen(person, Presence.Ready), stop);
    }

    private async Task TellUnless(string alreadySo, Input input, CancellationToken stop)
    {
        if (await Live.Inbox.Send(input, stop) is { } refusal && refusal.Code != alreadySo) throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
    }

    private async Task Store(CancellationToken stop)
    {
        await using (var db = server.Databases.CreateDbContext())
        using (await server.Databases.WriteGate(stop))
        {
            db.Centres.Add(new Centre { Id = Id, Key = key, Name = $"Kommunen {key}", TimeZone = "Europe/Stockholm" });
            db.Commissioners.Add(new Commissioner { Id = Commissioner, Centre = Id, Name = $"Kommunen {key}" });
            db.Services.AddRange(NewService(Sales, "sales"), NewService(Support, "support"));
            db.RoutingRoles.Add(NewRole());
            db.People.AddRange(NewPerson(Maya, "maya"), NewPerson(Noor, "noor"), NewPerson(Otto, "otto", answers: false));
            await db.SaveChangesAsync(stop);
        }

        await NewAccount(Maya, "maya", Role.Agent);
        await NewAccount(Noor, "noor", Role.Agent);
        await NewAccount(Otto, "otto", Role.Supervisor, Role.Administrator, Role.Auditor);
    }

    private async Task OpenDoors(CancellationToken stop)
    {
        server.Centres.Start(Id);
        if (await server.Services.GetRequiredService<TellFloor>().Run(Id, stop) is { } refusal)
            throw new InvalidOperationException($"{refusal.Code}: {refusal.Sentence}");
    }

    private Service NewService(ServiceId id, string key) => new()
    {
        Id = id, Centre = Id, Commissioner = Commissioner, Key = key, Name = Texts.Of(("sv", key)),
        Channels = [.. Enum.GetValues<Channel>().Where(it => it != Channel.VoiceMessage).Select(it => new ChannelSetup(new ChannelRule { Channel = it, OfferTimeout = Unhurried, WrapUpLimit = Unhurried }) { IsAlwaysOpen = true })],
    };

    private Person NewPerson(PersonId id, string name, bool answers = true) => new()
    {
        Id = id, Centre = Id, Name = char.ToUpperInvariant(name[0]) + name[1..], Email = EmailOf(name, key),
        Role = answers ? Everything : null, Rule = new PersonRule { Id = id },
    };

    /// <summary>The role of who answers every service in every channel.</summary>
    private RoutingRole NewRole() => new()
    {
        Id = Everything, Centre = Id, Name = "Everything", Services = [new RoleService(Sales, []), new RoleService(Support, [])],
    };

    private async Task NewAccount(PersonId person, string name, params string[] roles)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = new Account { Id = Guid.NewGuid(), Centre = Id, Person = person, UserName = EmailOf(name, key), Email = EmailOf(name, key), Roles = roles };
        var made = await accounts.CreateAsync(account, Password);
        if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(it => it.Description)));
    }

    private Guid Named(string name) => NamedIn(key, name);

    /// <summary>The same name gives the same id in every run.</summary>
    private static Guid NamedIn(string key, string name) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key}/{name}")).AsSpan(0, 16));
}
