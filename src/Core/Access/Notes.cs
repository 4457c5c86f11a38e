namespace Isberg.Access;

/// <summary>How somebody proved who he is.</summary>
public enum SignInWay
{
    Password, PasswordAndCode, PasswordAndRecoveryCode, Passkey, OpenId,
}

/// <summary>A person signed in.</summary>
public sealed record SessionBegan(PersonId Person, Guid Session, SignInWay Way) : Note, IOfPerson;

/// <summary>A session ended before its time.</summary>
/// <param name="By">Who ended it: the person himself, or an administrator.</param>
public sealed record SessionEnded(PersonId Person, Guid Session, PersonId By) : Note, IOfPerson;

/// <summary>Somebody tried to sign in as this person and could not prove it.</summary>
public sealed record SignInFailed(PersonId Person, SignInWay Way) : Note, IOfPerson;

/// <summary>Too many failures: the account takes no password for a while.</summary>
public sealed record AccountLockedOut(PersonId Person) : Note, IOfPerson;

/// <summary>A person got an account.</summary>
/// <param name="By">Null: made at the first sign-in through the organisation's own sign-in service.</param>
public sealed record AccountMade(PersonId Person, IReadOnlyList<string> Roles, PersonId? By) : Note, IOfPerson;

/// <summary>A person's rights were changed.</summary>
/// <param name="Commissioners">Those whose data he may see; null: all.</param>
/// <param name="By">Null: by the groups that the organisation's sign-in service told.</param>
public sealed record RightsChanged(PersonId Person, IReadOnlyList<string> Roles, IReadOnlyList<CommissionerId>? Commissioners, PersonId? By) : Note, IOfPerson;

/// <summary>An administrator closed a person's account, or opened it again.</summary>
public sealed record AccountLockChanged(PersonId Person, bool IsLocked, PersonId By) : Note, IOfPerson;

/// <summary>An administrator made a link with which the person sets a password once.</summary>
public sealed record LinkMade(PersonId Person, PersonId By) : Note, IOfPerson;

/// <summary>A person set a new password.</summary>
public sealed record PasswordSet(PersonId Person, bool ByLink) : Note, IOfPerson;

/// <summary>A second step was added to a person's sign-in, or taken away.</summary>
public enum SecondStep
{
    Code, Passkey,
}

/// <summary>A person's second step or passkey changed.</summary>
public sealed record SecondStepChanged(PersonId Person, SecondStep Step, bool IsThere, PersonId By) : Note, IOfPerson;

/// <summary>A key for another system was made.</summary>
public sealed record ApiKeyMade(ApiKeyId Key, IReadOnlyList<string> Permissions, PersonId By) : Note;

/// <summary>A key for another system was taken out of force.</summary>
public sealed record ApiKeyRevoked(ApiKeyId Key, PersonId By) : Note;

/// <summary>The organisation's own sign-in service was set up, changed or switched.</summary>
public sealed record OpenIdChanged(bool IsOn, bool Provisions, PersonId By) : Note;

/// <summary>People were read from a file.</summary>
public sealed record PeopleImported(int Added, int Changed, PersonId? By) : Note;

/// <summary>A person's account was joined to his identity in the organisation's sign-in service.</summary>
public sealed record OpenIdLinked(PersonId Person) : Note, IOfPerson;
