using Isberg.People;
using Isberg.Services;

namespace Isberg.Demo;

/// <summary>What contacts with Isbergs kommun are about, and why its staff are away from the queue.</summary>
internal static class DemoReasons
{
    public static readonly PresenceReasonId Break = new(DemoId.Of("presence/break"));
    public static readonly PresenceReasonId Lunch = new(DemoId.Of("presence/lunch"));
    public static readonly PresenceReasonId Meeting = new(DemoId.Of("presence/meeting"));
    public static readonly PresenceReasonId Training = new(DemoId.Of("presence/training"));
    public static readonly PresenceReasonId Task = new(DemoId.Of("presence/task"));

    private static readonly (string Service, string Key, string Sv, string Fi, string En, double Weight)[] OfServices =
    [
        ("switchboard", "connect", "Koppla till handläggare", "Yhdistäminen käsittelijälle", "Connect to an officer", 6),
        ("switchboard", "opening", "Öppettider och adresser", "Aukioloajat ja osoitteet", "Opening hours and addresses", 3),
        ("switchboard", "find", "Hittar inte information eller e-tjänst", "Tietoa tai sähköistä palvelua ei löydy", "Cannot find information or e-service", 3),
        ("switchboard", "other", "Övrigt", "Muu asia", "Other", 2),
        ("preschool", "queue", "Kö och placering", "Jono ja paikka", "Queue and place", 6),
        ("preschool", "fees", "Avgifter och fakturor", "Maksut ja laskut", "Fees and invoices", 4),
        ("preschool", "schedule", "Schema, frånvaro, uppsägning", "Aikataulu, poissaolo, irtisanominen", "Schedule, absence, notice", 4),
        ("preschool", "night", "Omsorg på kväll och natt", "Ilta- ja yöhoito", "Evening and night care", 1),
        ("preschool", "complaint", "Klagomål och synpunkter", "Valitukset ja palaute", "Complaints and comments", 1),
        ("permits", "need", "Behövs bygglov?", "Tarvitaanko lupa?", "Is a permit needed?", 6),
        ("permits", "apply", "Ansökan och handlingar", "Hakemus ja asiakirjat", "Application and documents", 4),
        ("permits", "status", "Pågående ärende", "Vireillä oleva asia", "Ongoing case", 5),
        ("permits", "fireplace", "Eldstad och ventilation", "Tulisija ja ilmanvaihto", "Fireplace and ventilation", 2),
        ("permits", "supervision", "Tillsyn", "Valvonta", "Supervision", 1),
        ("streets", "potholes", "Hål och skador på vägar", "Kuopat ja tievauriot", "Potholes and road damage", 4),
        ("streets", "snow", "Snöröjning och halka", "Lumi ja liukkaus", "Snow and ice", 4),
        ("streets", "lights", "Gatubelysning", "Katuvalot", "Street lights", 3),
        ("streets", "parking", "Parkering", "Pysäköinti", "Parking", 3),
        ("streets", "litter", "Nedskräpning", "Roskaaminen", "Litter", 1),
        ("streets", "trees", "Träd och grönytor", "Puut ja viheralueet", "Trees and green areas", 2),
        ("waste", "missed", "Utebliven hämtning", "Tyhjentämättä jäänyt astia", "Missed collection", 5),
        ("waste", "bins", "Kärl och sortering", "Astiat ja lajittelu", "Bins and sorting", 4),
        ("waste", "bulky", "Grovavfall", "Suurikokoinen jäte", "Bulky waste", 2),
        ("waste", "invoice", "Faktura och ägarbyte", "Lasku ja omistajanvaihdos", "Invoice and change of owner", 3),
        ("waste", "centre", "Återvinningscentralen", "Kierrätyskeskus", "Recycling centre", 2),
        ("care", "home-help", "Hemtjänst", "Kotipalvelu", "Home help", 5),
        ("care", "transport", "Färdtjänst", "Kuljetuspalvelu", "Mobility service", 4),
        ("care", "alarm", "Trygghetslarm", "Turvahälytin", "Safety alarm", 2),
        ("care", "relatives", "Stöd till anhöriga", "Omaisten tuki", "Support for relatives", 2),
        ("care", "finance", "Ekonomiskt stöd", "Taloudellinen tuki", "Financial support", 3),
    ];

    private static readonly (string Key, string Sv, string Fi, string En)[] OfAll =
    [
        ("complaint", "Klagomål", "Valitus", "Complaint"),
        ("missing", "Informationen saknas på webben", "Tietoa ei ole verkossa", "Information missing on the web"),
        ("hard", "Informationen är svår att förstå", "Tieto on vaikeaselkoista", "Information hard to understand"),
        ("no-service", "E-tjänst saknas", "Sähköinen palvelu puuttuu", "E-service missing"),
        ("personal", "Valde personlig kontakt", "Valitsi henkilökohtaisen yhteyden", "Chose personal contact"),
    ];

    public static ReasonId Of(string service, string key) => new(DemoId.Of($"reason/{service}/{key}"));

    public static ReasonId OfAnyService(string key) => new(DemoId.Of($"reason/{key}"));

    public static IReadOnlyList<string> General { get; } = [.. OfAll.Select(it => it.Key)];

    public static IReadOnlyList<(string Key, double Weight)> KeysOf(string service) =>
        [.. OfServices.Where(it => it.Service == service).Select(it => (it.Key, it.Weight))];

    public static IEnumerable<Reason> Rows() =>
        OfServices.Select((it, place) => new Reason
        {
            Id = Of(it.Service, it.Key), Centre = DemoServices.Centre, Service = new ServiceId(DemoId.Of($"service/{it.Service}")),
            Name = Texts.Of(("sv", it.Sv), ("fi", it.Fi), ("en", it.En)), Place = place,
        }).Concat(OfAll.Select((it, place) => new Reason
        {
            Id = OfAnyService(it.Key), Centre = DemoServices.Centre, Name = Texts.Of(("sv", it.Sv), ("fi", it.Fi), ("en", it.En)), Place = 100 + place,
        }));

    public static IEnumerable<PresenceReason> PresenceRows() =>
    [
        Presence(Break, 1, isWork: false, "Rast", "Tauko", "Break"),
        Presence(Lunch, 2, isWork: false, "Lunch", "Lounas", "Lunch"),
        Presence(Meeting, 3, isWork: true, "Möte", "Kokous", "Meeting"),
        Presence(Training, 4, isWork: true, "Utbildning", "Koulutus", "Training"),
        Presence(Task, 5, isWork: true, "Eget arbete", "Oma työ", "Own work"),
    ];

    private static PresenceReason Presence(PresenceReasonId id, int place, bool isWork, string sv, string fi, string en) =>
        new() { Id = id, Centre = DemoServices.Centre, Name = Texts.Of(("sv", sv), ("fi", fi), ("en", en)), IsWork = isWork, Place = place };
}
