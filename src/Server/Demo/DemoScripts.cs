using Isberg.Services;

namespace Isberg.Demo;

/// <summary>What the staff of Isbergs kommun read while they talk, and what a form's receipt says.</summary>
internal static class DemoScripts
{
    public static Texts Receipt { get; } = Texts.Of(
        ("sv", "Vi svarar inom en arbetsdag. Spara numret, så hittar vi ditt meddelande om du hör av dig igen."),
        ("fi", "Vastaamme yhden arkipäivän kuluessa. Säilytä numero, niin löydämme viestisi, jos otat uudelleen yhteyttä."),
        ("en", "We answer within one working day. Keep the number, so that we find your message if you contact us again."));

    public static Texts Of(string service) => service switch
    {
        "preschool" => Texts.Of(
            ("sv", "Hälsa och fråga vad det gäller.\nFråga efter barnets namn först när du behöver slå upp det.\nKö: kommunen erbjuder plats inom fyra månader från ansökan.\nAvgift: räknas på hushållets inkomst, högst maxtaxa.\nSkyddade uppgifter: koppla till arbetsledaren, skriv inget namn.\nSammanfatta innan ni avslutar."),
            ("fi", "Tervehdi ja kysy, mistä on kyse.\nKysy lapsen nimeä vasta, kun tarvitset sitä.\nJono: kunta tarjoaa paikan neljän kuukauden kuluessa hakemuksesta.\nMaksu: lasketaan talouden tuloista, enintään enimmäismaksu.\nTurvakielto: siirrä esihenkilölle, älä kirjoita nimeä.\nTee yhteenveto ennen lopetusta."),
            ("en", "Greet and ask what it is about.\nAsk for the child's name only when you need to look it up.\nQueue: the municipality offers a place within four months of applying.\nFee: follows the household's income, up to the maximum fee.\nProtected identity: transfer to the supervisor, write no name.\nSum up before you end.")),
        "permits" => Texts.Of(
            ("sv", "Hälsa och fråga vad det gäller.\nFråga efter fastighetsbeteckning eller adress.\nGe aldrig besked om utgången i ett ärende; ge besked om reglerna.\nKomplett ansökan: beslut inom tio veckor.\nSvåra frågor: koppla till bygglovshandläggare, telefontid 9–11."),
            ("fi", "Tervehdi ja kysy, mistä on kyse.\nKysy kiinteistötunnus tai osoite.\nÄlä koskaan ennakoi päätöstä; kerro säännöistä.\nTäydellinen hakemus: päätös kymmenessä viikossa.\nVaikeat kysymykset: siirrä lupakäsittelijälle, puhelinaika 9–11."),
            ("en", "Greet and ask what it is about.\nAsk for the property or the address.\nNever tell how a case will end; tell what the rules are.\nComplete application: a decision within ten weeks.\nHard questions: transfer to a permit officer, phone hours 9–11.")),
        "streets" => Texts.Of(
            ("sv", "Hälsa och fråga var det är: gata, nummer eller landmärke.\nFara för liv: be personen ringa 112.\nAkut fel (hål, fallet träd, släckt trafikljus): lägg det som akut, driften är ute inom fyra timmar.\nGe alltid ärendenumret."),
            ("fi", "Tervehdi ja kysy paikka: katu, numero tai maamerkki.\nHengenvaara: pyydä soittamaan 112.\nKiireellinen vika (kuoppa, kaatunut puu, sammunut liikennevalo): kirjaa kiireelliseksi, kunnossapito tulee neljän tunnin kuluessa.\nAnna aina asianumero."),
            ("en", "Greet and ask where it is: street, number or landmark.\nDanger to life: ask the person to call 112.\nUrgent fault (hole, fallen tree, dead traffic light): file it as urgent; the crew is there within four hours.\nAlways give the case number.")),
        "waste" => Texts.Of(
            ("sv", "Hälsa och fråga efter adressen.\nUtebliven hämtning: stod kärlet framme före klockan 6? Då kommer bilen tillbaka nästa vardag.\nByte av kärl: kostnadsfritt en gång om året, inom tio dagar.\nÄgarbyte: den som äger på tillträdesdagen betalar."),
            ("fi", "Tervehdi ja kysy osoite.\nTyhjentämättä jäänyt astia: oliko astia esillä ennen kello 6? Silloin auto palaa seuraavana arkipäivänä.\nAstian vaihto: maksuton kerran vuodessa, kymmenessä päivässä.\nOmistajanvaihdos: maksaa se, joka omistaa luovutuspäivänä."),
            ("en", "Greet and ask for the address.\nMissed collection: was the bin out before six? Then the truck comes back the next weekday.\nChange of bin: free once a year, within ten days.\nChange of owner: whoever owns on the day of possession pays.")),
        "care" => Texts.Of(
            ("sv", "Hälsa lugnt och lyssna klart.\nBe aldrig om diagnoser i chatten; be personen ringa.\nAkut oro för någon: socialjouren, dygnet runt.\nHemtjänst vid hemgång från sjukhus kan börja samma dag.\nFärdtjänst: handläggs på cirka tre veckor."),
            ("fi", "Tervehdi rauhallisesti ja kuuntele loppuun.\nÄlä koskaan pyydä diagnooseja chatissa; pyydä soittamaan.\nKiireellinen huoli jostakusta: sosiaalipäivystys, ympäri vuorokauden.\nKotipalvelu sairaalasta kotiutuessa voi alkaa samana päivänä.\nKuljetuspalvelu: käsittely noin kolme viikkoa."),
            ("en", "Greet calmly and hear the person out.\nNever ask for a diagnosis in the chat; ask the person to call.\nUrgent worry about somebody: the social emergency service, day and night.\nHome help after hospital can begin the same day.\nMobility service: decided in about three weeks.")),
        _ => Texts.Of(
            ("sv", "Hälsa med \"Isbergs kommun\" och ditt förnamn.\nFråga vad det gäller innan du söker efter en person.\nKoppla hellre till en tjänst än till ett namn.\nSäg alltid vart du kopplar, och varför."),
            ("fi", "Tervehdi sanoilla \"Isbergin kunta\" ja etunimelläsi.\nKysy asiaa ennen kuin etsit henkilöä.\nSiirrä mieluummin palveluun kuin nimelle.\nKerro aina, minne siirrät ja miksi."),
            ("en", "Greet with \"Isberg municipality\" and your first name.\nAsk what it is about before looking for a person.\nTransfer to a service rather than to a name.\nAlways say where you transfer, and why.")),
    };
}
