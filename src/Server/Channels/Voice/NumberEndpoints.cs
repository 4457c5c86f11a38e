using Isberg.Access;
using Isberg.Api;
using Isberg.Channels.Voice.Fax;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice;

/// <summary>Telephone numbers as administrators keep them, and how telephony stands.</summary>
public static class NumberEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var numbers = api.MapGroup("/numbers").WithTags("Telephony");
        numbers.MapGet("", List).Needs(Permission.ServiceRead);
        numbers.MapGet("/{id:guid}", Show).Needs(Permission.ServiceRead);
        numbers.MapPost("", Create).Needs(Permission.ServiceWrite).TakesIdempotencyKey();
        numbers.MapPut("/{id:guid}", Change).Needs(Permission.ServiceWrite).NeedsVersion();
        numbers.MapGet("/telephony", Telephony).Needs(Permission.ServiceRead);
    }

    /// <param name="Dialled">Digits, with a plus before them when the country is in it.</param>
    /// <param name="Greeting">Said when a call is answered. Empty: the usual words.</param>
    /// <param name="Closed">Said when the service is closed. Empty: the usual words.</param>
    /// <param name="Full">Said when too many wait. Empty: the usual words.</param>
    /// <param name="Version">Send it as If-Match when you change this.</param>
    /// <param name="IsFax">Faxes come to it, and nobody who speaks.</param>
    /// <param name="Flow">What its callers go through first. Null: they wait for the service at once.</param>
    /// <param name="OtherKey">Pressed by whoever waits and would rather wait for the other service.</param>
    public sealed record NumberView(
        NumberId Id, string Name, string Dialled, ServiceId Service, Language Language, Texts Greeting, Texts Closed, Texts Full, bool IsArchived, string? CallbackKey, string Version,
        FlowId? Flow = null, bool IsFax = false, string? OtherKey = null, ServiceId? OtherService = null);

    /// <summary>How telephony stands on this server.</summary>
    /// <param name="IsSetUp">Who runs the server has connected an exchange.</param>
    /// <param name="Sip">Where a SIP phone can try the numbers, as host:port.</param>
    /// <param name="TakesFaxes">It shares a folder with the exchange that faxes come by.</param>
    /// <param name="Usual">What is said where a number has no words of its own.</param>
    public sealed record TelephonyView(bool IsSetUp, string? Sip, UsualSayings Usual, bool TakesFaxes);

    /// <summary>What is said where a number has no words of its own.</summary>
    public sealed record UsualSayings(Texts Greeting, Texts Closed, Texts Full);

    private static async Task<Ok<IReadOnlyList<NumberView>>> List(HttpContext context, Database db, CancellationToken stop)
    {
        var rows = await KeepNumber.Seen(db, context.Viewer()).AsNoTracking().Take(Limits.List).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<NumberView>>([.. rows.OrderBy(it => it.Dialled, StringComparer.Ordinal).Select(View)]);
    }

    private static async Task<Results<Ok<NumberView>, ProblemHttpResult>> Show(Guid id, HttpContext context, Database db, CancellationToken stop) =>
        (await KeepNumber.Seen(db, context.Viewer()).AsNoTracking().SingleOrDefaultAsync(it => it.Id == new NumberId(id), stop))
        .Shown(context, View, it => it.Version, KeepNumber.NoSuchNumber);

    private static async Task<Results<Created<NumberView>, ProblemHttpResult>> Create(KeepNumber.NumberDraft draft, HttpContext context, KeepNumber keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new NumberId(context.NewId()), null, draft, stop))
        .Created(context, View, it => it.Version, it => $"/api/v1/numbers/{it.Id.Value}");

    private static async Task<Results<Ok<NumberView>, ProblemHttpResult>> Change(
        Guid id, KeepNumber.NumberDraft draft, HttpContext context, KeepNumber keep, CancellationToken stop) =>
        (await keep.Run(context.Viewer(), new NumberId(id), it => context.Differs(it, "number"), draft, stop))
        .Changed(context, View, it => it.Version);

    private static Ok<TelephonyView> Telephony(VoiceOptions options, FaxSpool faxes) =>
        TypedResults.Ok(new TelephonyView(options.Nodes.Count > 0, options.Sip, new UsualSayings(Sayings.All("greeting"), Sayings.All("closed"), Sayings.All("full")), faxes.Root is not null));

    private static NumberView View(Number it) =>
        new(it.Id, it.Name, it.Dialled, it.Service, it.Language, it.Greeting, it.Closed, it.Full, it.IsArchived, it.CallbackKey, Versions.ETagOf(it.Version), it.Flow, it.IsFax, it.OtherKey, it.OtherService);
}
