using System.Globalization;
using System.Net;

namespace Isberg.Asterisk.World;

/// <summary>Where one end of a call wants its sound, and how (SDP, RFC 4566): G.711 and keys.</summary>
/// <param name="Codec">8: A-law, 0: µ-law.</param>
/// <param name="Keys">The payload type of pressed keys (RFC 4733).</param>
/// <param name="Direction">sendrecv, sendonly, recvonly, inactive.</param>
public sealed record SoundOffer(IPEndPoint To, int Codec, int Keys, string Direction)
{
    public const int UsualKeys = 101;

    /// <summary>Whether this end wants to be heard but not to hear, or neither: it is held.</summary>
    public bool Holds => Direction is "sendonly" or "inactive";

    public static SoundOffer Read(string text)
    {
        var lines = text.Split('\n').Select(it => it.Trim()).ToList();
        var media = lines.First(it => it.StartsWith("m=audio", StringComparison.Ordinal)).Split(' ');
        var address = lines.Last(it => it.StartsWith("c=IN IP4", StringComparison.Ordinal)).Split(' ')[2];
        var codec = media.Skip(3).Select(int.Parse).First(it => it is 8 or 0);
        var keys = lines.FirstOrDefault(it => it.Contains("telephone-event/8000", StringComparison.OrdinalIgnoreCase));
        var direction = lines.FirstOrDefault(it => it is "a=sendonly" or "a=recvonly" or "a=inactive")?[2..] ?? "sendrecv";
        return new SoundOffer(new IPEndPoint(IPAddress.Parse(address), int.Parse(media[1], CultureInfo.InvariantCulture)), codec,
            keys is null ? UsualKeys : int.Parse(keys.Split(':', ' ')[1], CultureInfo.InvariantCulture), direction);
    }

    /// <summary>What an end answers to this direction.</summary>
    public string Mirrored => Direction switch
    {
        "sendonly" => "recvonly",
        "recvonly" => "sendonly",
        var same => same,
    };

    /// <param name="codecs">In the order of liking.</param>
    public static string Write(IPEndPoint from, int version, string direction, int keys, params int[] codecs) => string.Join("\r\n",
    [
        "v=0", $"o=- 1 {version} IN IP4 {from.Address}", "s=-", $"c=IN IP4 {from.Address}", "t=0 0",
        $"m=audio {from.Port} RTP/AVP {string.Join(' ', codecs)} {keys}",
        .. codecs.Select(it => $"a=rtpmap:{it} {(it == 8 ? "PCMA" : "PCMU")}/8000"),
        $"a=rtpmap:{keys} telephone-event/8000", $"a=fmtp:{keys} 0-15", "a=ptime:20", $"a={direction}", "",
    ]);
}
