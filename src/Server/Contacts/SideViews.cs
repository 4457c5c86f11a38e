using Isberg.Access;
using Isberg.People;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>Where a side conversation stands.</summary>
public enum SideState
{
    /// <summary>Whoever was asked has not answered yet.</summary>
    Waiting,

    Answered,

    /// <summary>The last question did not reach him, or was taken back.</summary>
    NotAsked,
}

/// <summary>A conversation with somebody outside, beside the citizen's.</summary>
/// <param name="Party">Who is in it.</param>
/// <param name="Subject">Null when it has been erased.</param>
/// <param name="Messages">All of it, also what was written in the contact before.</param>
public sealed record SideView(SideId Side, IReadOnlyList<MailAddress> Party, string? Subject, SideState State, IReadOnlyList<SideMessage> Messages)
{
    /// <summary>More than this of one contact are not shown.</summary>
    private const int Most = 500;

    internal static async Task<IReadOnlyList<SideView>> Of(Database db, Viewer viewer, ContactId contact, PeopleNames names, CancellationToken stop)
    {
        var sides = await db.Mails.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == contact && it.Side != null).Select(it => it.Side).Distinct().ToListAsync(stop);
        if (sides.Count == 0) return [];

        var mails = await db.Mails.VisibleTo(viewer).AsNoTracking().Where(it => sides.Contains(it.Side)).OrderBy(it => it.At).Take(Most).ToListAsync(stop);
        var ids = mails.Select(it => it.Message).ToArray();
        var messages = await db.Messages.VisibleTo(viewer).AsNoTracking().Where(it => ids.Contains(it.Id)).ToDictionaryAsync(it => it.Id, stop);
        var writers = await names.Of(viewer.Centre, messages.Values.Select(it => it.Person), stop);
        return [.. mails.GroupBy(it => it.Side!.Value).Select(it => Of(it.Key, [.. it], messages, writers))];
    }

    private static SideView Of(SideId side, IReadOnlyList<MailRow> mails, Dictionary<MessageId, MessageRow> messages, IReadOnlyDictionary<PersonId, string> writers)
    {
        var told = mails.Where(it => messages.ContainsKey(it.Message)).Select(it => new SideMessage(it.Contact, MessageView.Of(messages[it.Message], writers, PostOf.Mail(it))));
        return new SideView(side, PartyOf(mails), mails[0].Subject, StateOf(mails), [.. told]);
    }

    /// <summary>By the name that they gave themselves, where they did.</summary>
    private static IReadOnlyList<MailAddress> PartyOf(IReadOnlyList<MailRow> mails) =>
    [
        .. mails.Where(it => !it.IsOutgoing && it.Automatic is null).Select(it => it.From).OfType<MailAddress>().Reverse()
            .Concat(mails.Where(it => it.IsOutgoing).SelectMany(it => it.To.Concat(it.Cc))).DistinctBy(it => it.Address),
    ];

    private static SideState StateOf(IReadOnlyList<MailRow> mails) => mails.LastOrDefault(it => it.Automatic is null) switch
    {
        { IsOutgoing: false } => SideState.Answered,
        { State: MailState.Bounced or MailState.Failed or MailState.Withdrawn } => SideState.NotAsked,
        _ => SideState.Waiting,
    };
}

/// <param name="Contact">The contact that it was written in; its files lie there.</param>
public sealed record SideMessage(ContactId Contact, MessageView Message);
