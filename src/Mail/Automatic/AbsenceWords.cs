namespace Isberg.Mail.Automatic;

/// <summary>What mail programs, and people who set them up, write when nobody is there.</summary>
internal static class AbsenceWords
{
    /// <summary>An absence note says so at once.</summary>
    private const int Looked = 1_500;

    /// <summary>What subjects begin with. A person's answer to such a mail begins with "Re:" or its like, and is no such mail.</summary>
    private static readonly string[] Subjects =
    [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autoresponse", "automatic response", "automated response", "automated reply", "out of office", "out of the office", "out-of-office", "ooo:", "away from", "i am out of", "i'm out of", "vacation reply", "on vacation", "on holiday", "annual leave:",
        "autosvar", "automatiskt svar", "automatsvar", "frånvaro", "frånvarande", "inte på kontoret", "ej på kontoret", "borta från kontoret", "semester:", "på semester", "ej på plats", "inte på plats",
        "automaattinen vastaus", "automaattivastaus", "automaatti vastaus", "poissa", "poissaolo", "en ole paikalla", "olen lomalla", "lomalla:", "lomavastaus", "ulos toimistosta", "poissaoloilmoitus", "vastausviesti",
        "automatisk svar", "fravær", "fraværende", "fråvær", "ikke på kontoret", "ikkje på kontoret", "ute av kontoret", "på ferie", "ferie:", "ikke til stede", "autosvar",
        "ikke på arbejde", "ferieautosvar", "automatisk besvarelse", "sjálfvirkt svar", "sjálfvirk svörun", "fjarverandi", "er í fríi", "ekki við", "ég er í fríi",
        "automatische antwort", "abwesenheit", "abwesend", "nicht im büro", "außer haus", "ausser haus", "urlaub:", "autom. antwort", "automatische abwesenheit", "im urlaub",
        "automaatvastus", "automaatne vastus", "automaatne vastuskiri", "automaatvastaja", "puhkusel", "kontorist väljas", "ei ole kontoris", "eemal",
        "réponse automatique", "réponse d'absence", "absence du bureau", "absent du bureau", "absence :", "en congé", "respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina", "ausente", "resposta automática", "resposta automatica", "ausência", "fora do escritório", "risposta automatica", "fuori ufficio", "assenza",
        "automatisch antwoord", "afwezig", "afwezigheid", "automatyczna odpowiedź", "autoodpowiedź", "odpowiedź automatyczna", "nieobecn", "poza biurem", "автоматический ответ", "автоответ", "вне офиса", "автоматична відповідь", "automatinis atsakymas", "automātiska atbilde", "automātiskā atbilde", "automatická odpověď", "automatická odpoveď", "automatikus válasz", "otomatik yanıt", "automatski odgovor", "răspuns automat",
        "自動応答", "自動返信", "不在通知", "自动答复", "自动回复", "自動回覆", "자동 회신", "부재중",
    ];

    /// <summary>One of these in the text is enough.</summary>
    private static readonly string[] Sure =
    [
        "this is an automatic reply", "this is an automated reply", "this is an automatic response", "this is an automated response", "this is an auto-reply", "this is an autoreply", "this is an automatically generated reply", "this is an automatically generated response", "i am currently out of the office", "i'm currently out of the office", "i am out of the office until", "i will be out of the office", "i am out of office",
        "detta är ett automatiskt svar", "det här är ett automatiskt svar", "detta är ett autosvar", "detta är ett automatsvar", "det här är ett autosvar", "detta är ett automatgenererat svar", "detta är ett automatiskt genererat svar",
        "tämä on automaattinen vastaus", "tämä on automaattivastaus", "tämä on automaattinen viesti", "tämä on automaattinen poissaolo", "tämä on poissaoloilmoitus",
        "dette er et automatisk svar", "dette er eit automatisk svar", "dette er et autosvar", "dette er eit autosvar", "þetta er sjálfvirkt svar", "þetta er sjálfvirk svörun",
        "dies ist eine automatische antwort", "diese e-mail wurde automatisch", "dies ist eine automatische abwesenheit", "dies ist eine automatisch generierte", "see on automaatvastus", "see on automaatne vastus",
        "ceci est une réponse automatique", "esta es una respuesta automática", "questa è una risposta automatica", "dit is een automatisch antwoord", "to jest automatyczna odpowiedź", "это автоматический ответ",
    ];

    /// <summary>That somebody is away …</summary>
    private static readonly string[] Away =
    [
        "out of the office", "out of office", "on vacation", "on holiday", "on annual leave", "on parental leave", "limited access to e-mail", "limited access to email", "away from the office", "on leave", "traveling", "travelling",
        "är på semester", "har semester", "är ledig", "är inte på kontoret", "är ej på kontoret", "är frånvarande", "är föräldraledig", "är bortrest", "är inte på plats", "är inte i tjänst", "är tjänstledig", "är borta",
        "olen lomalla", "olen vuosilomalla", "en ole paikalla", "olen poissa", "en ole toimistolla", "olen vapaalla", "olen perhevapaalla", "en ole töissä", "olen matkoilla", "olen virkavapaalla",
        "er på ferie", "har ferie", "er ikke på kontoret", "er ikkje på kontoret", "er fraværende", "er bortreist", "holder ferie", "er ikke til stede", "er ude af kontoret", "er borte", "er i permisjon", "er í fríi", "er í sumarfríi", "er ekki við", "verð ekki við", "er fjarverandi",
        "bin im urlaub", "nicht im büro", "bin abwesend", "nicht im haus", "bin derzeit nicht", "bin außer haus", "olen puhkusel", "viibin puhkusel", "ei viibi kontoris", "olen kontorist ära", "olen eemal",
        "suis absent", "en congé", "absente du bureau", "estoy de vacaciones", "fuera de la oficina", "estou de férias", "sono in ferie", "ben afwezig", "met vakantie", "jestem na urlopie", "нахожусь в отпуске",
    ];

    /// <summary>… and what the mail's writer may expect or do instead.</summary>
    private static readonly string[] Instead =
    [
        "will respond", "will reply", "will be back", "will return", "when i return", "upon my return", "on my return", "please contact", "for urgent", "as soon as possible", "get back to you", "not be forwarded", "urgent matters", "immediate assistance",
        "återkommer", "svarar när", "svarar på", "är tillbaka", "tillbaka på", "när jag är tillbaka", "kontakta", "vid brådskande", "brådskande ärenden", "läses inte", "läser inte", "vidarebefordras inte", "hänvisar",
        "vastaan", "palaan", "palattuani", "kiireellisissä", "kiireisissä", "kiireellisiin", "ota yhteyttä", "ottakaa yhteyttä", "yhteyttä", "sähköpostiani ei lueta", "viestejä ei",
        "svarer når", "svarer på", "er tilbake", "tilbake på", "er tilbage", "tilbage igen", "vender tilbage", "kontakt", "ved hastesaker", "haster", "kem aftur", "hafið samband", "vinsamlega", "vinsamlegast", "svara þegar",
        "wenden sie sich", "bin ich wieder", "wieder erreichbar", "werde ich", "nach meiner rückkehr", "in dringenden", "vastan", "tagasi", "pöörduge", "kiireloomulis", "kiirete",
        "à mon retour", "en cas d'urgence", "veuillez contacter", "a mi regreso", "urgente", "póngase en contacto", "al mio rientro", "neem contact", "ben ik weer", "po powrocie", "w pilnych", "свяжитесь", "после возвращения",
    ];

    public static bool IsSubject(string subject)
    {
        var plain = subject.AsSpan().TrimStart("[(*\"' ".AsSpan());
        foreach (var it in Subjects)
            if (plain.StartsWith(it, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary>The words that show the absence; null when there are none.</summary>
    public static string? In(string text)
    {
        var own = Replies.ReplyText.Of(text[..Math.Min(text.Length, Looked)]).Text;
        var plain = string.Join(' ', own.Split((char[])[' ', '\n', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)).Replace('’', '\'').ToLowerInvariant();
        if (Sure.FirstOrDefault(it => plain.Contains(it, StringComparison.Ordinal)) is { } sure) return sure;

        var away = Away.FirstOrDefault(it => plain.Contains(it, StringComparison.Ordinal));
        return away is not null && Instead.Count(it => plain.Contains(it, StringComparison.Ordinal)) >= 2 && !plain.Contains('?', StringComparison.Ordinal) ? away : null;
    }
}
