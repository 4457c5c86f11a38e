using Isberg.Access;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Services;

/// <summary>An administrator writes a template, changes it or takes it out of use.</summary>
public sealed class KeepTemplate(Database db, Settings settings)
{
    public static readonly Refusal NoSuchTemplate = new("template.unknown", "There is no such template.");

    /// <param name="Services">None: all of the centre's.</param>
    public sealed record TemplateDraft(string Name, Texts Text, IReadOnlyList<ServiceId>? Services = null, bool IsArchived = false);

    /// <param name="seen">Null: a new template.</param>
    public async Task<Outcome<Template>> Run(Viewer viewer, TemplateId id, Seen? seen, TemplateDraft draft, CancellationToken stop)
    {
        var row = await db.Templates.VisibleTo(viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchTemplate;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, draft, stop) is { } flaws) return flaws;
        if (row is null && await db.Templates.VisibleTo(viewer).CountAsync(stop) >= Template.Most) return Settings.TooMany;

        if (row is null) db.Add(row = new Template { Id = id, Centre = viewer.Centre, Name = draft.Name });
        (row.Name, row.Text, row.Services, row.IsArchived) = (draft.Name.Trim(), draft.Text.Trimmed(), draft.Services ?? [], draft.IsArchived);
        return await settings.Keep(viewer, db, row, stop) is { } refusal ? refusal : row;
    }

    private async Task<Refusal?> Flaws(Viewer viewer, TemplateDraft draft, CancellationToken stop)
    {
        var services = await db.Services.VisibleTo(viewer).Select(it => it.Id).ToListAsync(stop);
        var flaws = new Flaws()
            .Needs(draft.Name, "name")
            .Needs(draft.Text, "text", Template.LongestText)
            .AtMost(draft.Services ?? [], "services", Limits.List)
            .When((draft.Services ?? []).Except(services).Any(), "services", "There is no such service.");
        foreach (var (language, text) in draft.Text.In)
        {
            foreach (var unknown in Template.UnknownIn(text))
                flaws.When(true, $"text.{language}", $"{{{unknown}}} cannot be filled in. Use {string.Join(", ", Template.Placeholders.Select(it => $"{{{it}}}"))}.");
        }

        return flaws.In("template");
    }
}
