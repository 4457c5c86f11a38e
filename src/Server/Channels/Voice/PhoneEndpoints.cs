using Isberg.Access;
using Isberg.Api;
using Isberg.Asterisk;
using Isberg.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Channels.Voice;

/// <summary>A person's own phone: made for his session, connected by his browser or by any SIP phone.</summary>
public static class PhoneEndpoints
{
    public static readonly Refusal NotConnected = new("phone.unavailable", "Telephony is not connected right now. Try again in a while.");
    public static readonly Refusal IsOwn = new("phone.own", "Your calls ring at your own telephone. Choose the phone in the browser in the phone's settings.");
    public static readonly Refusal NoPerson = new("phone.forbidden", "A phone belongs to a person; an API key has none.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var phone = api.MapGroup("/phone").WithTags("Telephony").Needs(Permission.ContactHandle);
        phone.MapGet("", Show);
        phone.MapPut("", Make);
        phone.MapDelete("", Remove);
    }

    public enum PhoneKind
    {
        /// <summary>The desk's own, in the browser.</summary>
        Browser,

        /// <summary>A telephone or a program that speaks SIP.</summary>
        Sip,
    }

    public sealed record PhoneDraft(PhoneKind Kind);

    /// <param name="IsSetUp">Whether there is telephony here at all.</param>
    public sealed record PhoneView(bool IsSetUp, PhoneState State);

    /// <summary>With what a phone connects; told this once. Asking again makes new ones, and the old ones end.</summary>
    /// <param name="WebSockets">Where a browser connects: with each of them.</param>
    /// <param name="Sip">Where a SIP phone connects, each as host:port: with each of them.</param>
    public sealed record PhoneCredentials(string User, string Password, IReadOnlyList<string> WebSockets, IReadOnlyList<string> Sip);

    private static Ok<PhoneView> Show(HttpContext context, VoiceOptions options, PhoneStates states) =>
        TypedResults.Ok(new PhoneView(options.Nodes.Count > 0, context.Viewer().Person is { } person ? states.Of(person) : PhoneState.None));

    private static async Task<Results<Ok<PhoneCredentials>, ProblemHttpResult>> Make(PhoneDraft draft, HttpContext context, Exchanges exchanges, Phones phones, CancellationToken stop)
    {
        if (context.Viewer() is not { Person: { } person } viewer) return Problem.Of(NoPerson);
        if (phones.HasOwn(person)) return Problem.Of(IsOwn);
        if (!exchanges.Connected.Any()) return Problem.Of(NotConnected);

        try
        {
            var made = await phones.Make(viewer.Centre, person, draft.Kind == PhoneKind.Browser, stop);
            return TypedResults.Ok(new PhoneCredentials(made.Name, made.Password, Of(it => it.WebSocket), Of(it => it.Sip)));
        }
        catch (AriException)
        {
            return Problem.Of(NotConnected);
        }

        List<string> Of(Func<VoiceNode, string?> address) => [.. exchanges.All.Select(it => address(it.Node)).OfType<string>().Distinct()];
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(HttpContext context, Phones phones, CancellationToken stop)
    {
        if (context.Viewer().Person is not { } person) return Problem.Of(NoPerson);
        try
        {
            await phones.Remove(person, stop);
            return TypedResults.NoContent();
        }
        catch (AriException)
        {
            return Problem.Of(NotConnected);
        }
    }
}
