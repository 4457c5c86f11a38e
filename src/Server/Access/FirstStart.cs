using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Database = Isberg.Storage.Database;

namespace Isberg.Access;

/// <summary>The first start of an installation of one's own: one centre, and an administrator who chooses his password by a one-time link.</summary>
public static class FirstStart
{
    /// <summary>Until the person is renamed in the administration.</summary>
    private const string Email = "admin@example.org";

    /// <summary>Fills an empty database; leaves any other alone. Tells a new link at each start until the administrator has chosen a password.</summary>
    /// <param name="site">The address that people reach this server at.</param>
    public static async Task Ensure(IServiceProvider services, string site, TextWriter told, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        if (!await db.Centres.AnyAsync(stop)) await Fill(scope.ServiceProvider, db, stop);

        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(it => it.Email == Email && it.PasswordHash == null, stop);
        if (account is null) return;

        services.GetRequiredService<LiveCentres>().Start(account.Centre);
        var made = await scope.ServiceProvider.GetRequiredService<MakeLink>().Run(account, account.Person, stop);
        if (!made.Succeeded(out var link, out var refusal)) throw new InvalidOperationException(refusal.Sentence);
        await told.WriteLineAsync($"Isberg is empty. Choose the first administrator's password ({Email}) within 24 hours at {site.TrimEnd('/')}{link.Path}");
    }

    private static async Task Fill(IServiceProvider services, Database db, CancellationToken stop)
    {
        var centre = new Centre { Id = new CentreId(Guid.CreateVersion7()), Key = "centre", Name = "Kontaktcenter", TimeZone = "Europe/Stockholm" };
        var id = new PersonId(Guid.CreateVersion7());
        var person = new Person { Id = id, Centre = centre.Id, Name = "Administratör", Email = Email, Rule = new PersonRule { Id = id } };
        db.Centres.Add(centre);
        db.Commissioners.Add(new Commissioner { Id = new CommissionerId(Guid.CreateVersion7()), Centre = centre.Id, Name = centre.Name });
        db.People.Add(person);
        db.Users.Add(MakeAccount.New(person, new Rights([Role.Administrator], Commissioners: null)));
        using var gate = await services.GetRequiredService<Databases>().WriteGate(stop);
        await db.SaveChangesAsync(stop);
    }
}
