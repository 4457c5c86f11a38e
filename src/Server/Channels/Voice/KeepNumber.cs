using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>An administrator sets a telephone number up, changes it or takes it out of use; its calls go where it says from then on.</summary>
public sealed class KeepNumber(Database db, Settings settings)
{
    /// <summary>Of what is said, in UTF-16 code units: about a minute of speech.</summary>
    public const int LongestSaying = 800;

    public static readonly Refusal NoSuchNumber = new("number.unknown", "There is no such telephone number.");

    private static readonly Refusal Used = new Flaws().When(true, "dialled", "This number is in use already.").In("number")!;

    public sealed record NumberDraft(
        string Name, string Dialled, ServiceId Service, Language Language, Texts? Greeting = null, Texts? Closed = null, Texts? Full = null, bool IsArchived = false, string? CallbackKey = null, FlowId? Flow = null,
        bool IsFax = false, string? OtherKey = null, ServiceId? OtherService = null);

    /// <summary>The numbers whose service the viewer may see.</summary>
    public static IQueryable<Number> Seen(Database db, Viewer viewer)
    {
        var mine = db.Numbers.VisibleTo(viewer);
        return viewer.Commissioners is null ? mine : mine.Where(it => db.Services.VisibleTo(viewer).Any(service => service.Id == it.Service));
    }

    /// <param name="seen">Null: a new number.</param>
    public async Task<Outcome<Number>> Run(Viewer viewer, NumberId id, Seen? seen, NumberDraft draft, CancellationToken stop)
    {
        var row = await Seen(db, viewer).SingleOrDefaultAsync(it => it.Id == id, stop);
        if (seen is null && row is not null) return row;
        if (seen is not null && row is null) return NoSuchNumber;
        if (row is not null && seen!(row.Version) is { } differs) return differs;
        if (await Flaws(viewer, draft, stop) is { } flaws) return flaws;

        var dialled = Voice.Dialled.Of(draft.Dialled)!;
        if (row is null) db.Add(row = new Number { Id = id, Centre = viewer.Centre, Name = draft.Name, Dialled = dialled });
        (row.Name, row.Dialled, row.Service, row.Language, row.IsArchived) = (draft.Name.Trim(), dialled, draft.Service, draft.Language, draft.IsArchived);
        (row.Flow, row.IsFax) = (draft.Flow, draft.IsFax);
        (row.CallbackKey, row.OtherKey, row.OtherService) = (KeyOf(draft.CallbackKey), KeyOf(draft.OtherKey), KeyOf(draft.OtherKey) is null ? null : draft.OtherService);
        (row.Greeting, row.Closed, row.Full) = (Kept(draft.Greeting), Kept(draft.Closed), Kept(draft.Full));
        return await settings.Keep(viewer, db, row, stop, mayNot: (store, token) => WhyTaken(store, row, token)) is { } refusal ? refusal : row;
    }

    private static string? KeyOf(string? key) => key is { Length: > 0 } ? key : null;

    private static bool IsWrong(string? key) => KeyOf(key) is { } one && !(one.Length == 1 && char.IsAsciiDigit(one[0]));

    /// <summary>Whoever waits may choose it instead: it takes calls, and is another one.</summary>
    private Task<bool> IsOther(Viewer viewer, NumberDraft draft, CancellationToken stop) => OtherService.Takes(db.Services.VisibleTo(viewer), draft.OtherService, draft.Service, stop);

    private static Texts Kept(Texts? said) => said?.Trimmed() ?? Texts.Of();

    /// <summary>A call cannot go to two services, nor to two centres.</summary>
    private static async Task<Refusal?> WhyTaken(Database store, Number row, CancellationToken stop)
    {
        var spellings = Voice.Dialled.Spellings(row.Dialled);
        return !row.IsArchived && await store.Numbers.AnyAsync(it => it.Id != row.Id && !it.IsArchived && spellings.Contains(it.Dialled), stop) ? Used : null;
    }

    private Task<bool> HasFlow(Viewer viewer, FlowId flow, CancellationToken stop) =>
        db.Flows.VisibleTo(viewer).AnyAsync(it => it.Id == flow && !it.IsArchived && it.Published != null, stop);

    private async Task<Refusal?> Flaws(Viewer viewer, NumberDraft draft, CancellationToken stop)
    {
        var service = await db.Services.VisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(it => it.Id == draft.Service && (!it.IsArchived || draft.IsArchived), stop);
        return new Flaws()
            .Needs(draft.Name, "name")
            .When(Voice.Dialled.Of(draft.Dialled) is null, "dialled", $"Write the number with {Voice.Dialled.FewestDigits} to {Voice.Dialled.MostDigits} digits, for instance +46 8 465 004 00.")
            .When(service is null, "service", "There is no such service.")
            .When(draft is { IsFax: true, IsArchived: false } && service?.Channels.Any(it => it.Rule.Channel == Channel.Fax) == false, "service", "This service takes no faxes: add the channel fax to it first.")
            .When(draft.Flow is { } flow && !draft.IsArchived && !await HasFlow(viewer, flow, stop), "flow", "Choose a flow that is published.")
            .When(draft is { IsFax: true, Flow: not null }, "flow", "A number for faxes leads through no flow.")
            .When(!TextFiles.Languages.Contains(draft.Language.Code, StringComparer.Ordinal), "language", $"Choose one of {string.Join(", ", TextFiles.Languages)}.")
            .When(IsWrong(draft.CallbackKey), "callbackKey", "Choose one of the keys 0 to 9.")
            .When(IsWrong(draft.OtherKey), "otherKey", "Choose one of the keys 0 to 9.")
            .When(KeyOf(draft.OtherKey) is { } other && other == draft.CallbackKey, "otherKey", "This key is the one for being called back.")
            .When(KeyOf(draft.OtherKey) is not null && !draft.IsArchived && !await IsOther(viewer, draft, stop), "otherService", "Choose another service that takes calls.")
            .AtMost(draft.Greeting, "greeting", LongestSaying)
            .AtMost(draft.Closed, "closed", LongestSaying)
            .AtMost(draft.Full, "full", LongestSaying)
            .In("number");
    }
}
