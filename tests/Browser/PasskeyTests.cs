using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>A passkey opens the door without a password, by the browser's own authenticator.</summary>
public sealed class PasskeyTests(Chromium chromium, Town town) : Journey(chromium)
{
    private const string Name = "Kontorets dator";

    [Fact]
    public async Task A_passkey_signs_in_until_it_is_removed()
    {
        var site = await town.NewCentre("arboga", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await HaveAuthenticator(maya.Page);

        await maya.Page.GotoAsync(site.Desk("account"));
        await maya.Field("account.passkeys.name").FillAsync(Name);
        await maya.Button("account.passkeys.add").ClickAsync();
        await Expect(maya.Button("account.passkeys.remove", Name)).ToBeVisibleAsync();
        await SignOut(maya);

        await maya.Button("session.passkey").ClickAsync();
        await Expect(maya.Button("session.signIn")).ToBeHiddenAsync();
        await maya.Page.GotoAsync(site.Desk("account"));
        await Expect(maya.Page.GetByText(maya.Say("account.way.Passkey"))).ToBeVisibleAsync();
        await maya.Button("account.passkeys.remove", Name).ClickAsync();
        await Expect(maya.Page.GetByText(maya.Say("account.passkeys.none"))).ToBeVisibleAsync();
        await SignOut(maya);

        await maya.Button("session.passkey").ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static async Task SignOut(Colleague maya)
    {
        await maya.Pick(maya.Button("shell.own", "Maya"), maya.Say("shell.signOut"));
        await Expect(maya.Button("session.signIn")).ToBeVisibleAsync();
    }

    /// <summary>As a computer with a fingerprint reader, and a finger on it.</summary>
    private static async Task HaveAuthenticator(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
            ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        };
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
    }
}
