using Isberg.Asterisk.World;

namespace Isberg.Peers.Voice;

/// <summary>The far end of a line, with a fax machine on it: an Asterisk of its own, where the town's calls go out.</summary>
public sealed class FaxMachine : IAsyncDisposable
{
    /// <summary>Who sends.</summary>
    public const string Number = "+46701234567";

    private readonly string folder = Directory.CreateTempSubdirectory("isberg-fax-").FullName;
    private AsteriskServer asterisk = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static string TwoPages => Path.Combine(AppContext.BaseDirectory, "Voice", "two-pages.tif");

    /// <summary>It is engaged as long as this file is there.</summary>
    private string Engaged => Path.Combine(folder, "engaged");

    public static async Task<FaxMachine> Beside(AsteriskServer town)
    {
        var machine = new FaxMachine();
        machine.asterisk = await AsteriskServer.Start(town.Operator.Port, "127.0.0.9", machine.Settings(town), Stop);
        return machine;
    }

    /// <summary>Sends two pages; T.38 unless as sound.</summary>
    public Task Send(string number, bool asSound = false) => asterisk.Ask($"channel originate PJSIP/{number}@{(asSound ? "sound" : "t38")} extension send@sends", Stop);

    /// <summary>Its line is engaged, or no longer.</summary>
    public void Engage(bool isEngaged)
    {
        if (isEngaged) File.WriteAllText(Engaged, "");
        else File.Delete(Engaged);
    }

    /// <summary>How what it has sent ended: SUCCESS and the pages.</summary>
    public IReadOnlyList<string> Sent => Told("sent");

    /// <summary>What has come to it: SUCCESS, the pages, who called.</summary>
    public IReadOnlyList<string> Received => Told("received");

    public async ValueTask DisposeAsync()
    {
        if (asterisk is not null) await asterisk.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string[] Told(string what) =>
        [.. Directory.GetFiles(folder, $"{what}-*").Order(StringComparer.Ordinal).Select(it => File.ReadAllText(it).Trim()).Where(it => it.Length > 0)];

    private IReadOnlyList<(string Name, string Text)> Settings(AsteriskServer town) =>
    [
        ("pjsip.conf", $"""
            [machine](!)
            type = endpoint
            transport = udp
            context = machine
            allow = alaw
            aors = town
            from_user = {Number}
            direct_media = no
            [t38](machine)
            t38_udptl = yes
            t38_udptl_ec = redundancy
            [sound](machine)
            [town]
            type = aor
            contact = sip:{town.Sip}
            [t38]
            type = identify
            endpoint = t38
            match = 127.0.0.1

            """),
        ("extensions.conf", $$"""
            [sends]
            exten => send,1,Set(FAXOPT(localstationid)=Annas fax)
             same => n,SendFAX({{TwoPages}},f)
             same => n,Hangup()
            exten => h,1,Set(FILE({{folder}}/sent-${UNIQUEID})=${FAXSTATUS} ${FAXPAGES})
            [machine]
            exten => _[+0-9]!,1,GotoIf($[${STAT(e,{{Engaged}})}]?engaged)
             same => n,Answer()
             same => n,ReceiveFAX({{folder}}/${UNIQUEID}.tif,f)
             same => n,Hangup()
             same => n(engaged),Hangup(17)
            exten => h,1,GotoIf($["${FAXSTATUS}" = ""]?end)
             same => n,Set(FILE({{folder}}/received-${UNIQUEID})=${FAXSTATUS} ${FAXPAGES} ${CALLERID(num)})
             same => n(end),NoOp()

            """),
    ];
}
