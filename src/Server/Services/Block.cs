using System.Security.Cryptography;
using System.Text;
using Isberg.Storage;

namespace Isberg.Services;

/// <summary>Someone whose contacts are thrown away until a time. Whom it means is kept as a hash that cannot be read back.</summary>
public sealed class Block : IOfCentre
{
    /// <summary>A block is never for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public BlockId Id { get; init; }

    public CentreId Centre { get; init; }

    public BlockKind Kind { get; init; }

    /// <summary>Of centre, kind and address; emptied when the block is lifted or has run out.</summary>
    public required string Hash { get; set; }

    /// <summary>Enough for a colleague to recognise it, too little to reach anybody; emptied with the hash.</summary>
    public string Hint { get; set; } = "";

    /// <summary>Why, for the colleagues; emptied with the hash.</summary>
    public string Cause { get; set; } = "";

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset Until { get; set; }

    public PersonId? By { get; init; }

    public Guid Version { get; set; }

    /// <summary>What the list keeps instead of an address: without the master key nobody can try addresses against it.</summary>
    /// <param name="key">The centre's; see <see cref="BlockList.KeyOf"/>.</param>
    public static string HashOf(byte[] key, BlockKind kind, string address) =>
        Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind} {Plain(kind, address)}")));

    /// <summary>The address as it is compared: without case, blanks and the signs that people put into numbers.</summary>
    public static string Plain(BlockKind kind, string address) => kind switch
    {
        BlockKind.Phone => string.Concat(address.Where(it => char.IsAsciiDigit(it) || it == '+')).Replace("+", "00", StringComparison.Ordinal),
        BlockKind.Email => address.Trim().ToLowerInvariant(),
        BlockKind.Conversation => address.Trim().ToUpperInvariant(),
        _ => address.Trim(),
    };

    public static string HintOf(BlockKind kind, string address)
    {
        var plain = Plain(kind, address);
        return kind switch
        {
            BlockKind.Email when plain.IndexOf('@', StringComparison.Ordinal) is > 0 and var at => $"{plain[0]}•••{plain[at..]}",
            BlockKind.Phone when plain.Length > 4 => $"••• {plain[^3..]}",
            BlockKind.Conversation => plain,
            _ => "•••",
        };
    }
}

/// <summary>By what someone is recognised.</summary>
public enum BlockKind
{
    Email,
    Phone,

    /// <summary>An internet address, or the mark that a channel keeps of one.</summary>
    Address,

    /// <summary>One conversation, named by its reference: whoever holds its secret.</summary>
    Conversation,
}
