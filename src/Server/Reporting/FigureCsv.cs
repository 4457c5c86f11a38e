using System.Globalization;

namespace Isberg.Reporting;

/// <summary>Figures as a file for a spreadsheet: in the form that the reader's own spreadsheet opens by a click.</summary>
public static class FigureCsv
{
    /// <summary>Swedish and Finnish spreadsheets want semicolons and decimal commas.</summary>
    public static string Write(FiguresView figures, FigureNames names, TimeZoneInfo zone, string language)
    {
        var isNordic = language is "sv" or "fi";
        var culture = CultureInfo.GetCultureInfo(isNordic ? "sv-SE" : "en-GB");
        var csv = new CsvText(isNordic ? ';' : ',');
        foreach (var column in Columns) csv.Cell(column.Name.Best(language));
        csv.EndLine();
        foreach (var row in figures.Rows.Count > 0 ? figures.Rows : [figures.Total])
        {
            foreach (var column in Columns) csv.Cell(Cell(column.Of(new(row, figures, names, zone)), culture));
            csv.EndLine();
        }
        return csv.ToString();
    }

    private static string? Cell(object? value, CultureInfo culture) => value switch
    {
        null => "",
        double number => Math.Round(number, 4).ToString("0.####", culture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private sealed record Line(FigureRow Row, FiguresView Figures, FigureNames Names, TimeZoneInfo Zone)
    {
        public string? Local(DateTimeOffset? moment) =>
            moment is { } it ? TimeZoneInfo.ConvertTime(it, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
    }

    private sealed record Column(Services.Texts Name, Func<Line, object?> Of);

    private static Column Col(string sv, string fi, string en, Func<Line, object?> of) => new(Services.Texts.Of(("sv", sv), ("fi", fi), ("en", en)), of);

    private static readonly Column[] Columns =
    [
        Col("Från", "Alkaen", "From", it => it.Local(it.Row.From ?? it.Figures.From)),
        Col("Till", "Päättyen", "To", it => it.Local(it.Row.To ?? it.Figures.To)),
        Col("Veckodag", "Viikonpäivä", "Weekday", it => it.Row.Weekday),
        Col("Timme", "Tunti", "Hour", it => it.Row.Hour),
        Col("Tjänst", "Palvelu", "Service", it => it.Names.Service(it.Row.Service)),
        Col("Kanal", "Kanava", "Channel", it => it.Row.Channel?.ToString()),
        Col("Person", "Henkilö", "Person", it => it.Names.Person(it.Row.Person)),
        Col("Kontaktorsak", "Yhteydenoton syy", "Reason", it => it.Names.Reason(it.Row.Reason)),
        Col("Inkomna", "Saapuneet", "Arrived", it => it.Row.Counts.Arrived),
        Col("Erbjudna", "Tarjotut", "Offered", it => it.Row.Counts.Offered),
        Col("Väntar", "Odottaa", "Waiting", it => it.Row.Counts.Waiting),
        Col("Besvarade", "Vastatut", "Answered", it => it.Row.Counts.Answered),
        Col("Besvarade i tid", "Vastatut ajoissa", "Answered in time", it => it.Row.Counts.AnsweredInTime),
        Col("Övergivna", "Hylätyt", "Abandoned", it => it.Row.Counts.Abandoned),
        Col("Korta avhopp", "Lyhyet luopumiset", "Short abandons", it => it.Row.Counts.ShortAbandon),
        Col("Överflöde", "Ylivuoto", "Flow-outs", it => it.Row.Counts.FlowedOut),
        Col("Valde annan väg", "Valitsi toisen tavan", "Left by choice", it => it.Row.Counts.LeftByChoice),
        Col("Stängt", "Suljettuna", "While closed", it => it.Row.Counts.Closed),
        Col("Kasserade", "Hylätyt roskana", "Discarded", it => it.Row.Counts.Discarded),
        Col("Servicenivå", "Palvelutaso", "Service level", it => it.Row.ServiceLevel.Value),
        Col("Variant", "Laskentatapa", "Variant", it => it.Figures.Rule.Variant),
        Col("T (s)", "T (s)", "T (s)", it => it.Figures.Rule.TargetSeconds),
        Col("s (s)", "s (s)", "s (s)", it => it.Figures.Rule.ShortSeconds),
        Col("Svarsprocent", "Vastausprosentti", "Answer rate", it => it.Row.AnswerRate.Value),
        Col("Andel övergivna", "Hylättyjen osuus", "Abandon rate", it => it.Row.AbandonRate.Value),
        Col("Snittväntetid, besvarade (s)", "Keskimääräinen vastausaika (s)", "Mean wait of answered (s)", it => it.Row.Waits.MeanOfAnswered),
        Col("Snittväntetid, alla (s)", "Keskimääräinen odotusaika, kaikki (s)", "Mean wait of all (s)", it => it.Row.Waits.MeanOfAll),
        Col("Väntetid P50 (s)", "Odotusaika P50 (s)", "Wait P50 (s)", it => it.Row.Waits.P50),
        Col("Väntetid P90 (s)", "Odotusaika P90 (s)", "Wait P90 (s)", it => it.Row.Waits.P90),
        Col("Väntetid P95 (s)", "Odotusaika P95 (s)", "Wait P95 (s)", it => it.Row.Waits.P95),
        Col("Längsta väntetid (s)", "Pisin odotusaika (s)", "Longest wait (s)", it => it.Row.Waits.Longest),
        Col("Hanteringstid (s)", "Käsittelyaika (s)", "Handling time (s)", it => it.Row.Handling.Mean),
        Col("Samtalstid (s)", "Keskusteluaika (s)", "Talk time (s)", it => it.Row.Handling.Talk),
        Col("Parkerad tid (s)", "Pitoaika (s)", "Hold time (s)", it => it.Row.Handling.Hold),
        Col("Efterbehandling (s)", "Jälkikäsittely (s)", "Wrap-up time (s)", it => it.Row.Handling.WrapUp),
        Col("Kopplade vidare", "Siirretyt", "Transferred", it => it.Row.Counts.Transferred),
        Col("Felkopplade", "Väärin ohjatut", "Misrouted", it => it.Row.Counts.Misrouted),
        Col("Hopslagna", "Yhdistetyt", "Merged", it => it.Row.Counts.Merged),
        Col("Utgående", "Lähtevät", "Outgoing", it => it.Row.Counts.Begun),
        Col("Redo (s)", "Valmiina (s)", "Ready (s)", it => it.Row.Time?.Ready),
        Col("I kontakt (s)", "Käsittelyssä (s)", "Handling (s)", it => it.Row.Time?.Handling),
        Col("I efterbehandling (s)", "Jälkikäsittelyssä (s)", "Wrapping up (s)", it => it.Row.Time?.WrappingUp),
        Col("Ej redo (s)", "Ei valmiina (s)", "Not ready (s)", it => it.Row.Time?.NotReady),
        Col("Svarar inte (s)", "Ei vastaa (s)", "Not answering (s)", it => it.Row.Time?.NotAnswering),
        Col("Beläggning", "Käyttöaste", "Occupancy", it => it.Row.Time?.Occupancy.Value),
    ];
}
