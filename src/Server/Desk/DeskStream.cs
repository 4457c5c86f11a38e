using System.Collections.Concurrent;
using Isberg.Access;
using Isberg.Contacts;
using Isberg.Customers;
using Isberg.Ledger;
using Isberg.People;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isberg.Desk;

/// <summary>
/// Follows what centres commit and sends each person's desk anew when something on it changed. What is committed while one round
/// is on its way goes together in the next, so that a round costs one question to the floor however much has happened.
/// </summary>
internal sealed partial class DeskStream(
    LiveCentres centres, OpenDesks desks, Signs signs, PeopleNames names, Databases databases, IHubContext<LiveHub> hub, ILogger<DeskStream> log) : IHostedService, IDisposable
{
    /// <summary>A screen that takes longer is left behind; it is told everything when it connects again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CentreId, Lazy<Task>> following = new();
    private readonly ConcurrentDictionary<CentreId, ContactCards> cards = new();
    private readonly ConcurrentDictionary<CentreId, string> parked = new();
    private readonly CancellationTokenSource end = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => end.CancelAsync();

    public void Dispose() => end.Dispose();

    /// <summary>A screen has connected: its person is signed in on the floor, unless he is already, and is shown his desk.</summary>
    public async Task SitDown(CentreId centre, PersonId person, CancellationToken stop)
    {
        await centres.Of(centre).Inbox.Send(
            state => state.Floor.Person(person) is { Presence: Presence.SignedOut } ? new Act(new PersonSignedIn(person)) : new Act(), stop);
        await Show(centre, person, stop);
    }

    /// <summary>Sends a person's desk as it stands.</summary>
    public async Task Show(CentreId centre, PersonId person, CancellationToken stop) => await Send(person, "desk", await View(centre, person, stop));

    /// <summary>The citizen behind one of his contacts writes right now.</summary>
    public Task ShowTyping(PersonId person, ContactId contact) => Send(person, "typing", new DeskTyping(contact));

    public async Task<DeskView> View(CentreId centre, PersonId person, CancellationToken stop)
    {
        _ = following.GetOrAdd(centre, id => new Lazy<Task>(() => Follow(id))).Value; // what is read now is kept up to date from now on
        var look = await centres.Of(centre).Inbox.Ask(state => DeskLook.At(state, person), stop);
        await CardsOf(centre).Load(look.All, stop);
        return look.View(person, CardsOf(centre).Of, signs.Citizens, signs.Phones);
    }

    private ContactCards CardsOf(CentreId centre) => cards.GetOrAdd(centre, _ => new ContactCards(databases));

    private async Task Follow(CentreId centre)
    {
        var live = centres.Of(centre);
        var news = live.Publication.Follow(end.Token);
        var happened = new List<Committed>();
        while (await news.WaitToReadAsync(CancellationToken.None))
        {
            happened.Clear();
            while (news.TryRead(out var batch)) happened.AddRange(batch);
            try
            {
                await Tell(live, happened);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A round is a job, and a job is a border: whoever missed it is told everything with the next.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Failed(log, centre.Value, error);
            }
        }
    }

    private async Task Tell(LiveCentre live, List<Committed> happened)
    {
        var (texts, post) = await TextsOf(happened);
        if (happened.Exists(it => it.Event is SettingChanged)) names.Forget();
        if (happened.Exists(it => it.Event is CustomerChanged)) CardsOf(live.Id).Forget();
        foreach (var it in happened)
            CardsOf(live.Id).Hear(it.Event, it.At, it.Event is MessageWritten said ? texts.GetValueOrDefault(said.Message)?.Text : null);

        var round = await live.Inbox.Ask(state => Round.Of(state, happened, person => desks.IsOpen(live.Id, person)), end.Token);
        await CardsOf(live.Id).Load(round.Desks.SelectMany(it => it.Look.All), end.Token);
        var writers = await names.Of(live.Id, texts.Values.Select(it => it.Person), end.Token);
        var sends = new List<Task>();
        foreach (var (message, people) in round.Messages)
        {
            if (!texts.TryGetValue(message, out var row)) continue;
            var told = new DeskMessage(row.Contact, MessageView.Of(row, writers, post));
            foreach (var person in people) sends.Add(Send(person, "message", told));
        }

        foreach (var (person, look) in round.Desks) sends.Add(Send(person, "desk", look.View(person, CardsOf(live.Id).Of, signs.Citizens, signs.Phones)));
        var changes = happened.Count(it => it.Event is SettingChanged);
        if (changes > 0) sends.Add(hub.Clients.Group(LiveGroups.Centre(live.Id)).SendAsync("settings", new SettingsNews(changes), end.Token));
        if (parked.GetValueOrDefault(live.Id, "") != round.Parked)
        {
            parked[live.Id] = round.Parked;
            sends.Add(hub.Clients.Group(LiveGroups.Centre(live.Id)).SendAsync("parked", new ParkedNews(happened[^1].At), end.Token));
        }

        await Task.WhenAny(Task.WhenAll(sends), Task.Delay(Patience, end.Token));
    }

    /// <summary>The rows of all messages of a round, in one question.</summary>
    private async Task<(Dictionary<MessageId, MessageRow> Texts, PostOf Post)> TextsOf(List<Committed> happened)
    {
        var told = happened.Select(it => Round.MessageIn(it.Event)).OfType<MessageId>().Distinct().ToArray();
        if (told.Length == 0) return ([], PostOf.None);

        await using var db = databases.CreateDbContext();
        var texts = await db.Messages.AsNoTracking().Where(it => told.Contains(it.Id)).ToDictionaryAsync(it => it.Id, end.Token);
        return (texts, await PostOf.Messages(db, texts.Values, end.Token));
    }

    private Task Send<T>(PersonId person, string message, T value) => hub.Clients.Group(LiveGroups.Person(person)).SendAsync(message, value, end.Token);

    [LoggerMessage(Level = LogLevel.Error, Message = "Telling the desks of centre {Centre} failed")]
    private static partial void Failed(ILogger log, Guid centre, Exception error);
}

/// <summary>What desks show that no ledger holds: who is there, and whose phone rings.</summary>
internal sealed record Signs(CitizenPresence Citizens, PhoneStates Phones);

/// <summary>Whom one round concerns, and how their desks stand.</summary>
internal sealed record Round(
    IReadOnlyList<(PersonId Person, DeskLook Look)> Desks, IReadOnlyList<(MessageId Message, IReadOnlyList<PersonId> People)> Messages)
{
    /// <summary>Which calls are parked; it changes with them.</summary>
    public string Parked { get; init; } = "";

    /// <summary>The message that is new, or of whose mail or letter something has become.</summary>
    public static MessageId? MessageIn(Event happened) => happened switch
    {
        MessageWritten it => it.Message,
        MailMoved it => it.Message,
        LetterMoved it => it.Message,
        _ => null,
    };

    public static Round Of(LiveState state, IReadOnlyList<Committed> happened, Func<PersonId, bool> isOpen)
    {
        var people = new HashSet<PersonId>();
        var messages = new List<(MessageId, IReadOnlyList<PersonId>)>();
        foreach (var it in happened)
        {
            if (MessageIn(it.Event) is { } message)
            {
                messages.Add((message, [.. PeopleOf(state, ((IOfContact)it.Event).Contact).Where(isOpen)]));
                continue;
            }

            if (it.Event is IOfPerson of) people.Add(of.Person);
            if (it.Event is ContactTakenOver taken) people.Add(taken.From);
            if (it.Event is IOfContact about) people.UnionWith(PeopleOf(state, about.Contact));
            if (it.Event is FloorResumed) people.UnionWith(state.Floor.People().Select(person => person.Person));
        }

        return new Round([.. people.Where(isOpen).Select(it => (it, DeskLook.At(state, it)))], messages)
        {
            Parked = string.Join(' ', state.Floor.Parked().Select(it => it.Contact.Value)),
        };
    }

    /// <summary>Who is offered it, handles it or wraps it up.</summary>
    private static IEnumerable<PersonId> PeopleOf(LiveState state, ContactId contact)
    {
        if (state.Floor.Contact(contact) is not { } found) return [];
        var wrapping = found.WrappingUp.Select(it => it.Person).Concat(new[] { found.Consult?.Person, found.Supervision?.Person }.OfType<PersonId>());
        return found.Person is { } person ? wrapping.Append(person).Distinct() : wrapping;
    }
}
