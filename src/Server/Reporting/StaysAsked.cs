using Isberg.Access;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Database = Isberg.Storage.Database;

namespace Isberg.Reporting;

/// <summary>The stays that a question is about; the figures and the list behind them ask alike.</summary>
internal static class StaysAsked
{
    public static IQueryable<StayRow> Of(Database db, FigureQuestion question, Viewer viewer)
    {
        var stays = db.Stays.VisibleTo(viewer).AsNoTracking().Where(it => it.EnteredAt >= question.From && it.EnteredAt < question.Until);
        if (question.Services.Count > 0) stays = stays.Where(it => question.Services.Contains(it.Service));
        if (question.Channels.Count > 0) stays = stays.Where(it => question.Channels.Contains(it.Channel));
        if (question.People.Count > 0) stays = stays.Where(it => it.Person != null && question.People.Contains(it.Person.Value));
        return stays;
    }

    /// <summary>What is left to be asked of each stay.</summary>
    public static bool Fits(Stay stay, FigureQuestion question) =>
        (question.Reasons.Count == 0 || stay.Reasons.Any(question.Reasons.Contains))
        && (question.WeekHour is not { } wanted || WeekHour.Of(stay.EnteredAt, question.Zone) == wanted);

    /// <summary>Reading the reasons costs more than all the rest, and most figures need none.</summary>
    public static IQueryable<StayRow> WithoutReasons(IQueryable<StayRow> stays) => stays.Select(it => new StayRow
    {
        Contact = it.Contact, Number = it.Number, Service = it.Service, Channel = it.Channel, Origin = it.Origin,
        EnteredAt = it.EnteredAt, ClockFrom = it.ClockFrom, PromisedAt = it.PromisedAt, Ending = it.Ending, EndedAt = it.EndedAt,
        Person = it.Person, Handling = it.Handling, ConversationEndedAt = it.ConversationEndedAt, FinishedAt = it.FinishedAt,
        Held = it.Held, Work = it.Work, Result = it.Result,
    });
}
