using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Isberg.Access;

/// <summary>A person proves who he is: by password, by password and code, or by passkey.</summary>
public sealed class SignIn(Door door, AccessLedger ledger)
{
    public static readonly Refusal WrongPassword = new("session.password.invalid", "The e-mail address or the password is wrong.");
    public static readonly Refusal CodeNeeded = new("session.code_needed", "Send the code that your authenticator app shows, or one of your recovery codes.");
    public static readonly Refusal WrongCode = new("session.code.invalid", "That code is wrong or has been used. Wait for the next one, or use a recovery code.");
    public static readonly Refusal BeginAgain = new("session.step.invalid", "It took too long, or the browser keeps no cookies. Begin again with your password.");
    public static readonly Refusal WrongPasskey = new("session.passkey.invalid", "That passkey does not belong to an account here. Sign in with your password.");
    public static readonly Refusal LockedOut = new("session.attempts.too_many", "There were too many wrong attempts. Wait 15 minutes, or ask an administrator for a link.");
    public static readonly Refusal Closed = new("account.forbidden", "This account is closed. An administrator can open it.");

    /// <summary>Hashed for an address that nobody has, so that its answer takes as long as another's.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<Account>().HashPassword(new Account(), Guid.NewGuid().ToString()));

    private UserManager<Account> Accounts => door.UserManager;

    public async Task<Outcome<Account>> ByPassword(HttpContext context, string email, string password, CancellationToken stop)
    {
        var account = await Accounts.FindByEmailAsync(email.Trim());
        if (account is null)
        {
            Accounts.PasswordHasher.VerifyHashedPassword(new Account(), NobodysHash.Value, password);
            return WrongPassword;
        }

        context.ComesBy(SignInWay.Password);
        var result = await door.PasswordSignInAsync(account, password, isPersistent: true, lockoutOnFailure: true);
        if (result.IsNotAllowed) return await Accounts.CheckPasswordAsync(account, password) ? Closed : WrongPassword; // only its owner is told
        return await Answer(account, result, WrongPassword, SignInWay.Password, stop);
    }

    /// <param name="isRecovery">One of the codes kept for the day the phone is lost.</param>
    public async Task<Outcome<Account>> ByCode(HttpContext context, string code, bool isRecovery, CancellationToken stop)
    {
        if (await door.GetTwoFactorAuthenticationUserAsync() is not { } account) return BeginAgain;

        var way = isRecovery ? SignInWay.PasswordAndRecoveryCode : SignInWay.PasswordAndCode;
        context.ComesBy(way);
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        var result = isRecovery
            ? await door.TwoFactorRecoveryCodeSignInAsync(plain)
            : await door.TwoFactorAuthenticatorSignInAsync(plain.Replace("-", "", StringComparison.Ordinal), isPersistent: true, rememberClient: false);
        if (isRecovery && result == SignInResult.Failed) await Accounts.AccessFailedAsync(account);
        return await Answer(account, result, WrongCode, way, stop);
    }

    /// <param name="credential">What the browser's navigator.credentials.get answered, as JSON.</param>
    public async Task<Outcome<Account>> ByPasskey(HttpContext context, string credential, CancellationToken stop)
    {
        context.ComesBy(SignInWay.Passkey);
        PasskeyAssertionResult<Account> proof;
        try
        {
            proof = await door.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return BeginAgain;
        }

        if (!proof.Succeeded) return WrongPasskey;
        if (!await door.CanSignInAsync(proof.User)) return Closed;

        var saved = await Accounts.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey);
        if (!saved.Succeeded) return WrongPasskey;

        await door.SignInAsync(proof.User, isPersistent: true);
        return proof.User;
    }

    private async Task<Outcome<Account>> Answer(
        Account account, SignInResult result, Refusal wrong, SignInWay way, CancellationToken stop)
    {
        if (result.Succeeded) return account;
        if (result.RequiresTwoFactor) return CodeNeeded;
        if (result.IsNotAllowed) return Closed;

        await ledger.Tell(account.Centre, new SignInFailed(account.Person, way), stop);
        return result.IsLockedOut || await Accounts.IsLockedOutAsync(account) ? LockedOut : wrong;
    }
}
