namespace Isberg.Mail.Replies;

/// <summary>Finds where a signature begins at the end of a text: behind a line of dashes, at a program's own line, or behind a greeting and a name when contact details follow.</summary>
internal static class SignatureFinder
{
    /// <summary>A signature is seldom longer.</summary>
    private const int MostLines = 25;

    private static readonly string[] Programs =
    [
        "sent from my", "sent from outlook", "sent from mail for", "sent from yahoo", "sent from proton", "sent from samsung", "sent from gmail", "sent from mailbird", "sent with", "sent via", "sent on the", "sent using", "get outlook for",
        "skickat från min", "skickat från outlook", "skickat från e-post", "skickat från mail", "skickat från yahoo", "skickades från", "skickat med", "skickat från samsung", "hämta outlook", "skaffa outlook",
        "lähetetty", "hanki outlook", "lataa outlook", "sendt fra min", "sendt fra outlook", "sendt fra mail", "sendt fra yahoo", "sendt frå", "sendt fra samsung", "sendt via", "hent outlook", "få outlook", "last ned outlook", "sent úr", "sent frá",
        "von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von meinem", "holen sie sich outlook", "outlook für", "saadetud minu", "saadetud telefonist", "hangi outlook", "saatsin oma", "envoyé de mon", "envoyé depuis", "envoyé à partir", "télécharger outlook", "obtenez outlook", "enviado desde", "enviado do meu", "obtener outlook", "inviato da", "inviato dal mio", "ottieni outlook", "verzonden vanaf", "verstuurd vanaf", "wysłane z", "wysłano z", "отправлено с", "отправлено из",
    ];

    private static readonly string[] Farewells =
    [
        "mvh", "m.v.h", "med vänlig hälsning", "med vänliga hälsningar", "vänlig hälsning", "vänliga hälsningar", "hälsningar", "vänligen", "bästa hälsningar", "vh,", "hälsning",
        "ystävällisin terveisin", "terveisin", "t.", "terv.", "yst. terv", "ystävällisesti", "parhain terveisin", "kunnioittavasti", "best regards", "kind regards", "regards", "with kind regards", "best wishes", "sincerely", "yours sincerely", "yours faithfully", "cheers", "many thanks", "thanks,", "thank you,",
        "med vennlig hilsen", "vennlig hilsen", "med venleg helsing", "venleg helsing", "hilsen", "med venlig hilsen", "venlig hilsen", "bestu kveðjur", "kær kveðja", "kveðja", "mit freundlichen grüßen", "mit freundlichen gruessen", "freundliche grüße", "viele grüße", "mfg", "lugupidamisega", "parimate soovidega", "tervitades", "cordialement", "bien cordialement", "saludos", "pozdrawiam", "с уважением",
    ];

    /// <summary>The first line of the signature between two lines; the second when there is none.</summary>
    public static int Begin(IReadOnlyList<string> lines, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            var line = lines[at].Trim();
            if (line.Length == 0) continue;
            if (IsDashes(lines[at]) && to - at <= MostLines * 2 && HasMore(lines, at + 1, to)) return at;
            if (IsProgram(line) && to - at <= MostLines && IsNearEnd(lines, at, to)) return at;
        }

        return AfterFarewell(lines, from, to);
    }

    /// <summary>"-- " as the standard says, or what is left of it, or a line of underscores.</summary>
    private static bool IsDashes(string line)
    {
        var plain = line.Trim();
        return plain is "--" or "- -" || (plain.Length >= 2 && plain.Length <= 4 && plain.Trim('_').Length == 0);
    }

    private static bool IsProgram(string line)
    {
        if (line.Length > 160) return false;

        var plain = line.AsSpan().TrimStart("*_<([ ".AsSpan());
        foreach (var it in Programs)
        {
            if (!plain.StartsWith(it, StringComparison.OrdinalIgnoreCase)) continue;
            if (it != "lähetetty" || IsDevice(plain)) return true;
        }

        return false;
    }

    /// <summary>Finns write "sent" in many ways, and of many things: "Lähetetty iPhonesta", "Lähetetty puhelimestani".</summary>
    private static bool IsDevice(ReadOnlySpan<char> text)
    {
        foreach (var it in (ReadOnlySpan<string>)["phone", "puhelim", "ipad", "outlook", "samsung", "android", "yahoo", "mail", "laittees", "huawei", "postista", "windows", "gmail", "galaxy", "honor"])
            if (text.Contains(it, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool HasMore(IReadOnlyList<string> lines, int from, int to)
    {
        for (var at = from; at < to; at++)
            if (!lines[at].AsSpan().IsWhiteSpace()) return true;
        return false;
    }

    /// <summary>Few words follow.</summary>
    private static bool IsNearEnd(IReadOnlyList<string> lines, int at, int to)
    {
        var words = 0;
        for (at++; at < to; at++) words += lines[at].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return words < 40;
    }

    /// <summary>The greeting and the name are the writer's own; the office, the numbers and the addresses below them are not.</summary>
    private static int AfterFarewell(IReadOnlyList<string> lines, int from, int to)
    {
        for (var at = to - 1; at >= from && at > to - MostLines; at--)
        {
            if (!IsFarewell(lines[at])) continue;

            var name = at + 1;
            while (name < to && lines[name].AsSpan().IsWhiteSpace()) name++;
            if (name + 1 >= to || lines[name].Trim().Length > 60) return to;
            var details = 0;
            for (var it = name + 1; it < to; it++)
            {
                if (lines[it].Trim().Length > 120) return to;
                if (IsDetail(lines[it])) details++;
            }

            return details > 0 ? name + 1 : to;
        }

        return to;
    }

    private static bool IsFarewell(string line)
    {
        var plain = line.AsSpan().Trim();
        if (plain.Length is < 2 or > 60) return false;
        foreach (var it in Farewells)
        {
            if (!plain.StartsWith(it, StringComparison.OrdinalIgnoreCase)) continue;
            var behind = plain[it.Length..].TrimStart("/.,!: ".AsSpan());
            if (behind.Length < 30 && behind.Count(' ') < 4) return true;
        }

        return false;
    }

    /// <summary>A number to call, an address, a page.</summary>
    private static bool IsDetail(string line)
    {
        var digits = line.Count(char.IsAsciiDigit);
        return digits >= 6 || line.Contains('@', StringComparison.Ordinal) || line.Contains("www.", StringComparison.OrdinalIgnoreCase) || line.Contains("http", StringComparison.OrdinalIgnoreCase);
    }
}
