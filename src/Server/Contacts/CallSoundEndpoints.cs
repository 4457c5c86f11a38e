using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Contacts;

/// <summary>How a contact's calls have sounded.</summary>
internal static class CallSoundEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/contacts/{contact:guid}/sound", OfContact).Needs(Permission.ContactRead).WithTags("Contacts");

    private static async Task<Results<Ok<IReadOnlyList<CallSoundView>>, ProblemHttpResult>> OfContact(Guid contact, HttpContext context, Database db, CancellationToken stop)
    {
        var (viewer, of) = (context.Viewer(), new ContactId(contact));
        if (!await db.Contacts.VisibleTo(viewer).AnyAsync(it => it.Id == of, stop)) return Problem.Of(ContactReading.NoSuchContact);

        var rows = await db.CallSounds.VisibleTo(viewer).AsNoTracking().Where(it => it.Contact == of)
            .OrderBy(it => it.Segment).ThenBy(it => it.Side).Take(Limits.List).ToListAsync(stop);
        var people = rows.Select(it => it.Person).Distinct().ToArray();
        var names = await db.People.VisibleTo(viewer).Where(it => people.Contains(it.Id)).ToDictionaryAsync(it => it.Id, it => it.Name, stop);
        return TypedResults.Ok<IReadOnlyList<CallSoundView>>([.. rows.Select(it => CallSoundView.Of(it, names.GetValueOrDefault(it.Person, "")))]);
    }
}

/// <summary>How one leg of a stretch of a call has sounded.</summary>
/// <param name="Person">Who handled it.</param>
/// <param name="Seconds">From the first look to the last.</param>
/// <param name="Grade">Null: nothing could be measured.</param>
/// <param name="Score">The estimated mean opinion score (MOS), 1 to 4.4, on average.</param>
/// <param name="ReceivedLoss">The share of the packets of this end that have not come, 0 to 1.</param>
/// <param name="SentLoss">The share of ours that this end has not got. Null: it does not say (no RTCP).</param>
/// <param name="JitterMilliseconds">On average, of the worse way.</param>
/// <param name="RoundTripMilliseconds">On average. Null: not known.</param>
public sealed record CallSoundView(
    int Segment, CallSide Side, ServiceId Service, PersonId Person, string PersonName, string Codec, DateTimeOffset StartedAt, double Seconds,
    SoundGrade? Grade, double? Score, double? WorstScore, double? ReceivedLoss, double? SentLoss, double? JitterMilliseconds, double? RoundTripMilliseconds)
{
    public static CallSoundView Of(CallSound it, string name) => new(
        it.Segment, it.Side, it.Service, it.Person, name, it.Codec, it.StartedAt, (it.LookedAt - it.StartedAt).TotalSeconds,
        it.Score is { } score ? SpeechScore.GradeOf(score) : null, it.Score, it.WorstScore, Share(it.ReceivedLost, it.Received + it.ReceivedLost),
        it.Reports > 0 ? Share(it.SentLost, it.Sent) : null, it.Looks > 0 ? it.Jitter : null, it.Reports > 0 ? it.RoundTrip : null);

    private static double? Share(long part, long whole) => whole > 0 ? (double)part / whole : null;
}
