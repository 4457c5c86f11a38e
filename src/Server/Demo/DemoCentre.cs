using Isberg.Access;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Demo;

/// <summary>A small made-up municipality, put into an empty database: two services, three people.</summary>
public static class DemoCentre
{
    private const string Password = "Isberg-demo-2026";

    private static readonly CentreId Centre = new(new Guid("11111111-0000-4000-8000-000000000001"));
    private static readonly CommissionerId Municipality = new(new Guid("11111111-0000-4000-8000-000000000002"));
    private static readonly ServiceId Preschool = new(new Guid("11111111-0000-4000-8000-000000000003"));
    private static readonly ServiceId Permits = new(new Guid("11111111-0000-4000-8000-000000000004"));

    private static readonly RoutingRoleId FrontLine = new(new Guid("11111111-0000-4000-8000-000000000005"));

    private static readonly (string Guid, string Name, string Email, string[] Roles)[] Staff =
    [
        ("11111111-0000-4000-8000-000000000011", "Maya Lindqvist", "maya@example.org", [Role.Agent]),
        ("11111111-0000-4000-8000-000000000012", "Noor Haddad", "noor@example.org", [Role.Agent]),
        ("11111111-0000-4000-8000-000000000013", "Sam Virtanen", "sam@example.org", [Role.Supervisor, Role.Administrator]),
    ];

    /// <summary>Fills an empty database; leaves any other alone. Says who can sign in.</summary>
    public static async Task Ensure(IServiceProvider services, TextWriter told, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        if (!await db.Centres.AnyAsync(stop))
        {
            await AddRows(db, stop);
            await AddAccounts(scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        }

        if (!await db.Centres.AnyAsync(it => it.Id == Centre, stop)) return;

        scope.ServiceProvider.GetRequiredService<LiveCentres>().Start(Centre);
        await scope.ServiceProvider.GetRequiredService<TellFloor>().Run(Centre, stop);
        await told.WriteLineAsync($"Sign in at /desk/ as {string.Join(", ", Staff.Select(it => it.Email))} with the password {Password}");
    }

    private static async Task AddRows(Database db, CancellationToken stop)
    {
        db.Centres.Add(new Centre { Id = Centre, Key = "sundvik", Name = "Sundviks kommun", TimeZone = "Europe/Stockholm" });
        db.Commissioners.Add(new Commissioner { Id = Municipality, Centre = Centre, Name = "Sundviks kommun" });
        db.Services.AddRange(
            Service(Preschool, "preschool", ("sv", "Förskola"), ("fi", "Varhaiskasvatus"), ("en", "Preschool")),
            Service(Permits, "permits", ("sv", "Bygglov"), ("fi", "Rakennusluvat"), ("en", "Building permits")));
        db.RoutingRoles.Add(new RoutingRole
        {
            Id = FrontLine, Centre = Centre, Name = "Kontaktcenter", Services = [new RoleService(Preschool, []), new RoleService(Permits, [])],
        });
        foreach (var it in Staff)
        {
            var id = new PersonId(new Guid(it.Guid));
            db.People.Add(new Person
            {
                Id = id,
                Centre = Centre,
                Name = it.Name,
                Email = it.Email,
                Languages = [new Language("sv"), new Language("fi"), new Language("en")],
                Capacity = new Capacity(1, 3, 3, 2),
                MayTake = [FrontLine],
                Role = FrontLine,
                Rule = new PersonRule { Id = id },
            });
        }

        await db.SaveChangesAsync(stop);
    }

    private static Service Service(ServiceId id, string key, params (string Language, string Text)[] name) => new()
    {
        Id = id,
        Centre = Centre,
        Commissioner = Municipality,
        Key = key,
        Name = Texts.Of(name),
        Script = Texts.Of(
            ("sv", "Hälsa och fråga vad det gäller.\nFråga efter adress innan du slår upp ett ärende.\nSammanfatta innan ni avslutar."),
            ("fi", "Tervehdi ja kysy, mistä on kyse.\nKysy osoite ennen kuin haet asiaa.\nTee yhteenveto ennen lopetusta."),
            ("en", "Greet and ask what it is about.\nAsk for the address before looking up a case.\nSum up before you end.")),
        Channels = [Open(Channel.Chat), Open(Channel.Form)],
    };

    private static ChannelSetup Open(Channel channel) => new(new ChannelRule
    {
        Channel = channel,
        Target = channel.IsLive() ? TimeSpan.FromMinutes(2) : TimeSpan.FromHours(4),
        AcceptsWhenClosed = !channel.IsLive(),
    })
    {
        IsAlwaysOpen = true,
    };

    private static async Task AddAccounts(UserManager<Account> accounts)
    {
        foreach (var it in Staff)
        {
            var account = new Account
            {
                Id = new Guid(it.Guid), UserName = it.Email, Email = it.Email, Centre = Centre, Person = new PersonId(new Guid(it.Guid)), Roles = it.Roles,
            };
            var made = await accounts.CreateAsync(account, Password);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
        }
    }
}
