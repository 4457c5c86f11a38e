using System.Collections.Frozen;
using Isberg.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Access;

/// <summary>What a password must be: long, and not what everybody tries first. Nobody is made to use signs and digits.</summary>
public sealed class PasswordRules(Database db) : IPasswordValidator<Account>
{
    public const int Least = 12;
    public const int Most = 128;
    private const int LeastDifferent = 5;
    private const int LeastOwnPart = 4;

    public static readonly Refusal TooShort = new("password.short.invalid", $"A password has at least {Least} characters. Three or four words that do not belong together are easy to remember.");
    public static readonly Refusal TooLong = new("password.long.invalid", $"A password has at most {Most} characters.");
    public static readonly Refusal TooCommon = new("password.common.invalid", "Many people use this password or one like it. Take words that do not belong together.");
    public static readonly Refusal TooNear = new("password.near.invalid", "The password holds your name, your address or the product's name. Take words that have nothing to do with you.");

    /// <summary>The words that the lists of leaked passwords hold most often, in our languages and English; a password made of these, digits and signs alone is guessed first.</summary>
    private static readonly FrozenSet<string> Common = (
        "password passwort passord lösenord losenord salasana kennwort qwerty qwertyui qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm azerty qazwsx wsxedc abc abcd abcde abcdef abcdefg "
        + "letmein welcome välkommen valkommen tervetuloa admin administrator root user guest test testing demo login secret hemlig hemligt salainen changeme default temp "
        + "iloveyou love sunshine princess dragon monkey football fotboll jalkapallo hockey jääkiekko baseball superman batman starwars pokemon master shadow killer freedom whatever "
        + "sommar summer kesä kesa vinter winter talvi höst host syksy vår var kevät kevat spring autumn januari februari mars april maj juni juli augusti september oktober november december "
        + "måndag mandag tisdag onsdag torsdag fredag lördag söndag monday tuesday friday sunday sverige sweden suomi finland stockholm göteborg goteborg malmö malmo helsinki tampere turku espoo "
        + "perkele saatana jävlar hejhej mamma pappa äiti isä isberg jäävuori iceberg kommun kunta kommunen kundtjänst asiakaspalvelu company office work jobb hello hej moi pass word my the and you me")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Which rule a password breaks; null: none.</summary>
    public static Refusal? Broken(string password, IEnumerable<string> own)
    {
        if (password.Length < Least) return TooShort;
        if (password.Length > Most) return TooLong;

        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < LeastDifferent || IsRun(plain) || IsRepeat(plain) || IsOfCommonWords(plain)) return TooCommon;
        return own.Any(it => it.Length >= LeastOwnPart && plain.Contains(it, StringComparison.OrdinalIgnoreCase)) ? TooNear : null;
    }

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var name = await db.People.Where(it => it.Id == user.Person).Select(it => it.Name).SingleOrDefaultAsync();
        var own = $"{user.Email?.Split('@')[0]} {name} isberg".Split([' ', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return Broken(password ?? "", own) is { } broken
            ? IdentityResult.Failed(new IdentityError { Code = broken.Code, Description = broken.Sentence })
            : IdentityResult.Success;
    }

    /// <summary>The refusal that the rules gave to Identity.</summary>
    public static Refusal Of(IdentityResult result) =>
        result.Errors.Select(it => new Refusal(it.Code, it.Description)).FirstOrDefault(it => it.Code.StartsWith("password.", StringComparison.Ordinal)) ?? TooShort;

    /// <summary>Whether each character follows the one before: 123456789012, abcdefghijkl.</summary>
    private static bool IsRun(string text) => text.Zip(text.Skip(1)).Count(it => Math.Abs(it.Second - it.First) <= 1) >= text.Length - 2;

    private static bool IsRepeat(string text) =>
        Enumerable.Range(1, text.Length / 2).Any(size => text.Length % size == 0 && text.Chunk(size).All(it => it.AsSpan().SequenceEqual(text.AsSpan(0, size))) && size < LeastDifferent + 4);

    /// <summary>Whether nothing but common words is left when digits and signs are taken out and the usual digits read as letters.</summary>
    private static bool IsOfCommonWords(string text) => IsCovered(Letters(text)) || IsCovered(Letters(
        Core(text).Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('@', 'a').Replace('$', 's').Replace('!', 'i')));

    /// <summary>Without the digits and signs around it.</summary>
    private static string Core(string text) =>
        string.Concat(text.SkipWhile(it => !char.IsLetter(it)).Reverse().SkipWhile(it => !char.IsLetter(it)).Reverse());

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    private static bool IsCovered(string letters)
    {
        var reached = new bool[letters.Length + 1];
        reached[0] = true;
        for (var from = 0; from < letters.Length; from++)
        {
            if (!reached[from]) continue;
            for (var to = from + 1; to <= letters.Length; to++)
                if (Common.Contains(letters[from..to])) reached[to] = true;
        }

        return reached[letters.Length];
    }
}
