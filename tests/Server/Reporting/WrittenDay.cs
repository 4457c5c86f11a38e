using Isberg.Access;
using Isberg.Contacts;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Reporting;

/// <summary>A day written straight into the ledger: calls and chats for sales and support, answered by Maya and Noor, some given up, some sent on.</summary>
internal sealed class WrittenDay
{
    public static readonly DateTimeOffset Nine = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero); // nine o'clock in Stockholm

    private readonly Databases databases;
    private List<(DateTimeOffset At, Event Event)> events = [];
    private long written;

    private WrittenDay(Databases databases, string key)
    {
        this.databases = databases;
        Centre = new(Named(key, "centre"));
        (Sales, Support) = (new(Named(key, "sales")), new(Named(key, "support")));
        (Maya, Noor, Lunch, Question) = (new(Named(key, "maya")), new(Named(key, "noor")), new(Named(key, "lunch")), new(Named(key, "question")));
        (Own, Other) = (new(Named(key, "own")), new(Named(key, "other")));
    }

    public CentreId Centre { get; }

    public ServiceId Sales { get; }

    /// <summary>Run for another commissioner than sales.</summary>
    public ServiceId Support { get; }

    public PersonId Maya { get; }

    public PersonId Noor { get; }

    public PresenceReasonId Lunch { get; }

    public ReasonId Question { get; }

    public CommissionerId Own { get; }

    public CommissionerId Other { get; }

    public IReadOnlyList<(DateTimeOffset At, Event Event)> Events => events;

    public Viewer Everybody => new(Centre, null, Permission.All.ToHashSet(StringComparer.Ordinal));

    public static async Task<WrittenDay> Open(Databases databases, CancellationToken stop, string key = "sund")
    {
        var day = new WrittenDay(databases, key);
        await using var db = databases.CreateDbContext();
        db.Centres.Add(new Centre { Id = day.Centre, Key = key, Name = key, TimeZone = "Europe/Stockholm" });
        db.Services.Add(new Service { Id = day.Sales, Centre = day.Centre, Commissioner = day.Own, Key = "sales", Name = Texts.Of(("sv", "=Försäljning")) });
        db.Services.Add(new Service { Id = day.Support, Centre = day.Centre, Commissioner = day.Other, Key = "support", Name = Texts.Of(("sv", "Support; \"hjälp\"")) });
        db.Heads.Add(new Head { Centre = day.Centre });
        await db.SaveChangesAsync(stop);
        day.Tell(TimeSpan.Zero, new ServiceChanged(new(day.Sales, day.Own, [])), new ServiceChanged(new(day.Support, day.Other, [])));
        return day;
    }

    /// <param name="after">Nine o'clock.</param>
    public void Tell(TimeSpan after, params Event[] happened) => events.AddRange(happened.Select(it => (Nine + after, it)));

    /// <summary>Two hours in which something happens every 20 seconds; the same for the same seed.</summary>
    public void TellTwoHours(int contacts = 360)
    {
        foreach (var person in new[] { Maya, Noor }) Tell(TimeSpan.Zero, new PersonSignedIn(person), new PresenceChosen(person, Presence.Ready));
        for (var it = 0; it < contacts; it++) TellContact(it, TimeSpan.FromSeconds(20 * it));
        Tell(TimeSpan.FromHours(2), new PresenceChosen(Maya, Presence.NotReady, Lunch));
        events = [.. events.OrderBy(it => it.At)];
    }

    /// <summary>Writes into the database what has been told and not been written.</summary>
    public async Task Write(CancellationToken stop, int most = int.MaxValue)
    {
        await using var db = databases.CreateDbContext();
        var head = db.Heads.Single(it => it.Centre == Centre);
        foreach (var (at, it) in events.Skip((int)written).Take(most))
        {
            written++;
            var kind = EventKinds.KindOf(it);
            db.Ledger.Add(new LedgerRow
            {
                Centre = Centre, Sequence = written, At = at, Kind = kind, Version = EventKinds.VersionOf(kind),
                Contact = (it as IOfContact)?.Contact, Person = (it as IOfPerson)?.Person, Body = EventKinds.Write(it),
            });
            (head.Sequence, head.At) = (written, at);
        }
        await db.SaveChangesAsync(stop);
    }

    private void TellContact(int number, TimeSpan from)
    {
        var contact = new ContactId(Named(Centre.Value.ToString(), $"contact {number}"));
        var service = number % 3 == 0 ? Support : Sales;
        var channel = number % 4 == 0 ? Channel.Chat : Channel.Voice;
        var person = number % 5 < 2 ? Noor : Maya;
        var wait = TimeSpan.FromSeconds(number * 7 % 45);
        Tell(from, new ContactArrived(contact, new(service, channel)), new ContactQueued(contact, 1, service, Nine + from + TimeSpan.FromSeconds(20)));
        if (number % 9 == 0)
        {
            Tell(from + wait, new ContactLeft(contact, LeaveWay.HungUp), new ContactClosed(contact, ContactOutcome.Abandoned));
            return;
        }

        var answered = from + wait;
        var ended = answered + TimeSpan.FromSeconds(30 + number * 13 % 200);
        Tell(answered, new OfferAccepted(contact, person, 1));
        if (number % 11 == 0)
            Tell(ended, new ContactTransferred(contact, person, new(Support, channel), WasWrongPlace: number % 2 == 0), new ContactQueued(contact, 2, Support, Nine + ended));
        else
            Tell(ended, new ConversationEnded(contact, person));
        Tell(ended + TimeSpan.FromSeconds(12), new WrapUpFinished(contact, person, [Question]));
        if (number % 11 != 0) Tell(ended + TimeSpan.FromSeconds(12), new ContactClosed(contact, ContactOutcome.Handled));
    }

    private static Guid Named(string key, string name) =>
        new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{key}/{name}")).AsSpan(0, 16));
}
