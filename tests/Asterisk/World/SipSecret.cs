using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Isberg.Asterisk.World;

/// <summary>Proves that a telephone knows its password (digest, RFC 2617).</summary>
public sealed partial record SipSecret(string User, string Password)
{
    /// <summary>The header that answers what a server wants to know.</summary>
    public (string Name, string Value) Answer(SipMessage challenge, string method, string address)
    {
        var isProxy = challenge.Status == 407;
        var asked = Field().Matches(challenge[isProxy ? "Proxy-Authenticate" : "WWW-Authenticate"]).ToDictionary(it => it.Groups[1].Value, it => it.Groups[2].Value + it.Groups[3].Value);
        var (realm, nonce, chance) = (asked["realm"], asked["nonce"], Guid.NewGuid().ToString("N"));
        var secret = Md5($"{User}:{realm}:{Password}");
        var proof = Md5($"{secret}:{nonce}:00000001:{chance}:auth:{Md5($"{method}:{address}")}");
        var opaque = asked.TryGetValue("opaque", out var kept) ? $",opaque=\"{kept}\"" : "";
        return (isProxy ? "Proxy-Authorization" : "Authorization",
            $"Digest username=\"{User}\",realm=\"{realm}\",nonce=\"{nonce}\",uri=\"{address}\",response=\"{proof}\",algorithm=MD5,cnonce=\"{chance}\",qop=auth,nc=00000001{opaque}");
    }

#pragma warning disable CA5351 // what SIP's digest is made of
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex("""(\w+)=(?:"([^"]*)"|([^,\s]+))""")]
    private static partial Regex Field();
}
