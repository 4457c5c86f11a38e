using System.Diagnostics;
using Isberg.Access;
using Isberg.People;
using Isberg.Reporting;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isberg.Demo;

/// <summary>Isbergs kommun, a made-up municipality with three weeks behind it, put into an empty database.</summary>
public static class DemoCentre
{
    public const int DaysBehind = 21;

    private const int Seed = 80_20;

    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(2);

    /// <summary>Fills an empty database; leaves any other alone. Says who can sign in.</summary>
    /// <param name="days">How long the centre has been at work.</param>
    public static async Task Ensure(IServiceProvider services, TextWriter told, CancellationToken stop, int days = DaysBehind)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Database>();
        if (!await db.Centres.AnyAsync(stop)) await Fill(scope.ServiceProvider, db, days, told, stop);
        if (!await db.Centres.AnyAsync(it => it.Id == DemoServices.Centre, stop)) return;

        services.GetRequiredService<LiveCentres>().Start(DemoServices.Centre);
        await services.GetRequiredService<TellFloor>().Run(DemoServices.Centre, stop);
        await TellAccounts(told);
    }

    private static async Task Fill(IServiceProvider services, Database db, int days, TextWriter told, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var citizens = new DemoCitizens(new Random(Seed));
        var centre = new Centre { Id = DemoServices.Centre, Key = "isberg", Name = "Isbergs kommun", TimeZone = "Europe/Stockholm" };
        await using (var transaction = await db.Database.BeginTransactionAsync(stop))
        {
            AddRows(db, centre, citizens, now);
            await db.SaveChangesAsync(stop);
            await AddAccounts(services.GetRequiredService<UserManager<Account>>());
            await transaction.CommitAsync(stop);
        }
        var contacts = await PlayPast(services.GetRequiredService<Databases>(), db, centre, citizens, now, days, stop);
        await told.WriteLineAsync($"Isbergs kommun is set up with {contacts:N0} contacts of the last {days} days, in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s.");
    }

    private static void AddRows(Database db, Centre centre, DemoCitizens citizens, DateTimeOffset now)
    {
        db.Centres.Add(centre);
        db.Commissioners.Add(new Commissioner { Id = DemoServices.Municipality, Centre = centre.Id, Name = "Isbergs kommun" });
        db.Commissioners.Add(new Commissioner { Id = DemoServices.WasteCompany, Centre = centre.Id, Name = "Isbergs Avfall AB" });
        db.Calendars.Add(DemoServices.Calendar);
        db.Services.AddRange(DemoServices.All.Select(it => DemoServices.OpenAtAnyHour(DemoServices.Row(it), now)));
        db.Numbers.AddRange(DemoServices.Numbers());
        DemoFlow.Add(db, now);
        db.Reasons.AddRange(DemoReasons.Rows());
        db.PresenceReasons.AddRange(DemoReasons.PresenceRows());
        db.Skills.AddRange(DemoPeople.Skills());
        db.RoutingRoles.AddRange(DemoPeople.Roles());
        db.People.AddRange(DemoPeople.All.Select(it => DemoPeople.Row(it, DateOnly.FromDateTime(now.UtcDateTime))));
        db.Customers.AddRange(citizens.All);
        db.Notices.Add(new Notice
        {
            Id = new NoticeId(DemoId.Of("notice/centre")), Centre = centre.Id, Services = [new ServiceId(DemoId.Of("service/waste"))], Kind = NoticeKind.Information,
            Text = Texts.Of(
                ("sv", "Återvinningscentralen i Sjövik byggs om. Infarten är från Hamngatan till och med fredag."),
                ("fi", "Sjövikin kierrätyskeskusta remontoidaan. Sisäänajo on Hamngatanilta perjantaihin asti."),
                ("en", "The recycling centre in Sjövik is being rebuilt. Drive in from Hamngatan until Friday.")),
            From = now.AddDays(-1), Until = now.AddDays(7),
        });
    }

    private static async Task<int> PlayPast(Databases databases, Database db, Centre centre, DemoCitizens citizens, DateTimeOffset now, int days, CancellationToken stop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone);
        var until = now - JustNow;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, zone).DateTime);
        var first = today.AddDays(-days);
        return await PastDays.Run(
            databases, citizens, await Rules(db, centre, first, zone, stop), Workdays(first, until, zone), zone, Seed, first, until, stop);
    }

    /// <summary>What the floor was told when the weeks began.</summary>
    private static async Task<IReadOnlyList<Input>> Rules(Database db, Centre centre, DateOnly first, TimeZoneInfo zone, CancellationToken stop)
    {
        var calendars = await db.Calendars.AsNoTracking().Where(it => it.Centre == centre.Id).ToDictionaryAsync(it => it.Id, stop);
        var roles = await db.RoutingRoles.AsNoTracking().Where(it => it.Centre == centre.Id).ToDictionaryAsync(it => it.Id, stop);
        var then = Interval.Midnight(first, zone);
        var rules = new List<Input> { new CentreChanged(centre.Rule) };
        rules.AddRange(DemoServices.All.Select(it => new ServiceChanged(ServiceRules.Of(DemoServices.Row(it), centre, calendars, then))));
        rules.AddRange(DemoPeople.All.Select(it => DemoPeople.Row(it, first))
            .Select(it => new PersonChanged(PersonRules.Of(it, it.Role is { } role ? roles[role] : null, first))));
        return rules;
    }

    /// <summary>Weekdays that are no holidays; today only when there has been time to work.</summary>
    private static List<DateOnly> Workdays(DateOnly first, DateTimeOffset until, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(until, zone);
        var (today, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        var last = time < new TimeOnly(9, 0) ? today.AddDays(-1) : today;
        var closed = DemoServices.Calendar.Between(first, today).Where(it => it.Hours.Count == 0).Select(it => it.Date).ToHashSet();
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)
            .Where(it => it.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !closed.Contains(it))];
    }

    /// <summary>One password is hashed once: fourteen times would be felt at the first start. It is printed at every start, so the rules for secret ones do not apply.</summary>
    private static async Task AddAccounts(UserManager<Account> accounts)
    {
        var hash = accounts.PasswordHasher.HashPassword(new Account(), DemoPeople.Password);
        foreach (var it in DemoPeople.All)
        {
            var account = new Account { Id = it.Id.Value, UserName = it.Email, Email = it.Email, Centre = DemoServices.Centre, Person = it.Id, Roles = it.Roles, PasswordHash = hash };
            var made = await accounts.CreateAsync(account);
            if (!made.Succeeded) throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
        }
    }

    private static async Task TellAccounts(TextWriter told)
    {
        await told.WriteLineAsync($"Sign in at /desk/ with the password {DemoPeople.Password} as one of:");
        foreach (var it in DemoPeople.All) await told.WriteLineAsync($"  {it.Email,-20} {it.Name,-16} {string.Join(", ", it.Roles)}");
    }
}
