using System.Collections.Concurrent;
using Isberg.Contacts;
using Isberg.People;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Chat;

/// <summary>Reads conversations for the citizens who hold them.</summary>
public sealed class Conversations(Databases databases, LiveCentres centres, PublicServices services, TimeProvider clock)
{
    /// <summary>The most messages of one answer.</summary>
    public const int MostAtOnce = 200;

    private const int MostNames = 10_000;

    private static readonly TimeSpan NamesKnownFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(Guid Id, string Language), (long At, Called Called)> names = new();

    public async Task<ConversationView> View(Citizen citizen, string? language, CancellationToken stop) =>
        await View(await Look(citizen, stop), language, stop);

    /// <summary>What the citizen may see of messages after a number, in order.</summary>
    public async Task<IReadOnlyList<CitizenMessage>> Messages(Citizen citizen, int after, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var rows = await OwnMessages.Read(db, citizen, after, MostAtOnce, stop);
        var messages = new List<CitizenMessage>(rows.Count);
        foreach (var (row, isByMail) in rows)
        {
            messages.Add(new CitizenMessage(
                row.Number, row.Author, row.Person is { } person ? await FirstName(db, person, stop) : null, row.At, isByMail ? null : row.Text,
                isByMail ? [] : [.. row.Files.Select(it => new FileView(it.Id, it.Name, it.ContentType, it.Bytes))], isByMail));
        }

        return messages;
    }

    /// <summary>The whole conversation as a page for the citizen to keep, and that file's name.</summary>
    public async Task<(byte[] Page, string Name)> Transcript(Citizen citizen, string? language, CancellationToken stop)
    {
        var view = await View(citizen, language, stop);
        var messages = new List<CitizenMessage>();
        while (await Messages(citizen, messages.Count == 0 ? 0 : messages[^1].Number, stop) is { Count: > 0 } more) messages.AddRange(more);
        await using var db = databases.CreateDbContext();
        var zone = await db.Centres.Where(it => it.Id == citizen.Centre).Select(it => it.TimeZone).SingleAsync(stop);
        return (Chat.Transcript.Of(view, messages, language ?? view.Language ?? "sv", TimeZoneInfo.FindSystemTimeZoneById(zone)), $"{view.Reference}.html");
    }

    /// <summary>The centre of a conversation: its name, its time zone, and what the service writes on receipts.</summary>
    public async Task<(string Name, TimeZoneInfo Zone, string Receipt)> Home(Citizen citizen, string language, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var centre = await db.Centres.AsNoTracking().SingleAsync(it => it.Id == citizen.Centre, stop);
        var service = await db.Services.AsNoTracking()
            .SingleOrDefaultAsync(it => db.Contacts.Any(contact => contact.Id == citizen.Contact && contact.Service == it.Id), stop);
        return (centre.Name, TimeZoneInfo.FindSystemTimeZoneById(centre.TimeZone), service?.Form.Receipt.Best(language) ?? "");
    }

    /// <summary>A file of one of the messages that the citizen may see.</summary>
    public async Task<FileReference?> File(Citizen citizen, Guid file, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var messages = await OwnMessages.Read(db, citizen, after: 0, WriteMessage.Most, stop);
        return messages.Where(it => !it.IsByMail).SelectMany(it => it.Row.Files).FirstOrDefault(it => it.Id == file);
    }

    /// <summary>Whether a message can be left with the service.</summary>
    public async Task<bool> TakesForms(ServiceId service, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return (await Known(service.Value, "sv", () => Service(db, service, "sv", stop))).TakesForms;
    }

    internal async Task<ConversationLook> Look(Citizen citizen, CancellationToken stop)
    {
        var live = await centres.Of(citizen.Centre).Inbox.Ask(state => ConversationLook.At(state, citizen.Contact), stop);
        if (live is not null) return live;

        await using var db = databases.CreateDbContext();
        return ConversationLook.Of(await db.Contacts.AsNoTracking().SingleAsync(it => it.Id == citizen.Contact, stop));
    }

    internal async Task<ConversationView> View(ConversationLook look, string? language, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var spoken = language ?? look.Language?.Code ?? "sv";
        var service = await Known(look.Service.Value, spoken, () => Service(db, look.Service, spoken, stop));
        var notices = await services.NoticesOf(look.Centre, look.Service, spoken, stop);
        var isWaiting = look.State == ConversationState.Waiting;
        var answeredBy = look.State is ConversationState.Talking or ConversationState.Ended && look.Person is { } person
            ? await FirstName(db, person, stop) : null;
        return new ConversationView(
            look.Contact.Value, look.Reference, look.State, service.Name, look.Language?.Code,
            isWaiting ? (look.Ahead ?? 0) + 1 : null, isWaiting && look.Wait is { } wait ? new WaitView(wait.From, wait.Until) : null, answeredBy,
            MayLeaveMessage: look.Channel == Channel.Chat && look.State is ConversationState.Waiting or ConversationState.Closed && service.TakesForms,
            MayGoOnByMail: look is { Channel: Channel.Chat, State: ConversationState.Talking } && service.TakesMail,
            IsByMail: look is { Channel: Channel.Email, Stage: < Stage.WrappingUp }, notices, look.ArrivedAt, look.EndedAt);
    }

    public async Task<string> FirstNameOf(PersonId person, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await FirstName(db, person, stop);
    }

    /// <summary>Citizens are told no more of a person than his first name.</summary>
    private async Task<string> FirstName(Database db, PersonId person, CancellationToken stop) =>
        (await Known(person.Value, "", async () => new Called(FirstNameOf(await db.People.AsNoTracking().Where(it => it.Id == person).Select(it => it.Name).SingleOrDefaultAsync(stop) ?? "")))).Name;

    private static string FirstNameOf(string name) => name.Trim().Split(' ', 2)[0];

    private static async Task<Called> Service(Database db, ServiceId id, string language, CancellationToken stop) =>
        await db.Services.AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, stop) is { } service
            ? new Called(service.Name.Best(language), service.Channels.Any(it => it.Rule.Channel == Channel.Form),
                service.Channels.Any(it => it.Rule.Channel == Channel.Email) && await GoOnByMail.TakesMail(db, service.Centre, id, stop))
            : new Called("");

    private async Task<Called> Known(Guid id, string language, Func<Task<Called>> read)
    {
        if (names.TryGetValue((id, language), out var found) && clock.GetElapsedTime(found.At) < NamesKnownFor) return found.Called;
        if (names.Count > MostNames) names.Clear();
        var called = await read();
        names[(id, language)] = (clock.GetTimestamp(), called);
        return called;
    }

    private sealed record Called(string Name, bool TakesForms = false, bool TakesMail = false);
}
