using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Isberg.Contacts;

/// <summary>What opens one conversation and nothing else: a token for programs, or a code that a person can write down.</summary>
/// <remarks>
/// It follows from the random key that the citizen's browser sends with the first request, so that the same request sent again
/// gets the same answer though only a hash is stored. Whoever knows the key knows the secret; the browser keeps both alike.
/// </remarks>
public static class ConversationSecret
{
    /// <summary>A key is at least this long: a random UUID has 36 characters.</summary>
    public const int ShortestKey = 32;

    public const int LongestKey = 200;

    private const int CodeLength = 16;
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A key for a caller that sent none.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The contact that the first request makes: the same request sent again meets the same contact.</summary>
    public static ContactId Contact(CentreId centre, string key) => new(new Guid(From("contact", centre, key).AsSpan(0, 16)));

    /// <summary>256 bits, for programs.</summary>
    public static string Token(CentreId centre, string key) => Base64Url.EncodeToString(From("token", centre, key));

    /// <summary>16 characters of 30 (78 bits) in groups of four, for people.</summary>
    public static string Code(CentreId centre, string key)
    {
        var random = From("code", centre, key);
        var code = new StringBuilder();
        var number = new System.Numerics.BigInteger(random, isUnsigned: true);
        for (var at = 0; at < CodeLength; at++)
        {
            if (at > 0 && at % 4 == 0) code.Append('-');
            code.Append(Alphabet[(int)(number % Alphabet.Length)]);
            number /= Alphabet.Length;
        }

        return code.ToString();
    }

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A code as people write it: in any case, with or without the hyphens.</summary>
    public static string CodeAsWritten(string written)
    {
        var letters = new string([.. written.Where(char.IsAsciiLetterOrDigit).Take(CodeLength)]).ToUpperInvariant();
        return string.Join('-', letters.Chunk(4).Select(it => new string(it)));
    }

    public static bool Opens(this Conversation conversation, string secret) =>
        CryptographicOperations.FixedTimeEquals(conversation.SecretHash, Hash(secret));

    private static byte[] From(string purpose, CentreId centre, string key) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"isberg conversation {purpose} {centre.Value}"));
}
