using Isberg.Contacts;
using Isberg.People;
using Isberg.Reporting;
using Isberg.Routing;
using Isberg.Services;

namespace Isberg.Board;

/// <summary>A glance at the floor, taken inside its loop: copied quickly there, made into a board outside.</summary>
internal sealed record BoardLook(
    DateTimeOffset Now, IReadOnlyList<QueueOnFloor> Queues, IReadOnlyList<PersonOnFloor> People, IReadOnlyList<ContactOnFloor> Contacts,
    IReadOnlyDictionary<ContactId, string> References, IReadOnlySet<ContactId> Callbacks)
{
    /// <summary>The most waiting contacts that a board lists.</summary>
    public const int MostWaiting = 300;

    public static BoardLook At(LiveState state)
    {
        var contacts = state.Floor.Contacts();
        return new BoardLook(
            state.Now, state.Floor.Queues(state.Now), state.Floor.People(), contacts,
            contacts.ToDictionary(it => it.Contact, it => state.Contacts.Find(it.Contact)?.Reference ?? ""),
            state.Contacts.All.Where(it => it.CallbackTry is not null).Select(it => it.Id).ToHashSet());
    }

    /// <param name="commissioners">Whose services are shown; null: all.</param>
    public BoardView View(BoardNames names, IReadOnlyDictionary<(ServiceId, Channel), Share> today, IReadOnlySet<CommissionerId>? commissioners)
    {
        var services = names.Services.Values.Where(it => commissioners is null || commissioners.Contains(it.Commissioner)).ToDictionary(it => it.Id);
        var contacts = Contacts.Where(it => services.ContainsKey(it.Need.Service)).ToList();
        var waiting = contacts.Where(it => it.Stage is Stage.Queued or Stage.Offered).OrderBy(it => it.PriorityClass).ThenBy(it => it.Due).ToList();
        var queues = Queues.Where(it => services.ContainsKey(it.Service)).ToList();
        return new BoardView(
            Now,
            names.Centre.Closing is { } closing && closing.HoldsAt(Now) ? closing : null,
            [.. services.Values.OrderBy(it => it.Name.Best("sv"), StringComparer.Ordinal).Select(it => ServiceOf(it, queues, contacts, today, names.Callbacks.GetValueOrDefault(it.Id)))],
            waiting.Count,
            [.. waiting.Take(MostWaiting).Select(WaitingOf)],
            PeopleOf(names, contacts),
            new BoardAlarms(waiting.Count(it => it.IsStranded), queues.Count(it => it.IsUnattended), waiting.Count(it => it.Due < Now), commissioners is null ? names.SetAside : 0));
    }

    private BoardService ServiceOf(
        Service service, List<QueueOnFloor> queues, List<ContactOnFloor> contacts, IReadOnlyDictionary<(ServiceId, Channel), Share> today, int callbacks)
    {
        var handling = contacts.Where(it => it.Need.Service == service.Id && it.Stage is Stage.Handled or Stage.Held).ToLookup(it => it.Need.Channel);
        return new BoardService(service.Id, service.Commissioner, service.Name, [.. queues.Where(it => it.Service == service.Id).Select(it => new BoardChannel(
            it.Channel, it.IsOpen, it.OpensAt, it.ClosesAt, service.Manual.FirstOrDefault(manual => manual.Channel == it.Channel && manual.HoldsAt(Now)),
            it.Waiting, it.LongestSince, it.NextDue, it.Able, it.Free, handling[it.Channel].Count(contact => contact.Need.Service == service.Id), it.IsUnattended,
            today.TryGetValue((service.Id, it.Channel), out var share) ? ShareView.Of(share) : null))], callbacks);
    }

    private BoardContact WaitingOf(ContactOnFloor it) => new(
        it.Contact, References[it.Contact], it.Need.Service, it.Need.Channel, it.Need.Language, it.Need.Skills ?? [], it.Need.Person,
        it.ArrivedAt, it.Due, it.PriorityClass, it.Step, it.Stage == Stage.Offered ? it.Person : null, it.IsStranded, Callbacks.Contains(it.Contact));

    private IReadOnlyList<BoardPerson> PeopleOf(BoardNames names, List<ContactOnFloor> contacts)
    {
        var doing = contacts.SelectMany(DoingOf).ToLookup(it => it.Person, it => it.Doing);
        return
        [
            .. from person in People
               where names.People.ContainsKey(person.Person)
               let known = names.People[person.Person]
               orderby known.Name
               select new BoardPerson(
                   person.Person, known.Name, person.Presence, person.Reason, person.PresenceSince, known.Role, known.MayTake, [.. doing[person.Person]]),
        ];
    }

    private static IEnumerable<(PersonId Person, PersonDoing Doing)> DoingOf(ContactOnFloor it)
    {
        foreach (var wrapping in it.WrappingUp)
            yield return (wrapping.Person, new PersonDoing(it.Contact, it.Need.Service, it.Need.Channel, Stage.WrappingUp, wrapping.Since));
        if (it is { Person: { } person, Stage: Stage.Offered or Stage.Handled or Stage.Held })
            yield return (person, new PersonDoing(it.Contact, it.Need.Service, it.Need.Channel, it.Stage, it.StageSince));
    }
}
