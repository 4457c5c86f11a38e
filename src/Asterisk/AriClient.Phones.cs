using System.Globalization;
using static Isberg.Asterisk.AriTransport;

namespace Isberg.Asterisk;

/// <content>Phones: which there are, and making new ones while Asterisk runs.</content>
public sealed partial class AriClient
{
    private const string Sip = "res_pjsip";

    public async Task<IReadOnlyList<AriEndpoint>> Endpoints(CancellationToken stop) => await transport.Read<AriEndpoint[]>("endpoints", stop);

    /// <summary>Null when Asterisk knows no such endpoint.</summary>
    public Task<AriEndpoint?> Endpoint(string technology, string resource, CancellationToken stop) => transport.Find<AriEndpoint>(Path("endpoints", technology, resource), stop);

    /// <summary>Makes a phone that may register, until Asterisk restarts; one of this name is replaced.</summary>
    public async Task PushPhone(NewPhone phone, CancellationToken stop)
    {
        await PushConfig(Sip, "auth", phone.Name, AuthOf(phone), stop);
        await PushConfig(Sip, "aor", phone.Name, AorOf(phone), stop);
        await PushConfig(Sip, "endpoint", phone.Name, EndpointOf(phone), stop);
    }

    /// <summary>The phone can register no more, and is not called any more; a call that it has goes on.</summary>
    public async Task RemovePhone(string name, CancellationToken stop)
    {
        foreach (var type in new[] { "endpoint", "aor", "auth" }) await DeleteConfig(Sip, type, name, stop);
    }

    /// <summary>
    /// Gives Asterisk a piece of configuration that it keeps in memory, until it restarts; one with this id is replaced.
    /// An endpoint of res_pjsip needs its auth and its aor first.
    /// </summary>
    /// <param name="module">For example res_pjsip.</param>
    /// <param name="type">For example auth, aor, endpoint.</param>
    public Task PushConfig(string module, string type, string id, IReadOnlyDictionary<string, string> fields, CancellationToken stop) => transport.Put(
        Path("asterisk", "config", "dynamic", module, type, id), new { Fields = fields.Select(it => new { Attribute = it.Key, it.Value }) }, stop);

    /// <summary>One that is gone already stays so, without an exception.</summary>
    public Task DeleteConfig(string module, string type, string id, CancellationToken stop) => Gone(transport.Delete(Path("asterisk", "config", "dynamic", module, type, id), stop));

    /// <summary>Lets the events' connection carry only these kinds.</summary>
    internal Task FilterEvents(IEnumerable<string> kinds, CancellationToken stop) => transport.Put(
        Path("applications", Options.Application, "eventFilter"), new { Allowed = kinds.Select(it => new { Type = it }) }, stop);

    private static Dictionary<string, string> AuthOf(NewPhone phone) => new()
    {
        ["auth_type"] = "userpass",
        ["username"] = phone.Name,
        ["password"] = phone.Password,
    };

    private static Dictionary<string, string> AorOf(NewPhone phone) => new()
    {
        ["max_contacts"] = phone.Contacts.ToString(CultureInfo.InvariantCulture),
        ["remove_existing"] = "yes",
        ["qualify_frequency"] = phone.IsBrowser ? "0" : "30", // a browser's connection says itself when it is gone
    };

    private static Dictionary<string, string> EndpointOf(NewPhone phone)
    {
        var fields = new Dictionary<string, string>
        {
            ["auth"] = phone.Name,
            ["aors"] = phone.Name,
            ["context"] = phone.Context,
            ["disallow"] = "all",
            ["allow"] = phone.IsBrowser ? "opus,alaw,ulaw" : "alaw,ulaw",
            ["direct_media"] = "no", // the sound goes through Asterisk: music, prompts and listening need it
            ["dtmf_mode"] = "rfc4733",
            ["rewrite_contact"] = "yes",
            ["rtp_symmetric"] = "yes",
            ["force_rport"] = "yes",
            ["rtp_timeout"] = Whole(phone.SilenceLimit.TotalSeconds),
            ["rtp_timeout_hold"] = "300",
            ["timers"] = "no",
            ["send_connected_line"] = "no",
            ["language"] = phone.Language,
            ["set_var"] = "PJSIP_TRANSFER_HANDLING()=ari-only", // a transfer is told (ChannelTransferred), and done by us alone
        };
        if (!phone.IsBrowser) return fields;

        fields["webrtc"] = "yes";
        fields["dtls_auto_generate_cert"] = "yes";
        return fields;
    }
}
