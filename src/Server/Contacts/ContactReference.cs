using System.Security.Cryptography;

namespace Isberg.Contacts;

/// <summary>What people call a contact by: eight characters, none of which can be mistaken for another, in two groups.</summary>
public static class ContactReference
{
    /// <summary>Without I, L, O, U, 0 and 1.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static bool IsLetter(char letter) => Alphabet.Contains(letter, StringComparison.Ordinal);

    /// <summary>Follows from the contact's id, so that it is the same whoever works it out; 30^8 = 6.6 × 10^11 values, not consecutive.</summary>
    public static string Of(ContactId contact)
    {
        Span<byte> hash = stackalloc byte[32];
        Span<byte> id = stackalloc byte[16];
        contact.Value.TryWriteBytes(id);
        SHA256.HashData(id, hash);
        Span<char> text = stackalloc char[9];
        var number = BitConverter.ToUInt64(hash);
        for (var at = 0; at < 9; at++)
        {
            if (at == 4)
            {
                text[at] = '-';
                continue;
            }

            text[at] = Alphabet[(int)(number % 30)];
            number /= 30;
        }

        return new string(text);
    }
}
