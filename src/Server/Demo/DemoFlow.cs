using Isberg.Services;
using Isberg.Storage;

namespace Isberg.Demo;

/// <summary>The flow of Isbergs kommun that can be called: three languages, a menu, an answer without a person, and the handler of one's own matter.</summary>
public static class DemoFlow
{
    private static readonly FlowId Id = new(DemoId.Of("flow/switchboard"));

    public static FlowDefinition Definition { get; } = new(new Language("sv"), Service("switchboard"), "language",
    [
        new("language", StepKind.Menu, Says(
            "Hej och välkommen till Isbergs kommun. Tryck 1 för svenska. Suomeksi, painakaa 2. For English, press 3. Noll går alltid till en människa.",
            "Tervetuloa Isbergin kuntaan. Suomeksi, painakaa 2. Nolla yhdistää aina ihmiselle.", "Welcome to Isberg. For English, press 3. Zero always leads to a person."),
            Keys: [Key("1", "Svenska", "menu", "sv"), Key("2", "Suomi", "menu", "fi"), Key("3", "English", "menu", "en")], X: 0, Y: 160),
        new("menu", StepKind.Menu, Says(
            "Tryck 1 för bygglov, 2 för avfall, 3 för stadshusets öppettider och 9 för allt annat.",
            "Painakaa 1 rakennusluvista, 2 jätehuollosta, 3 kaupungintalon aukioloajoista ja 9 kaikesta muusta.",
            "Press 1 for building permits, 2 for waste, 3 for the opening hours of the town hall, and 9 for anything else."),
            Keys: [Key("1", "Bygglov", "own"), Key("2", "Avfall", "waste-open"), Key("3", "Öppettider", "hours"), Key("9", "Annat", "other")], X: 320, Y: 160),
        new("own", StepKind.Handler, Next: "case", X: 640, Y: 0),
        new("case", StepKind.Digits, Says(
            "Skriv ditt ärendenummer och sluta med fyrkant. Har du inget, tryck noll.",
            "Näppäilkää asianne numero ja lopuksi ruutu. Jos numeroa ei ole, painakaa nollaa.", "Type your case number and end with hash. If you have none, press zero."), "permits", Name: "case", Least: 3, Most: 10, X: 960, Y: 0),
        new("permits", StepKind.Queue, Service: Service("permits"), X: 1280, Y: 0),
        new("waste-open", StepKind.Decide, Next: "waste-closed", Branches: [new(new(ConditionKind.Open, Service("waste")), "waste")], X: 640, Y: 160),
        new("waste", StepKind.Queue, Service: Service("waste"), X: 960, Y: 140),
        new("waste-closed", StepKind.Say, Says(
            "Avfallsservicen har stängt just nu. Du kopplas till växeln.", "Jätehuollon palvelu on nyt suljettu. Teidät yhdistetään vaihteeseen.",
            "The waste service is closed right now. You are put through to the switchboard."), "other", X: 960, Y: 260),
        new("hours", StepKind.HangUp, Says(
            "Stadshuset har öppet måndag till fredag från klockan 8 till halv fem. Tack för att du ringde.",
            "Kaupungintalo on avoinna maanantaista perjantaihin kello 8:sta puoli viiteen. Kiitos soitosta.",
            "The town hall is open Monday to Friday from eight to half past four. Thank you for calling."), X: 640, Y: 340),
        new("other", StepKind.Queue, Service: Service("switchboard"), X: 1280, Y: 260),
    ]);

    internal static void Add(Database db, DateTimeOffset now)
    {
        db.Flows.Add(new Flow { Id = Id, Centre = DemoServices.Centre, Name = "Växeln med knappval", Draft = Definition, Published = 1 });
        db.FlowVersions.Add(new FlowVersion { Flow = Id, Number = 1, Centre = DemoServices.Centre, Definition = Definition, At = now, Comment = "Första versionen" });
        db.Numbers.Add(new Number
        {
            Id = new NumberId(DemoId.Of("number/46846500412")), Centre = DemoServices.Centre, Name = "Växeln med knappval", Dialled = "+46846500412", Service = Service("switchboard"),
            Flow = Id, Language = new Language("sv"),
        });
    }

    private static ServiceId Service(string key) => new(DemoId.Of($"service/{key}"));

    private static Texts Says(string sv, string fi, string en) => Texts.Of(("sv", sv), ("fi", fi), ("en", en));

    private static FlowKey Key(string key, string label, string next, string? language = null) => new(key, label, next, language is null ? null : new Language(language));
}
