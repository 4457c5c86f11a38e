using System.Text;

namespace Isberg.Mail.Security;

/// <summary>One way of telling a mail server who we are (RFC 4422). What it holds shows in no exception and no log.</summary>
public abstract class SaslMechanism
{
    private const string Hidden = "***";

    private protected SaslMechanism(string userName, string secret)
    {
        if (userName.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A name holds no zero byte.", nameof(userName));
        if (secret.Length == 0 || secret.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A password or token is not empty and holds no zero byte.", nameof(secret));
        (UserName, Secret) = (userName, secret);
    }

    /// <summary>As servers list it.</summary>
    public abstract string MechanismName { get; }

    public string UserName { get; }

    private protected string Secret { get; }

    /// <summary>What is said before the server has asked anything; null when the server speaks first.</summary>
    public abstract byte[]? First { get; }

    /// <summary>What is answered to the server's question, counted from nought.</summary>
    public virtual byte[] Answer(int question) => [];

    /// <summary>A server's words, without what must not be shown should it have repeated what it was sent.</summary>
    public string Redact(string words)
    {
        foreach (var it in Forms()) words = words.Replace(it, Hidden, StringComparison.Ordinal);
        return words;
    }

    private IEnumerable<string> Forms()
    {
        if (First is { } first) yield return Convert.ToBase64String(first);
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret));
        yield return Secret.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal); // as it stands in quotes
        yield return Secret;
    }
}

/// <summary>Name and password in one message (RFC 4616).</summary>
public sealed class SaslMechanismPlain(string userName, string password) : SaslMechanism(userName, password)
{
    public override string MechanismName => "PLAIN";

    public override byte[]? First => Encoding.UTF8.GetBytes($"\0{UserName}\0{Secret}");
}

/// <summary>Name and password in two messages, as older servers ask for them.</summary>
public sealed class SaslMechanismLogin(string userName, string password) : SaslMechanism(userName, password)
{
    public override string MechanismName => "LOGIN";

    public override byte[]? First => null;

    public override byte[] Answer(int question) => question switch
    {
        0 => Encoding.UTF8.GetBytes(UserName),
        1 => Encoding.UTF8.GetBytes(Secret),
        _ => [],
    };
}

/// <summary>An OAuth token, as Google and Microsoft first took it.</summary>
public sealed class SaslMechanismOAuth2(string userName, string token) : SaslMechanism(userName, token)
{
    public override string MechanismName => "XOAUTH2";

    public override byte[]? First => Encoding.UTF8.GetBytes($"user={UserName}\u0001auth=Bearer {Secret}\u0001\u0001");
}

/// <summary>An OAuth token (RFC 7628).</summary>
public sealed class SaslMechanismOAuthBearer(string userName, string token) : SaslMechanism(userName, token)
{
    public override string MechanismName => "OAUTHBEARER";

    public override byte[]? First => Encoding.UTF8.GetBytes($"n,a={Escaped(UserName)},\u0001auth=Bearer {Secret}\u0001\u0001");

    /// <summary>A refusal comes as a question; this lets the server go on to say no.</summary>
    public override byte[] Answer(int question) => [1];

    private static string Escaped(string name) => name.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
}
