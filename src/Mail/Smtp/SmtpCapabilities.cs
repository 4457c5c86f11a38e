using System.Globalization;

namespace Isberg.Mail.Smtp;

/// <summary>What a server offers beyond the oldest rules, as it said to EHLO.</summary>
public sealed record SmtpCapabilities
{
    public static readonly SmtpCapabilities None = new();

    public bool HasStartTls { get; private init; }

    public bool HasPipelining { get; private init; }

    public bool Has8BitMime { get; private init; }

    public bool HasUtf8 { get; private init; }

    public bool HasDsn { get; private init; }

    public bool HasSize { get; private init; }

    /// <summary>In bytes; 0: not said.</summary>
    public long MaxSize { get; private init; }

    /// <summary>Ways of signing in, in capital letters.</summary>
    public IReadOnlySet<string> AuthenticationMechanisms { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <param name="lines">The reply's lines, of which the first is the server's name.</param>
    internal static SmtpCapabilities Of(IReadOnlyList<string> lines)
    {
        var words = lines.Skip(1).Select(it => it.ToUpperInvariant().Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).Where(it => it.Length > 0).ToList(); // "AUTH=" is an old way of writing
        bool Has(string name) => words.Exists(it => it[0] == name);
        return new SmtpCapabilities
        {
            HasStartTls = Has("STARTTLS"),
            HasPipelining = Has("PIPELINING"),
            Has8BitMime = Has("8BITMIME"),
            HasUtf8 = Has("SMTPUTF8"),
            HasDsn = Has("DSN"),
            HasSize = Has("SIZE"),
            MaxSize = words.Find(it => it[0] == "SIZE") is [_, var size, ..] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0,
            AuthenticationMechanisms = words.Where(it => it[0] == "AUTH").SelectMany(it => it.Skip(1)).ToHashSet(StringComparer.Ordinal),
        };
    }
}
