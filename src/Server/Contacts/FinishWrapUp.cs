using Isberg.Access;
using Isberg.Routing;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>A person says what a contact was about, and is done with it.</summary>
public sealed class FinishWrapUp(Databases databases, LiveCentres centres)
{
    /// <summary>The most reasons of one wrap-up.</summary>
    public const int MostReasons = 5;

    public static readonly Refusal TooManyReasons = new("reasons.too_many", $"A contact has at most {MostReasons} reasons.");
    public static readonly Refusal NoSuchReason = new("reason.unknown", "One of the reasons is no longer there. Choose again.");

    public sealed record Command(Viewer Viewer, ContactId Contact, PersonId Person, IReadOnlyList<ReasonId> Reasons, string? Note);

    public async Task<Refusal?> Run(Command command, CancellationToken stop)
    {
        var reasons = command.Reasons.Distinct().ToArray();
        if (reasons.Length > MostReasons) return TooManyReasons;
        if (InternalNote.Check(command.Note) is { } wrong) return wrong;
        if (!await AreKnown(command.Viewer, reasons, stop)) return NoSuchReason;

        return await centres.Of(command.Viewer.Centre).Inbox.Send(
            state => InternalNote.With(state, new WrapUpFinished(command.Contact, command.Person, reasons), command.Contact, command.Person, command.Note), stop);
    }

    private async Task<bool> AreKnown(Viewer viewer, ReasonId[] reasons, CancellationToken stop)
    {
        if (reasons.Length == 0) return true;
        await using var db = databases.CreateDbContext();
        return await db.Reasons.VisibleTo(viewer).CountAsync(it => reasons.Contains(it.Id), stop) == reasons.Length;
    }
}
