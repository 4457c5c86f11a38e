using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>What a person has written in a contact and not sent. Each has his own there, so that nobody writes over anybody's.</summary>
public sealed class DraftRow : IOfCommissioner
{
    public ContactId Contact { get; init; }

    public PersonId Person { get; init; }

    public CentreId Centre { get; init; }

    public CommissionerId Commissioner { get; init; }

    public DateTimeOffset At { get; set; }

    public DraftContent Content { get; set; } = new("");

    public Guid Version { get; set; }

    /// <summary>It was sent, or thrown away: unless its writer has gone on with it, it goes.</summary>
    internal static async Task Delete(Databases databases, ContactId contact, PersonId person, Guid version, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        await db.Drafts.Where(it => it.Contact == contact && it.Person == person && it.Version == version).ExecuteDeleteAsync(stop);
    }
}

/// <summary>What stands in an editor. What is left out is as the conversation has it.</summary>
/// <param name="Html">The text with its formatting; null: it has none. It is made harmless when it is sent.</param>
/// <param name="Note">To the staff.</param>
/// <param name="Seen">The last message when it was begun.</param>
/// <param name="ByMail">The answer goes by mail though the conversation is none.</param>
/// <param name="GoesOn">The conversation is to go on by mail.</param>
/// <param name="Address">Of a letter, line by line.</param>
public sealed record DraftContent(
    string Text, string? Html = null, string? Note = null, bool IsNote = false, IReadOnlyList<string>? To = null, IReadOnlyList<string>? Cc = null, IReadOnlyList<string>? Bcc = null,
    string? Subject = null, IReadOnlyList<FileReference>? Files = null, int? Seen = null, bool ByMail = false, bool GoesOn = false, string? Address = null)
{
    public const int LongestText = 50_000;
    public const int LongestHtml = 200_000;

    private const int LongestLine = 400;
    private const int MostAddresses = 100;
    private const int MostFiles = 20;

    public static readonly Refusal TooLarge = new("draft.too_large", "The draft is too large to be kept. Send it in several parts.");

    public bool IsEmpty => Text.Length == 0 && string.IsNullOrEmpty(Note) && string.IsNullOrEmpty(Address) && Files is not { Count: > 0 };

    /// <summary>What is wrong with it; null: nothing. What is half written is right.</summary>
    public Refusal? Flaw()
    {
        if (Files?.Any(it => it is null) == true || Lines.Any(it => it is null)) return MessageText.Unreadable;

        var lines = Lines.Concat([Subject ?? ""]).ToList();
        if (Text.Length > LongestText || Html?.Length > LongestHtml || Note?.Length > LongestText || Address?.Length > LongestLine || Files?.Count > MostFiles) return TooLarge;
        if (lines.Count > MostAddresses || lines.Exists(it => it.Length > LongestLine)) return TooLarge;
        return lines.Concat([Text, Html ?? "", Note ?? "", Address ?? ""]).All(MessageText.IsText) ? null : MessageText.Unreadable;
    }

    private IEnumerable<string> Lines => (To ?? []).Concat(Cc ?? []).Concat(Bcc ?? []).Concat((Files ?? []).SelectMany(it => new[] { it.Name, it.ContentType }));
}
