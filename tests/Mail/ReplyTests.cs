using System.Text.Json;
using Isberg.Mail.Replies;

namespace Isberg.Mail;

public sealed class ReplyTests
{
    private const double Least = 0.80;

    /// <summary>Rows whose input is a file that did not come along are counted apart.</summary>
    [Fact]
    public void New_text_is_told_apart_as_those_who_collected_the_replies_expect()
    {
        var tally = new SortedDictionary<string, (int Passed, int All)>(StringComparer.Ordinal);
        var (absent, wrong) = (0, new List<string>());
        foreach (var line in Corpus.Lines("replies-expected.jsonl"))
        {
            if (!line.TryGetProperty("input", out var input))
            {
                absent++;
                continue;
            }

            var kind = line.GetProperty("kind").GetString()!;
            var isPage = kind == "html";
            var read = isPage ? ReplyText.OfHtml(input.GetString()!) : ReplyText.Of(input.GetString()!);
            var wanted = line.GetProperty("expected_reply").GetString()!;
            var isRight = Plain(isPage ? HtmlText.Of(wanted) : wanted) == Plain(read.TextWithSignature); // this source counts signatures as text
            var (passed, all) = tally.GetValueOrDefault(kind);
            tally[kind] = (passed + (isRight ? 1 : 0), all + 1);
            if (!isRight) wrong.Add($"{line.GetProperty("test")}: expected «{wanted}»; read «{read.TextWithSignature}»");
        }

        foreach (var (kind, (passed, all)) in tally) Corpus.Tell($"replies, {kind}", passed, all);
        TestContext.Current.SendDiagnosticMessage($"replies whose input is absent: {absent}");
        foreach (var it in wrong) TestContext.Current.SendDiagnosticMessage(it);
        Assert.True(tally.Values.Sum(it => it.Passed) >= tally.Values.Sum(it => it.All) * Least, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Den ons 5 juni 2024 kl 14:03 skrev Anna Berg <anna@sund.example>:")]
    [InlineData("5 juni 2024 kl. 14:03 skrev Anna Berg <anna@sund.example>:")]
    [InlineData("Den 2024-06-05 kl. 14:03, skrev Anna Berg:")]
    [InlineData("Anna Berg skrev den 2024-06-05 14:03:")]
    [InlineData("ons 5 juni 2024 kl. 14:03 skrev Anna Berg <\nanna@sund.example>:")]
    [InlineData("On Wed, Jun 5, 2024 at 2:03 PM Anna Berg <anna@sund.example>\nwrote:")]
    [InlineData("ke 5. kesäk. 2024 klo 14.03 Anna Berg (anna@sund.example) kirjoitti:")]
    [InlineData("Anna Berg <anna@sund.example> kirjoitti 5.6.2024 kello 14.03:")]
    [InlineData("Anna Berg kirjoitti ke 5.6.2024 klo 14:03:")]
    [InlineData("5.6.2024 14.03, Anna Berg kirjoitti:")]
    [InlineData("ons. 5. juni 2024 kl. 14:03 skrev Anna Berg <anna@sund.example>:")]
    [InlineData("Den ons. 5. jun. 2024 kl. 14.03 skrev Anna Berg <\nanna@sund.example>:")]
    [InlineData("Am Mi., 5. Juni 2024 um 14:03 Uhr schrieb Anna Berg <\nanna@sund.example>:")]
    [InlineData("Am 05.06.24 um 14:03 schrieb Anna Berg:")]
    [InlineData("Kontakt Anna Berg (<anna@sund.example>) kirjutas kuupäeval K, 5. juuni 2024\nkell 14:03:")]
    [InlineData("Le mer. 5 juin 2024 à 14:03, Anna Berg <anna@sund.example> a\nécrit :")]
    [InlineData("El mié, 5 jun 2024 a las 14:03, Anna Berg (<anna@sund.example>)\nescribió:")]
    [InlineData("śr., 5 cze 2024 o 14:03 Anna Berg <anna@sund.example> napisał(a):")]
    [InlineData("ср, 5 июн. 2024 г. в 14:03, Anna Berg <anna@sund.example>:")]
    [InlineData("5 июня 2024 г., в 14:03, Anna Berg <anna@sund.example> написал(а):")]
    [InlineData("Þann mið., 5. jún. 2024 kl. 14:03 skrifaði Anna Berg <anna@sund.example>:")]
    [InlineData("Il giorno 5 giu 2024, alle ore 14:03, Anna Berg <anna@sund.example> ha scritto:")]
    [InlineData("Em 5 de junho de 2024, Anna Berg <anna@sund.example> escreveu:")]
    [InlineData("Op wo 5 jun. 2024 om 14:03 schreef Anna Berg <anna@sund.example>:")]
    [InlineData("W dniu 2024-06-05 14:03, Anna Berg pisze:")]
    [InlineData("Dnia 5 czerwca 2024 14:03 Anna Berg <anna@sund.example> napisał(a):")]
    [InlineData("Le 5 juin 2024 à 14:03, Anna Berg <anna@sund.example> a écrit\u00A0:")]
    [InlineData("05.06.2024, 14:03, \"Anna Berg\" <anna@sund.example>:")]
    [InlineData("On Jun 5, 2024, at 14:03, O'Brien-Berg, José (Sund) [extern]\n<anna@sund.example> wrote:")]
    [InlineData("---- On Wed, 05 Jun 2024 14:03:00 +0200 Anna Berg <anna@sund.example> wrote ----")]
    [InlineData("—— Original Message ——\nFrom: Anna")]
    [InlineData("-------- Oprindelig meddelelse --------\nFra: Anna")]
    [InlineData("--------- Message d'origine ---------\nDe : Anna")]
    [InlineData("De : Anna Berg\nEnvoyé le : 5 juin 2024\nÀ : Boris\nObjet : x")]
    [InlineData("_____  \n\nFrom: Anna Berg [mailto:anna@sund.example]\nSent: Wednesday, June 5, 2024 2:03 PM\nTo: Boris\nSubject: x")]
    [InlineData("-----Ursprungligt meddelande-----\nFrån: Anna Berg")]
    [InlineData("-----Alkuperäinen viesti-----\nLähettäjä: Anna Berg")]
    [InlineData("Från: Anna Berg <anna@sund.example>\nSkickat: den 5 juni 2024 14:03\nTill: Boris\nÄmne: Fråga")]
    [InlineData("Lähettäjä: Anna Berg <anna@sund.example>\nLähetetty: keskiviikko 5. kesäkuuta 2024 14.03\nVastaanottaja: Boris\nAihe: Kysymys")]
    [InlineData("Fra: Anna Berg <anna@sund.example>\nSendt: onsdag 5. juni 2024 14:03\nTil: Boris\nEmne: Spørsmål")]
    [InlineData("________________________________\nVon: Anna Berg <anna@sund.example>\nGesendet: Mittwoch, 5. Juni 2024 14:03\nAn: Boris\nBetreff: Frage")]
    public void The_older_mail_is_told_apart_in_every_language_that_programs_speak(string introduction)
    {
        foreach (var mark in new[] { "", "> " })
        {
            var read = ReplyText.Of($"Hej!\n\nJag har en fråga.\n\n{introduction}\n\n{mark}Vad gäller saken?\n{mark}Anna\n");

            Assert.Equal("Hej! Jag har en fråga.", Plain(read.Text));
        }
    }

    [Theory]
    [InlineData("Hej,\n\nDen 5 maj 2024 skrev jag till er:\nVar är min bygglovsansökan?")]
    [InlineData("Hei,\n\nMinä kirjoitin teille 5.6.2024:\nmissä lupani on?")]
    [InlineData("Bussen kom inte.\n\nFrån: Sund\nTill: Mora\nDatum: 5 juni\n\nVad gör jag?")]
    [InlineData("Hej!\n\nTill: er alla\nTack för hjälpen.")]
    [InlineData("Mötet är 14:00 den 5 juni 2024:\n- kaffe\n- tårta")]
    [InlineData("Det här är viktigt -- mycket viktigt.\n- ett\n- två")]
    [InlineData("Jag skickat från min adress en blankett. Var är den?")]
    public void What_only_looks_like_a_quote_stays(string text) => Assert.Equal(Plain(text), Plain(ReplyText.Of(text).Text));

    [Theory]
    [InlineData("Hej!\n\nTack.\n\n-- \nAnna Berg\nSund", "Hej! Tack.")]
    [InlineData("Tack.\n\nSkickat från min iPhone", "Tack.")]
    [InlineData("Kiitos.\n\nLähetetty iPhonesta", "Kiitos.")]
    [InlineData("Thanks.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>", "Thanks.")]
    [InlineData("Tack.\n\nMvh\nAnna", "Tack. Mvh Anna")]
    [InlineData("Tack.\n\nMed vänlig hälsning\nAnna Berg\nHandläggare\nSunds kommun\n08-123 45 67\nwww.sund.example", "Tack. Med vänlig hälsning Anna Berg")]
    [InlineData("Kiitos.\n\nYstävällisin terveisin\n\nAnna Berg\nSuunnittelija\nPuh. 040 123 4567", "Kiitos. Ystävällisin terveisin Anna Berg")]
    public void A_signature_is_told_apart_and_a_greeting_is_not(string text, string own) => Assert.Equal(own, Plain(ReplyText.Of(text).Text));

    [Fact]
    public void Answers_between_the_lines_of_the_older_mail_stay_in_their_places()
    {
        var read = ReplyText.Of("On 5 June 2024 14:03, Boris wrote:\n> When?\nTomorrow.\n> Where?\n> Here?\nThere.\n");

        Assert.Equal(["Quote", "Text", "Quote", "Text"], read.Parts.Select(it => it.Kind.ToString()));
        Assert.Equal("Tomorrow. There.", Plain(read.Text));
    }

    [Fact]
    public void What_somebody_passes_on_is_what_he_has_to_say()
    {
        var read = ReplyText.Of("FYI\n\n-------- Vidarebefordrat meddelande --------\nFrån: Anna <anna@sund.example>\nDatum: 2024-06-05\n\nHej!");

        Assert.Contains("Hej!", read.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div dir=ltr>Ny text</div><br><div class=\"gmail_quote\"><div dir=ltr class=\"gmail_attr\">Den ons 5 juni 2024 kl 14:03 skrev Anna &lt;<a href=\"mailto:a@b.c\">a@b.c</a>&gt;:<br></div><blockquote class=\"gmail_quote\">Gammal</blockquote></div>")]
    [InlineData("<p>Ny text</p><blockquote type=\"cite\"><p>Gammal</p></blockquote>")]
    [InlineData("<div class=WordSection1><p class=MsoNormal>Ny text</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Från:</b> Anna<br><b>Skickat:</b> den 5 juni</p></div><p>Gammal</p></div>")]
    [InlineData("<div>Ny text</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>Lähettäjä:</b> Anna<br></div><div>Gammal</div>")]
    [InlineData("<div>Ny text</div><div id=\"yahoo_quoted_123\" class=\"yahoo_quoted\"><div>On Wednesday, Anna wrote:</div><div>Gammal</div></div>")]
    [InlineData("<font>Ny text</font><br><br><font>-----Anna Berg wrote: -----</font><br><font>Gammal</font>")]
    [InlineData("<div>Ny text<br><br><blockquote>Den 5 juni 2024 kl. 14:03 skrev Anna:<br>Gammal</blockquote></div>")]
    public void The_older_mail_is_told_apart_in_a_page(string html)
    {
        var read = ReplyText.OfHtml(html);

        Assert.Equal("Ny text", Plain(read.Text));
        Assert.Contains(read.Parts, it => it.Kind == ReplyPartKind.Quote && it.Text.Contains("Gammal", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_nothing_is_new_the_older_mail_is_read()
    {
        var read = ReplyText.Of("Från: Anna <anna@sund.example>\nDatum: 2024-06-05\nÄmne: Fråga\n\nHej!\n\n-- \nBoris");

        Assert.Contains("Hej!", read.Text, StringComparison.Ordinal);
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
