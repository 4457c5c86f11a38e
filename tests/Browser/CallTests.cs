using System.Net.Http.Json;
using Isberg.Asterisk.World;
using Isberg.Services;
using Isberg.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>A citizen's telephone, the exchange and the phone in an agent's browser, with real sound both ways.</summary>
public sealed class CallTests(Chromium chromium) : Journey(chromium)
{
    private const string Number = "+4680001001";
    private const int Annas = 440;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    // A steady tone is what a microphone's noise suppression is there to remove.
    private const string KeepTones = """
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = () => ask({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
        """;

    // Until the strongest tone of what the page plays is this one.
    private const string Hears = """
        hertz => new Promise(heard => {
          const context = new AudioContext(), meter = context.createAnalyser();
          meter.fftSize = 4096;
          context.createMediaStreamSource(document.querySelector('audio').srcObject).connect(meter);
          const levels = new Float32Array(meter.frequencyBinCount);
          const timer = setInterval(() => {
            meter.getFloatFrequencyData(levels);
            const loudest = levels.reduce((most, it, at) => it > levels[most] ? at : most, 0);
            if (levels[loudest] < -60 || Math.abs(loudest * context.sampleRate / meter.fftSize - hertz) > 25) return;
            clearInterval(timer);
            heard();
          }, 50);
        })
        """;

    private readonly string certificate = Path.GetTempFileName();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_and_an_agent_at_her_browser_hear_each_other_over_https_too(bool isSecure)
    {
        Chromium.Authority.Write(certificate);
        await using var asterisk = isSecure ? await AsteriskServer.StartSecure(certificate, Stop) : await AsteriskServer.Start(Stop);
        await using var server = await TestServer.Start(Stop, change: it =>
        {
            foreach (var (name, value) in Settings(asterisk)) it.Configuration[name] = value;
            if (isSecure) Secure(it, asterisk);
        });
        var site = await NewCentre(server);
        if (isSecure) site = site with { Address = $"https://localhost:{server.SecureAddress.Port}" };
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv", it => it.Permissions = ["microphone"]);
        await maya.Page.AddInitScriptAsync(KeepTones);
        await maya.Page.ReloadAsync();
        await maya.Button("phone.button.off").ClickAsync();
        await Expect(maya.Button("phone.button.connected")).ToBeVisibleAsync();
        await maya.BecomeReady();

        await using var anna = new SipPhone(asterisk.Sip);
        var call = anna.Call(Number);
        call.Sound.Tone = Annas;
        await Expect(maya.Button("phone.button.ringing")).ToBeVisibleAsync();
        await maya.Button("agent.offer.accept").ClickAsync();
        await Expect(maya.Button("phone.button.talking")).ToBeVisibleAsync();
        await maya.Page.EvaluateAsync(Hears, Annas).WaitAsync(Chromium.Patience, Stop);
        await call.Sound.Hears(Chromium.Tone, Stop);

        await maya.Page.Keyboard.PressAsync("Alt+u");
        await Expect(maya.Button("phone.unmute")).ToBeVisibleAsync();
        await call.Sound.HearsSilence(Stop);
        await maya.Button("phone.unmute").ClickAsync();
        await call.Sound.Hears(Chromium.Tone, Stop);

        await call.HangUp(Stop);
        await Expect(maya.Button("agent.wrapUp.done")).ToBeVisibleAsync();
        await Expect(maya.Button("phone.button.connected")).ToBeVisibleAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(certificate);
    }

    private void Secure(WebApplicationBuilder builder, AsteriskServer asterisk)
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0", "https://127.0.0.1:0");
        (builder.Configuration["Isberg:Tls:Host"], builder.Configuration["Isberg:Tls:Certificate"]) = ("localhost", certificate);
        builder.Configuration["Isberg:Voice:Nodes:0:WebSocket"] = asterisk.SecureWebSocket.AbsoluteUri;
    }

    private static IEnumerable<(string Name, string Value)> Settings(AsteriskServer asterisk)
    {
        const string node = "Isberg:Voice:Nodes:0";
        yield return ("Isberg:Web", House.Web);
        yield return ($"{node}:Address", asterisk.Address.AbsoluteUri);
        yield return ($"{node}:User", asterisk.Options.User);
        yield return ($"{node}:PasswordFile", asterisk.PasswordFile);
        yield return ($"{node}:Sip", asterisk.Sip.ToString());
        yield return ($"{node}:WebSocket", asterisk.WebSocket.AbsoluteUri);
        yield return ("Isberg:Voice:Speech:Program", "nobody-speaks");
    }

    /// <summary>A centre that can be called, once the server has found the exchange.</summary>
    private static async Task<Site> NewCentre(TestServer server)
    {
        var centre = await server.NewCentre(Stop, "sund");
        await using (var db = server.Databases.CreateDbContext())
        using (await server.Databases.WriteGate(Stop))
        {
            db.Numbers.Add(new Number { Id = new NumberId(Guid.NewGuid()), Centre = centre.Id, Name = "Sales", Dialled = Number, Service = centre.Sales, Language = new Language("sv") });
            await db.SaveChangesAsync(Stop);
        }

        await Town.Furnish(server, centre, Stop);
        using var client = await centre.SignIn("maya", Stop);
        while (!(await client.PutAsJsonAsync("/api/v1/phone", new { kind = "Browser" }, Stop)).IsSuccessStatusCode) await Task.Delay(BetweenLooks, Stop);
        return new Site($"http://localhost:{server.Address.Port}", centre.Key);
    }
}
