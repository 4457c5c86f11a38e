using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isberg.Storage;

namespace Isberg.People;

/// <summary>Somebody's own telephone, a mobile for instance, at which calls may ring instead of at a phone of ours. Only its owner uses it, who has heard a code there.</summary>
public sealed class OwnTelephone : IOfCentre
{
    /// <summary>The most calls with a code within an hour.</summary>
    public const int MostCalls = 3;

    /// <summary>The most attempts at one code.</summary>
    public const int MostTries = 5;

    public static readonly Refusal TooOften = new("telephone.too_often", "We have called with a code three times within an hour. Try again in an hour.");
    public static readonly Refusal WrongCode = new("telephone.code.wrong", "That is not the code. Listen again, or have us call again.");
    public static readonly Refusal NoCode = new("telephone.code.over", "The code does not count any longer. Have us call again.");
    public static readonly Refusal NotConfirmed = new("telephone.unconfirmed", "Confirm the number first, with the code that you hear there.");

    private static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public PersonId Person { get; init; }

    public CentreId Centre { get; init; }

    /// <summary>With its country. Null: he has none.</summary>
    public string? Number { get; private set; }

    /// <summary>He has heard the code there.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>His calls ring there.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Of the code that he has still to enter, as a hash.</summary>
    public string? Code { get; private set; }

    public DateTimeOffset? CodeUntil { get; private set; }

    public int Tries { get; private set; }

    /// <summary>With a code, within the hour from <see cref="CallsSince"/>.</summary>
    public int Calls { get; private set; }

    public DateTimeOffset CallsSince { get; private set; }

    /// <summary>He wants to have this number, and is called there with a code.</summary>
    /// <returns>Null, or why he is not called.</returns>
    public Refusal? Ask(string number, string code, DateTimeOffset now)
    {
        if (now - CallsSince >= Hour) (Calls, CallsSince) = (0, now);
        if (Calls >= MostCalls) return TooOften;

        (Number, IsConfirmed, IsOn, Calls) = (number, false, false, Calls + 1);
        (Code, CodeUntil, Tries) = (HashOf(code), now + CodeLasts, 0);
        return null;
    }

    /// <summary>He has entered what he has heard: from now on his calls ring there.</summary>
    public Refusal? Confirm(string code, DateTimeOffset now)
    {
        if (Code is null || now > CodeUntil || Tries >= MostTries) return NoCode;

        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code), Encoding.ASCII.GetBytes(HashOf(code)))) return WrongCode;

        (IsConfirmed, IsOn, Code, CodeUntil) = (true, true, null, null);
        return null;
    }

    public Refusal? Use(bool isOn)
    {
        if (!IsConfirmed) return NotConfirmed;

        IsOn = isOn;
        return null;
    }

    /// <summary>Nothing of it is kept, but how often he was called.</summary>
    public void Forget() => (Number, IsConfirmed, IsOn, Code, CodeUntil) = (null, false, false, null, null);

    private string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Person.Value:N} {code.Trim()}"))));
}
