using System.Text.RegularExpressions;
using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Letter;

/// <summary>An administrator sets an intake of letters up, changes it or takes it out of use; its folder is watched from then on.</summary>
public sealed partial class KeepIntake(Database db, Settings settings)
{
    public const int MostRules = 200;

    /// <summary>Of a sender: it stands above the window of the envelope.</summary>
    public const int MostLines = 6;
    public const int LongestSender = 400;

    public static readonly Refusal NoSuchIntake = new("intake.unknown", "There is no such intake of letters.");

    public sealed record IntakeDraft(string Name, string Folder, ServiceId Service, IReadOnlyList<LetterRule>? Rules = null, bool IsArchived = false, Texts? Sender = null, EnvelopeWindow Window = EnvelopeWindow.Right);

    /// <summary>The intakes whose service the viewer may see.</summary>
    public static IQueryable<Intake> Seen(Database db, Viewer viewer)
    {
        var mine = db.Intakes.VisibleTo(viewer);
        return viewer.Commissioners is null ? mine : mine.Where(it => db.Services.VisibleTo(viewer).Any(service => service.Id == it.Service));
    }

    /// <param name="seen">Null: a new intake.</param>
    public async Task<Outcome<Intake>> Run(Viewer viewer, IntakeId id, Seen? seen, IntakeDraft draft, CancellationToken stop)
    {
        var row = await Seen(db, viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchIntake;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, id, draft, stop) is { } flaws) return flaws;

        if (row is null) db.Add(row = new Intake { Id = id, Centre = viewer.Centre, Name = draft.Name, Folder = draft.Folder });
        (row.Name, row.Folder, row.Service, row.Rules, row.IsArchived) = (draft.Name.Trim(), draft.Folder, draft.Service, draft.Rules ?? [], draft.IsArchived);
        (row.Sender, row.Window) = (draft.Sender?.Trimmed() ?? Texts.Of(), draft.Window);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    private async Task<Refusal?> Flaws(Viewer viewer, IntakeId id, IntakeDraft draft, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).Where(it => !it.IsArchived || draft.IsArchived).Select(it => it.Id).ToListAsync(stop);
        var isUsed = !draft.IsArchived && await db.Intakes.AnyAsync(it => it.Centre == viewer.Centre && it.Id != id && it.Folder == draft.Folder && !it.IsArchived, stop);
        var rules = (draft.Rules ?? []).OfType<LetterRule>().ToList();
        return new Flaws()
            .Needs(draft.Name, "name")
            .When(draft.Folder.Length > Limits.Name || !FolderName().IsMatch(draft.Folder), "folder", "Write the name of one folder, with letters, digits, spaces, dots, hyphens or underscores.")
            .When(isUsed, "folder", "Another intake watches this folder already.")
            .When(!services.Contains(draft.Service), "service", "There is no such service.")
            .AtMost(draft.Sender, "sender", LongestSender)
            .When(draft.Sender?.In.Values.Any(it => it.Trim().Split('\n').Length > MostLines) == true, "sender", $"A sender has at most {MostLines} lines.")
            .AtMost(rules, "rules", MostRules)
            .When(rules.Count < draft.Rules?.Count, "rules", "A rule must not be null.")
            .When(rules.Any(it => string.IsNullOrWhiteSpace(it.Contains) || it.Contains.Length > Limits.Name), "rules", "Each rule needs a text to look for.")
            .When(rules.Any(it => !services.Contains(it.Service)), "rules", "There is no such service.")
            .In("intake");
    }

    /// <summary>One folder: nothing that leads up, aside or to a hidden one.</summary>
    [GeneratedRegex(@"^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_. -]*[\p{L}\p{M}\p{N}_-])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex FolderName();
}
