using System.ComponentModel.DataAnnotations;
using Isberg.Api;
using Isberg.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using QRCoder;

namespace Isberg.Access;

/// <summary>One's own account: password, authenticator app, recovery codes.</summary>
public static class OwnAccountEndpoints
{
    private const int RecoveryCodes = 10;
    private const int PixelsPerModule = 4;

    public static readonly Refusal NoAccount = new("account.unknown", "Whoever asks has no account of his own: API keys have none.");
    public static readonly Refusal WrongPassword = new("account.password.invalid", "Your present password is wrong.");
    public static readonly Refusal WrongCode = new("account.code.invalid", "That is not the code that your authenticator app shows now. Check the clock of your phone.");
    public static readonly Refusal NotBegun = new("account.code_not_begun", "Begin again: scan the picture first, then type the code.");
    public static readonly Refusal NoCode = new("account.no_code", "Your account has no authenticator app.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/account", Show).NeedsSignIn();
        api.MapPut("/account/password", ChangePassword).NeedsSignIn().AtTheDoor();
        api.MapPost("/account/authenticator", Begin).NeedsSignIn().AtTheDoor();
        api.MapPost("/account/authenticator/confirm", Confirm).NeedsSignIn().AtTheDoor();
        api.MapPost("/account/authenticator/remove", Remove).NeedsSignIn().AtTheDoor();
        api.MapPost("/account/recovery-codes", ReplaceCodes).NeedsSignIn().AtTheDoor();
    }

    /// <summary>One's own account.</summary>
    /// <param name="RecoveryCodesLeft">Null: there is no authenticator app.</param>
    public sealed record OwnAccountView(
        string Email, IReadOnlyList<string> Roles, bool HasPassword, bool HasAuthenticator, int? RecoveryCodesLeft, IReadOnlyList<PasskeyEndpoints.PasskeyView> Passkeys);

    public sealed record ChangePasswordRequest([MaxLength(Limits.Name)] string Present, [MaxLength(Limits.Name)] string Wanted);

    public sealed record PasswordRequest([MaxLength(Limits.Name)] string Password);

    /// <summary>What an authenticator app needs.</summary>
    /// <param name="Picture">The address as a QR code, in SVG.</param>
    public sealed record AuthenticatorView(string Secret, string Address, string Picture);

    /// <summary>Codes that open the account once each when the phone is lost; shown this one time.</summary>
    public sealed record RecoveryCodesView(IReadOnlyList<string> Codes);

    private static async Task<Results<Ok<OwnAccountView>, ProblemHttpResult>> Show(HttpContext context, UserManager<Account> accounts)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(NoAccount);
        return TypedResults.Ok(new OwnAccountView(
            account.Email!, account.Roles, account.PasswordHash is not null, account.TwoFactorEnabled,
            account.TwoFactorEnabled ? await accounts.CountRecoveryCodesAsync(account) : null,
            [.. (await accounts.GetPasskeysAsync(account)).Select(PasskeyEndpoints.ViewOf)]));
    }

    /// <summary>Sets a new password; every other session ends.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePassword(
        ChangePasswordRequest request, HttpContext context, UserManager<Account> accounts, KeepAccount keep, Sessions sessions, CancellationToken stop)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(NoAccount);
        if (!await accounts.CheckPasswordAsync(account, request.Present)) return Problem.Of(WrongPassword);

        foreach (var rules in accounts.PasswordValidators)
            if (await rules.ValidateAsync(accounts, account, request.Wanted) is { Succeeded: false } broken) return Problem.Of(PasswordRules.Of(broken));

        var hash = accounts.PasswordHasher.HashPassword(account, request.Wanted);
        var refusal = await keep.Run(account, [new PasswordSet(account.Person, ByLink: false)], (writer, stored, token) => writer.SetPasswordHashAsync(stored, hash, token), stop)
            ?? await sessions.End(account.Centre, account.Person, account.Person, stop, but: context.Session());
        return refusal is null ? TypedResults.NoContent() : Problem.Of(refusal);
    }

    /// <summary>A new secret; it counts when a code of it has been shown.</summary>
    private static async Task<Results<Ok<AuthenticatorView>, ProblemHttpResult>> Begin(HttpContext context, UserManager<Account> accounts)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(NoAccount);
        if (account.TwoFactorEnabled) return Problem.Of(new Refusal("account.code_there", "Remove the present authenticator app first."));

        await accounts.ResetAuthenticatorKeyAsync(account);
        var secret = (await accounts.GetAuthenticatorKeyAsync(account))!;
        var address = $"otpauth://totp/Isberg:{Uri.EscapeDataString(account.Email!)}?secret={secret}&issuer=Isberg&digits=6";
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return TypedResults.Ok(new AuthenticatorView(secret, address, picture.GetGraphic(PixelsPerModule)));
    }

    private static async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> Confirm(
        SessionEndpoints.CodeRequest request, HttpContext context, UserManager<Account> accounts, KeepAccount keep, CancellationToken stop)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(NoAccount);
        if (await accounts.GetAuthenticatorKeyAsync(account) is null) return Problem.Of(NotBegun);

        var code = request.Code.Replace(" ", "", StringComparison.Ordinal);
        if (!await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, code)) return Problem.Of(WrongCode);

        var codes = await NewCodes(account, accounts);
        var note = new SecondStepChanged(account.Person, SecondStep.Code, IsThere: true, account.Person);
        return await keep.Run(account, [note], (writer, stored, token) => writer.SetTwoFactorEnabledAsync(stored, true, token), stop) is { } refusal
            ? Problem.Of(refusal) : TypedResults.Ok(codes);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        PasswordRequest request, HttpContext context, UserManager<Account> accounts, KeepAccount keep, CancellationToken stop)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(NoAccount);
        if (!await accounts.CheckPasswordAsync(account, request.Password)) return Problem.Of(WrongPassword);

        var note = new SecondStepChanged(account.Person, SecondStep.Code, IsThere: false, account.Person);
        return await keep.Run(account, [note], (writer, stored, token) => writer.RemoveAuthenticator(stored, token), stop) is { } refusal
            ? Problem.Of(refusal) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> ReplaceCodes(
        PasswordRequest request, HttpContext context, UserManager<Account> accounts)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account) return Problem.Of(NoAccount);
        if (!account.TwoFactorEnabled) return Problem.Of(NoCode);
        if (!await accounts.CheckPasswordAsync(account, request.Password)) return Problem.Of(WrongPassword);
        return TypedResults.Ok(await NewCodes(account, accounts));
    }

    private static async Task<RecoveryCodesView> NewCodes(Account account, UserManager<Account> accounts) =>
        new([.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes))!]);
}
