using System.ComponentModel.DataAnnotations;
using Isberg.Access;
using Isberg.Api;
using Isberg.Routing;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Calling somebody from the desk, and which numbers may be called.</summary>
public static class DialEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk/calls").Needs(Permission.ContactHandle).WithTags("Telephony");
        desk.MapGet("/choices", Choices);
        desk.MapPost("", Begin);
        var rule = api.MapGroup("/dialling").WithTags("Telephony");
        rule.MapGet("", ShowRule).Needs(Permission.ServiceRead);
        rule.MapPut("", ChangeRule).Needs(Permission.ServiceWrite).NeedsVersion();
    }

    /// <param name="Shown">The number that whoever is called sees.</param>
    public sealed record CallService(ServiceId Service, Texts Name, string Shown);

    /// <param name="Last">The number that one called last; null: none yet.</param>
    public sealed record CallChoices(IReadOnlyList<CallService> Services, string? Last);

    /// <param name="Key">Chosen by the screen: the same call asked for again is the same contact.</param>
    /// <param name="Number">As people write it.</param>
    /// <param name="Customer">Whose contact it is. Null: he is recognised by the number.</param>
    /// <param name="Earlier">The contact that this one goes on from.</param>
    public sealed record CallRequest([property: MaxLength(Limits.Key)] string Key, Guid Service, [property: MaxLength(40)] string Number, Guid? Customer = null, Guid? Earlier = null);

    /// <param name="Reference">What people call the contact by.</param>
    public sealed record CallBegun(ContactId Contact, string Reference);

    /// <param name="Emergency">The number that may always be called.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    public sealed record DialRuleView(string Country, IReadOnlyList<string> Allowed, IReadOnlyList<string> Refused, string Emergency, string Version);

    public sealed record DialRuleDraft(
        [property: MaxLength(10)] string Country, [property: MaxLength(DialRule.MostPrefixes)] IReadOnlyList<string> Allowed,
        [property: MaxLength(DialRule.MostPrefixes)] IReadOnlyList<string> Refused);

    /// <summary>The services that one answers calls of, and that have a number to show.</summary>
    private static async Task<Results<Ok<CallChoices>, ProblemHttpResult>> Choices(HttpContext context, Database db, LiveCentres centres, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(PhoneEndpoints.NoPerson);

        var own = await centres.Of(viewer.Centre).Inbox.Ask(state => state.Floor.ServicesOf(person, Channel.Voice), stop);
        var services = await db.Services.VisibleTo(viewer).AsNoTracking().Where(it => own.Contains(it.Id) && !it.IsArchived).OrderBy(it => it.Key).ToListAsync(stop);
        var numbers = await db.Numbers.VisibleTo(viewer).AsNoTracking().Where(it => !it.IsArchived && !it.IsFax).ToListAsync(stop);
        var found = services.Select(it => (Service: it, Shown: numbers.Where(number => number.Service == it.Id).Select(number => number.Dialled).Min(StringComparer.Ordinal)));
        return TypedResults.Ok(new CallChoices(
            [.. found.Where(it => it.Shown is not null).Select(it => new CallService(it.Service.Id, it.Service.Name, it.Shown!))], await Last(db, viewer, person, stop)));
    }

    private static async Task<string?> Last(Database db, Viewer viewer, PersonId person, CancellationToken stop)
    {
        var last = await db.Contacts.VisibleTo(viewer).Where(it => it.BegunBy == person && it.Channel == Channel.Voice).OrderByDescending(it => it.ArrivedAt)
            .Select(it => (ContactId?)it.Id).FirstOrDefaultAsync(stop);
        return last is null ? null : await db.Conversations.VisibleTo(viewer).Where(it => it.Contact == last).Select(it => it.GivenPhone).SingleOrDefaultAsync(stop);
    }

    private static async Task<Results<Ok<CallBegun>, ProblemHttpResult>> Begin(CallRequest request, HttpContext context, BeginByPhone begin, CancellationToken stop)
    {
        var viewer = context.Viewer();
        if (viewer.Person is not { } person) return Problem.Of(PhoneEndpoints.NoPerson);
        var (customer, earlier) = (request.Customer is { } known ? new CustomerId(known) : (CustomerId?)null, request.Earlier is { } before ? new ContactId(before) : (ContactId?)null);
        var outcome = await begin.Run(new(viewer, person, request.Key, new ServiceId(request.Service), request.Number, customer, earlier), stop);
        return outcome.Succeeded(out var begun, out var no) ? TypedResults.Ok(new CallBegun(begun.Contact, begun.Reference)) : Problem.Of(no);
    }

    private static async Task<Results<Ok<DialRuleView>, ProblemHttpResult>> ShowRule(HttpContext context, Database db, CancellationToken stop) =>
        (await db.Centres.VisibleTo(context.Viewer()).AsNoTracking().SingleOrDefaultAsync(stop)).Shown(context, View, it => it.Version, LiveCentres.NoSuchCentre);

    private static async Task<Results<Ok<DialRuleView>, ProblemHttpResult>> ChangeRule(DialRuleDraft draft, HttpContext context, KeepDialRule keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), it => context.Differs(it, "centre"), new DialRule(draft.Country, draft.Allowed, draft.Refused), stop))
        .Changed(context, View, it => it.Version);

    private static DialRuleView View(Centre it) => new(it.Dialling.Country, it.Dialling.Allowed, it.Dialling.Refused, MayDial.Emergency, Versions.ETagOf(it.Version));
}
