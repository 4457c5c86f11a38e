namespace Isberg.Mail.Replies;

/// <summary>The marks that mail programs put before older mails, in the languages that they speak.</summary>
internal static class ReplyMarks
{
    /// <summary>The headers that programs repeat above an older mail.</summary>
    public enum Label
    {
        From,
        Date,
        To,
        Subject,
    }

    private static readonly (Label Label, string[] Words)[] Labels =
    [
        (Label.From, ["From", "Från", "Frän", "Lähettäjä", "Fra", "Frå", "Frá", "Von", "Saatja", "De", "Da", "Van", "Od", "От", "От кого", "Kimden", "Feladó", "Від", "差出人", "发件人", "寄件者", "보낸 사람", "Nuo", "No", "Avsändare", "Afsender", "Avsender"]),
        (Label.Date, ["Date", "Sent", "Datum", "Skickat", "Skickad", "Sänt", "Lähetetty", "Päivämäärä", "Päiväys", "Pvm", "Dato", "Sendt", "Dagsetning", "Sent", "Gesendet", "Gesendet am", "Saadetud", "Kuupäev", "Envoyé", "Envoyé le", "Date d'envoi", "Fecha", "Enviado", "Enviado em", "Enviada", "Enviada em", "Enviado el", "Data", "Inviato", "Verzonden", "Verzonden op", "Wysłano", "Wysłane", "Дата", "Отправлено", "Tarih", "Gönderilen", "送信日時", "发送时间", "Sendt den", "Odesláno", "Dátum"]),
        (Label.To, ["To", "Till", "Vastaanottaja", "Kenelle", "Til", "An", "Saaja", "Kellele", "À", "A", "Para", "Aan", "Do", "Кому", "Cc", "Kopia", "Kopio", "Kopi", "Kopie", "Koopia", "Copie", "Copia", "Копия", "宛先", "收件人", "Kime", "Reply-To", "Afrit"]),
        (Label.Subject, ["Subject", "Ämne", "Rubrik", "Aihe", "Otsikko", "Emne", "Efni", "Betreff", "Teema", "Objet", "Asunto", "Assunto", "Oggetto", "Onderwerp", "Temat", "Тема", "Konu", "件名", "主题", "Předmět", "Predmet", "Tárgy"]),
    ];

    private static readonly string[] Separators =
    [
        "original message", "ursprungligt meddelande", "originalmeddelande", "alkuperäinen viesti", "alkuperäinen sanoma", "opprinnelig melding", "opphavleg melding", "oprindelig meddelelse", "oprindelig besked", "original besked", "upprunaleg skilaboð", "upphafleg skilaboð", "ursprüngliche nachricht", "originalnachricht", "originalmail", "algne kiri", "algne sõnum", "algkiri",
        "message d'origine", "message original", "message initial", "mensaje original", "mensagem original", "messaggio originale", "oorspronkelijk bericht", "wiadomość oryginalna", "oryginalna wiadomość", "исходное сообщение", "пересылаемое сообщение", "originál správy", "původní zpráva", "eredeti üzenet", "reply message", "urspr. meddelande", "svarsmeddelande", "original appointment", "orijinal mesaj", "vastausviesti", "edellinen viesti", "föregående meddelande",
    ];

    private static readonly string[] Forwards =
    [
        "forwarded message", "begin forwarded message", "fwd message", "vidarebefordrat meddelande", "vidarebefordrat brev", "vidarebefordrade meddelandet", "vidarebefordrat mejl", "välitetty viesti", "edelleenlähetetty viesti", "välitetyn viestin alku", "edelleen lähetetty", "videresendt melding", "vidaresend melding", "videresendt meddelelse", "videresendt besked", "start på vidarebefordrat meddelande", "framsend skilaboð", "áframsend skilaboð",
        "weitergeleitete nachricht", "anfang der weitergeleiteten", "edastatud kiri", "edastatud sõnum", "message transféré", "message transmis", "début du message", "mensaje reenviado", "mensagem encaminhada", "messaggio inoltrato", "doorgestuurd bericht", "wiadomość przekazana", "przekazana wiadomość", "пересланное сообщение", "пересылаемое сообщение",
    ];

    private static readonly string[] AnswerAbove = ["reply above this line", "please type your reply above", "svara ovanför denna rad", "svara ovanför den här raden", "vastaa tämän rivin yläpuolelle", "kirjoita vastauksesi tämän rivin", "reply above the line", "svar over denne linje", "antworten sie oberhalb", "write above this line"];

    public static bool IsQuoted(string line)
    {
        var plain = line.AsSpan().TrimStart();
        return !plain.IsEmpty && (plain[0] == '>' || (plain[0] == '|' && plain.Length > 1 && plain[1] == ' '));
    }

    /// <summary>The line above an older mail that says only that it is one.</summary>
    public static bool IsSeparator(string line)
    {
        var plain = line.AsSpan().Trim();
        if (plain.Length is < 5 or > 120) return false;
        foreach (var it in AnswerAbove)
            if (plain.Contains(it, StringComparison.OrdinalIgnoreCase)) return true;
        return IsBetweenDashes(plain, Separators);
    }

    /// <summary>A line that only parts what stands above it from what stands below.</summary>
    public static bool IsRule(string line)
    {
        var plain = line.AsSpan().Trim();
        return plain.Length >= 3 && plain.Trim("-–—_=*".AsSpan()).IsEmpty;
    }

    public static bool IsForward(string line)
    {
        var plain = line.AsSpan().Trim("> \t".AsSpan());
        return plain.Length is >= 8 and <= 120 && (IsBetweenDashes(plain, Forwards) || (plain[^1] == ':' && StartsWith(plain, Forwards)));
    }

    /// <summary>The label of the header that a line repeats; null when it repeats none.</summary>
    public static Label? HeaderAt(string line)
    {
        var plain = line.AsSpan().TrimStart("> \t*_".AsSpan());
        var colon = plain.IndexOf(':');
        if (colon is < 1 or > 20) return plain.StartsWith("差出人：", StringComparison.Ordinal) ? Label.From : null;

        return Named(plain[..colon].TrimEnd(" *_\u00A0".AsSpan()));
    }

    /// <summary>The labels in a line that holds several headers, as some pages have it.</summary>
    public static IEnumerable<Label> HeadersWithin(string line) =>
        line.Length > 1_000 ? [] : line.Split(' ').Where(it => it.Length > 2 && it[^1] == ':' && char.IsUpper(it[0])).Select(it => Named(it.AsSpan(0, it.Length - 1))).OfType<Label>();

    private static Label? Named(ReadOnlySpan<char> name)
    {
        foreach (var (label, words) in Labels)
            foreach (var it in words)
                if (name.Equals(it, StringComparison.OrdinalIgnoreCase)) return label;
        return null;
    }

    private static bool IsBetweenDashes(ReadOnlySpan<char> line, string[] words)
    {
        if (!IsDash(line[0]) && line[0] is not ('_' or '=' or '*' or '#')) return false;

        var plain = line.Trim("-–—_=*#<>: \t".AsSpan());
        return StartsWith(plain, words) && plain.Length < 60;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var it in words)
            if (text.StartsWith(it, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool IsDash(char it) => it is '-' or '–' or '—';
}
