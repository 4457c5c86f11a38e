using System.Text;
using Isberg.Mail.Automatic;

namespace Isberg.Mail;

public sealed class AutomaticMailTests
{
    /// <summary>Of the odd mails, those that a machine wrote by their own signs: a bounce, one from "noreply", and one that names no sender.</summary>
    private static readonly HashSet<string> Machines = new(StringComparer.Ordinal) { "mail092", "mail098", "mail068" };

    [Fact]
    public void No_bounce_may_be_answered_automatically()
    {
        var (passed, all) = (0, 0);
        var wrong = new List<string>();
        foreach (var path in Corpus.Files("bounces", ".eml"))
        {
            all++;
            if (!Read(File.ReadAllBytes(path)).MayBeAnswered) passed++;
            else wrong.Add(Path.GetFileName(path));
        }

        Corpus.Tell("bounces that no program answers", passed, all);
        Assert.True(passed == all, string.Join(", ", wrong));
    }

    [Fact]
    public void Ordinary_mail_may_be_answered()
    {
        var (passed, all) = (0, 0);
        var wrong = new List<string>();
        foreach (var path in Corpus.Files("zammad"))
        {
            if (Machines.Contains(Path.GetFileNameWithoutExtension(path))) continue;
            all++;
            var read = Read(File.ReadAllBytes(path));
            if (read.MayBeAnswered) passed++;
            else wrong.Add($"{Path.GetFileName(path)}: {read}");
        }

        Corpus.Tell("odd mails of people that may be answered", passed, all);
        var (replies, allReplies) = (0, 0);
        foreach (var line in Corpus.Lines("replies-expected.jsonl"))
        {
            if (!line.TryGetProperty("input", out var input)) continue;
            allReplies++;
            var read = Read(Mail($"Subject: Re: x\nContent-Type: text/{(line.GetProperty("kind").GetString() == "html" ? "html" : "plain")}; charset=utf-8", input.GetString()!));
            if (read.MayBeAnswered) replies++;
            else wrong.Add($"{line.GetProperty("test")}: {read}");
        }

        Corpus.Tell("replies of people that may be answered", replies, allReplies);
        Assert.True(passed == all && replies == allReplies, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", AutomaticKind.AutomaticReply)]
    [InlineData("Auto-Submitted: auto-replied\nSubject: Autosvar: på semester", AutomaticKind.OutOfOffice)]
    [InlineData("Auto-Submitted: auto-generated (failure)", AutomaticKind.Notification)]
    [InlineData("Auto-Submitted: no", AutomaticKind.None)]
    [InlineData("Precedence: bulk", AutomaticKind.Bulk)]
    [InlineData("Precedence: auto_reply", AutomaticKind.AutomaticReply)]
    [InlineData("Precedence: first-class", AutomaticKind.None)]
    [InlineData("List-Id: <nyheter.sund.example>", AutomaticKind.Bulk)]
    [InlineData("List-Unsubscribe: <mailto:bort@sund.example>", AutomaticKind.Bulk)]
    [InlineData("X-Auto-Response-Suppress: DR, OOF, AutoReply", AutomaticKind.Notification)]
    [InlineData("X-Auto-Response-Suppress: RN, NRN", AutomaticKind.None)]
    [InlineData("X-Autoreply: yes", AutomaticKind.AutomaticReply)]
    [InlineData("Return-Path: <>", AutomaticKind.Notification)]
    [InlineData("Return-Path: <anna@sund.example>", AutomaticKind.None)]
    [InlineData("From: no-reply@sund.example", AutomaticKind.Notification)]
    [InlineData("From: Svara ej <svara-ej@sund.example>", AutomaticKind.Notification)]
    [InlineData("From: ala-vastaa@sund.example", AutomaticKind.Notification)]
    [InlineData("From: noreply+482@sund.example", AutomaticKind.Notification)]
    [InlineData("From: MAILER-DAEMON@sund.example", AutomaticKind.Notification)]
    [InlineData("From: reply@sund.example", AutomaticKind.None)]
    [InlineData("From: anna.root@sund.example", AutomaticKind.None)]
    [InlineData("Content-Type: text/calendar; method=REPLY", AutomaticKind.CalendarReply)]
    [InlineData("Content-Type: text/calendar; method=REQUEST", AutomaticKind.None)]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;anna@sund.example\nDisposition: manual-action/MDN-sent-manually; displayed\nOriginal-Message-ID: <1@a>\n--x--", AutomaticKind.ReadReceipt)]
    public void A_machine_is_known_by_its_headers(string headers, AutomaticKind kind) => Assert.Equal(kind, Read(Mail(headers, "Hej")).Kind);

    [Theory]
    [InlineData("Autosvar: Re: Din fråga")]
    [InlineData("Automatiskt svar: Bygglov")]
    [InlineData("Frånvaro: Bygglov")]
    [InlineData("Automaattinen vastaus: Lupa")]
    [InlineData("Poissa: Lupa")]
    [InlineData("Automatic reply: Permit")]
    [InlineData("Out of Office AutoReply: Permit")]
    [InlineData("Automatisk svar: Byggesak")]
    [InlineData("Fraværende: Byggesag")]
    [InlineData("Sjálfvirkt svar: Leyfi")]
    [InlineData("Automatische Antwort: Frage")]
    [InlineData("Abwesenheitsnotiz: Frage")]
    [InlineData("Automaatvastus: Küsimus")]
    [InlineData("Réponse automatique : Question")]
    [InlineData("=?utf-8?q?Automaattinen_vastaus=3A_Lupa?=")]
    public void An_absence_is_known_by_its_subject(string subject) => Assert.Equal(AutomaticKind.OutOfOffice, Read(Mail($"Subject: {subject}", "Hej")).Kind);

    [Theory]
    [InlineData("Hej!\nJag är på semester till den 5 augusti och svarar på mejl när jag är tillbaka. Vid brådskande ärenden kontakta växeln.")]
    [InlineData("Detta är ett automatiskt svar. Ditt mejl har kommit fram.")]
    [InlineData("Olen lomalla 5.8. asti. Vastaan viestiisi palattuani. Kiireellisissä asioissa ota yhteyttä vaihteeseen.")]
    [InlineData("Tämä on automaattinen vastaus.")]
    [InlineData("I am out of the office until 5 August. For urgent matters please contact our service desk.")]
    [InlineData("Jeg er på ferie og svarer på e-post når jeg er tilbake på kontoret. Kontakt resepsjonen hvis det haster.")]
    [InlineData("Ich bin im Urlaub. In dringenden Fällen wenden Sie sich bitte an die Zentrale.")]
    [InlineData("Olen puhkusel ja vastan kirjadele, kui olen tagasi. Kiireloomulistes küsimustes pöörduge vastuvõttu.")]
    [InlineData("Ég er í sumarfríi og svara þegar ég kem aftur. Vinsamlegast hafið samband við afgreiðslu.")]
    public void An_absence_is_known_by_its_words(string text) => Assert.Equal(AutomaticKind.OutOfOffice, Read(Mail("Subject: Fråga", text)).Kind);

    [Theory]
    [InlineData("SV: Autosvar: Din fråga", "Tack, jag väntar.")]
    [InlineData("Re: Automatic reply: Permit", "Thanks.")]
    [InlineData("Semesterlön", "Hej, jag är på semester nu men undrar över min semesterlön. Kan ni kontakta mig när ni är tillbaka på kontoret?")]
    [InlineData("Aika", "Hei, olen lomalla 5.7. asti. Voinko siirtää aikani?")]
    [InlineData("Vacation", "I will be on vacation and cannot come to my appointment.")]
    [InlineData("Automatisk dörröppnare", "Dörren är trasig.")]
    public void People_who_speak_of_such_things_are_answered(string subject, string text) => Assert.Equal(AutomaticKind.None, Read(Mail($"Subject: {subject}", text)).Kind);

    [Fact]
    public void A_mail_tells_how_far_it_came_and_whether_it_is_our_own()
    {
        var headers = MimeMessage.Load(Mail("Received: from a\nReceived: from b\nX-Sund: 14", "Hej")).Headers;

        Assert.Equal(new MailLoop(2, IsOwn: true), MailLoop.Of(headers, "x-sund", "14"));
        Assert.Equal(new MailLoop(2, IsOwn: false), MailLoop.Of(headers, "X-Sund", "15"));
    }

    private static AutomaticMail Read(byte[] mail) => AutomaticMail.Of(MimeMessage.Load(mail));

    private static byte[] Mail(string headers, string text)
    {
        var sender = headers.Contains("From:", StringComparison.Ordinal) ? "" : "From: Anna <anna@sund.example>\n";
        var type = headers.Contains("Content-Type:", StringComparison.Ordinal) ? "" : "Content-Type: text/plain; charset=utf-8\n";
        return Encoding.UTF8.GetBytes($"{sender}{type}{headers}\n\n{text}\n");
    }
}
