using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Isberg.Access;

/// <summary>One's own passkeys.</summary>
public static class PasskeyEndpoints
{
    private const int Most = 10;

    public static readonly Refusal TooMany = new("passkey.too_many", $"An account has at most {Most} passkeys. Remove one that you no longer use.");
    public static readonly Refusal Invalid = new("passkey.invalid", "The browser's passkey could not be checked. Begin again.");
    public static readonly Refusal Unknown = new("passkey.unknown", "Your account has no such passkey.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/account/passkeys/options", Begin).NeedsSignIn().AtTheDoor();
        api.MapPost("/account/passkeys", Add).NeedsSignIn().AtTheDoor();
        api.MapDelete("/account/passkeys/{id}", Remove).NeedsSignIn();
    }

    /// <summary>A passkey of an account.</summary>
    public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt);

    /// <param name="Name">Where it lies, in its owner's words.</param>
    /// <param name="Credential">What the browser's navigator.credentials.create answered, as it stands.</param>
    public sealed record AddPasskeyRequest([MinLength(1), MaxLength(Limits.Name)] string Name, JsonElement Credential);

    internal static PasskeyView ViewOf(UserPasskeyInfo it) => new(WebEncoders.Base64UrlEncode(it.CredentialId), it.Name ?? "", it.CreatedAt);

    private static async Task<Results<Ok<JsonElement>, ProblemHttpResult>> Begin(HttpContext context, Door door)
    {
        if (await door.UserManager.GetUserAsync(context.User) is not { } account) return Problem.Of(OwnAccountEndpoints.NoAccount);
        if ((await door.UserManager.GetPasskeysAsync(account)).Count >= Most) return Problem.Of(TooMany);

        var owner = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.Email! };
        return TypedResults.Ok(JsonElement.Parse(await door.MakePasskeyCreationOptionsAsync(owner)));
    }

    private static async Task<Results<Ok<PasskeyView>, ProblemHttpResult>> Add(
        AddPasskeyRequest request, HttpContext context, Door door, KeepAccount keep, CancellationToken stop)
    {
        if (await door.UserManager.GetUserAsync(context.User) is not { } account) return Problem.Of(OwnAccountEndpoints.NoAccount);
        if (await Check(door, request) is not { } proof || proof.UserEntity?.Id != account.Id.ToString() || proof.Passkey is not { } passkey) return Problem.Of(Invalid);

        passkey.Name = request.Name.Trim();
        var note = new SecondStepChanged(account.Person, SecondStep.Passkey, IsThere: true, account.Person);
        return await keep.Run(account, [note], (writer, stored, token) => writer.AddOrUpdatePasskeyAsync(stored, passkey, token), stop) is { } refusal
            ? Problem.Of(refusal) : TypedResults.Ok(ViewOf(passkey));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string id, HttpContext context, UserManager<Account> accounts, KeepAccount keep, CancellationToken stop)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(OwnAccountEndpoints.NoAccount);
        if ((await accounts.GetPasskeysAsync(account)).FirstOrDefault(it => WebEncoders.Base64UrlEncode(it.CredentialId) == id) is not { } passkey) return Problem.Of(Unknown);

        var note = new SecondStepChanged(account.Person, SecondStep.Passkey, IsThere: false, account.Person);
        return await keep.Run(account, [note], (writer, stored, token) => writer.RemovePasskeyAsync(stored, passkey.CredentialId, token), stop) is { } refusal
            ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<PasskeyAttestationResult?> Check(Door door, AddPasskeyRequest request)
    {
        try
        {
            var result = await door.PerformPasskeyAttestationAsync(request.Credential.GetRawText());
            return result.Succeeded ? result : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
