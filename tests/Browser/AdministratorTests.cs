using Isberg.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Isberg;

/// <summary>What an administrator sets up holds for the next contact.</summary>
public sealed class AdministratorTests(Chromium chromium, Town town) : Journey(chromium)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    [Fact]
    public async Task The_next_citizen_of_a_new_service_reaches_the_person_it_was_given_to()
    {
        var site = await town.NewCentre("kiruna", Stop);
        var maya = await Colleague.SignIn(Browsers, site, "maya", "sv");
        await maya.BecomeReady();
        var otto = await Colleague.SignIn(Browsers, site, "otto", "sv");

        await MakeSkill(otto, "Ritningar");
        await MakeService(otto, "Bygglov");
        await MakeRole(otto, "Byggrådgivare", "Bygglov");
        await Give(otto, "Maya", "Byggrådgivare", "Ritningar");
        await otto.GoTo("services");
        await otto.Follow("Bygglov");
        await otto.OpenTab("services.tab.channels");
        await Expect(otto.Page.GetByRole(AriaRole.Button, new() { Name = otto.Say("services.reach.atOnce_one", 1) }).First).ToBeVisibleAsync();

        var anna = await Citizen.Begin(Browsers, site, "sv", "Anna", "Får jag bygga ett uterum?", "bygglov");
        await Expect(maya.Offer).ToContainTextAsync("Bygglov");
        await maya.Button("agent.offer.accept").ClickAsync();
        await maya.Sees("Får jag bygga ett uterum?");
        await maya.Write("Det beror på tomten.");
        await anna.Sees("Det beror på tomten.");
    }

    private static async Task MakeSkill(Colleague otto, string name)
    {
        await otto.GoTo("routing");
        await otto.Follow(otto.Say("routing.place.skills"));
        await otto.Button("routing.skill.new").ClickAsync();
        await otto.Fill(otto.Say("parts.name"), name);
        await otto.Save();
        await Expect(otto.Button("routing.skill.editOf", name)).ToBeVisibleAsync();
    }

    /// <summary>Open today, all day, whichever day it is.</summary>
    private static async Task MakeService(Colleague otto, string name)
    {
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await otto.GoTo("services");
        await otto.Button("services.new").ClickAsync();
        await otto.Fill(otto.Say("services.texts.name"), name);
        await otto.OpenTab("services.tab.hours");
        await otto.Page.GetByLabel(otto.Say("services.days.date"), new() { Exact = true }).FillAsync(today);
        await otto.Button("services.days.add").ClickAsync();
        var day = otto.Page.GetByRole(AriaRole.Group, new() { Name = today[..4] }).First;
        await day.GetByRole(AriaRole.Button, new() { NameRegex = otto.Any("services.hours.addTo") }).ClickAsync();
        await day.GetByLabel(otto.Any("services.hours.from")).FillAsync("00:00");
        await day.GetByLabel(otto.Any("services.hours.until")).FillAsync("00:00");
        await otto.Save();
    }

    private static async Task MakeRole(Colleague otto, string name, string service)
    {
        await otto.GoTo("routing");
        await otto.Button("routing.role.new").ClickAsync();
        await otto.Dialog.GetByRole(AriaRole.Textbox, new() { Name = otto.Say("parts.name") }).FillAsync(name);
        await otto.Choose(otto.Say("routing.role.addService"), service);
        await otto.Save();
        await Expect(otto.Button("routing.role.editOf", name)).ToBeVisibleAsync();
    }

    private static async Task Give(Colleague otto, string person, string role, string skill)
    {
        await otto.GoTo("people");
        await otto.Follow(person);
        await otto.Choose(otto.Say("people.role"), role);
        await otto.Choose(otto.Say("people.addSkill"), skill);
        await otto.Page.GetByRole(AriaRole.Group, new() { Name = skill }).GetByLabel(otto.Say("people.level")).SelectOptionAsync(otto.Say("people.levels.4"));
        await otto.Save();
    }
}
