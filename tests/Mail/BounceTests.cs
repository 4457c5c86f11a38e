using System.Text.Json;
using Isberg.Mail.Reports;

namespace Isberg.Mail;

/// <summary>Real reports of mail servers, read as those who collected them expect.</summary>
public sealed class BounceTests
{
    private const double LeastStatus = 0.85;
    private const double LeastHardness = 0.90;

    [Fact]
    public void Real_bounces_tell_their_status_and_whether_the_address_is_at_fault()
    {
        var (all, status, reply, hardness) = (0, 0, 0, 0);
        var wrong = new List<string>();
        foreach (var line in Corpus.Lines("bounces-expected.jsonl"))
        {
            var file = line.GetProperty("file").GetString()!;
            var read = DeliveryReport.Of(MimeMessage.Load(File.ReadAllBytes(Path.Combine(Corpus.Path("bounces"), file))))?.Recipients ?? [];
            foreach (var (index, expected) in line.GetProperty("expected").EnumerateArray().Index())
            {
                var it = index < read.Count ? read[index] : null;
                var (wantsStatus, wantsReply, wantsHard) = (expected.GetProperty("status").GetString()!, expected.GetProperty("replycode").GetString()!, expected.GetProperty("hardbounce").GetBoolean());
                var (isStatus, isHard) = ((it?.Status ?? "") == wantsStatus, (it?.IsHard ?? false) == wantsHard);
                all++;
                status += isStatus ? 1 : 0;
                reply += (it?.ReplyCode ?? "") == wantsReply ? 1 : 0;
                hardness += isHard ? 1 : 0;
                if (!isStatus || !isHard) wrong.Add($"{file} {index}: expected {wantsStatus} {wantsReply} {(wantsHard ? "hard" : "soft")} {expected.GetProperty("reason")}; read {it}");
            }
        }

        Corpus.Tell("bounces, status", status, all);
        Corpus.Tell("bounces, hard or soft", hardness, all);
        Corpus.Tell("bounces, reply code", reply, all);
        foreach (var it in wrong) TestContext.Current.SendDiagnosticMessage(it);
        Assert.True(status >= all * LeastStatus && hardness >= all * LeastHardness, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("550 5.1.1 <anna@sund.example>: Recipient address rejected: User unknown in local recipient table", "5.1.1", "550", true)]
    [InlineData("550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient anna@sund.example not found by SMTP address lookup", "5.1.10", "550", true)]
    [InlineData("550 5.4.1 Recipient address rejected: Access denied.", "5.4.1", "550", true)]
    [InlineData("550 Sender address rejected: Domain not found", "5.0.918", "550", false)]
    [InlineData("450 4.2.0 <anna@sund.example>: Recipient address rejected: Greylisted", "4.2.0", "450", false)]
    [InlineData("552 5.2.2 Mailbox size limit exceeded", "5.2.2", "552", false)]
    [InlineData("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "5.7.1", "554", false)]
    [InlineData("550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 double-checking the address", "5.1.1", "550", true)]
    [InlineData("Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1", "", true)]
    [InlineData("Sorry, I couldn't find any host named sund.example. (#5.1.2)", "5.1.2", "", true)]
    [InlineData("556 5.1.10 Domain does not accept mail", "5.1.10", "556", true)]
    [InlineData("CNAME_lookup_failed_temporarily._(#4.4.3)", "4.4.3", "", false)]
    [InlineData("host mx.sund.example[192.0.2.55] said: 550 No such user (in reply to RCPT TO command)", "5.0.911", "550", true)]
    [InlineData("host mx.sund.example[192.0.2.55] said: 550 No such user (in reply to end of DATA command)", "5.0.910", "550", false)]
    [InlineData("retry timeout exceeded", "4.0.947", "", false)]
    [InlineData("The mailbox is full", "5.0.922", "", false)]
    public void A_servers_words_are_understood(string words, string status, string reply, bool isHard)
    {
        var read = Assert.Single(Report($"Subject: Undelivered\n\nThis mail could not be delivered to:\n\n<anna@sund.example>:\n{words}\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <1@sund.example>\nTo: x@y.example\n\nHej")!.Recipients);

        Assert.Equal(("anna@sund.example", status, reply, isHard), (read.Address, read.Status, read.ReplyCode, read.IsHard));
    }

    [Fact]
    public void A_report_names_each_recipient_and_the_mail_that_it_is_about()
    {
        var read = Report("""
            Subject: Delivery Status Notification (Failure)
            Content-Type: multipart/report; report-type=delivery-status; boundary=x

            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.sund.example

            Original-Recipient: rfc822;anna@sund.example
            Final-Recipient: rfc822;anna.berg@sund.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1
             user unknown

            Final-Recipient: rfc822;boris@sund.example
            Action: delayed
            Status: 4.4.1

            Final-Recipient: rfc822;carl@sund.example
            Action: relayed
            Status: 2.1.5

            --x
            Content-Type: text/rfc822-headers

            Message-ID: <14@sund.example>
            Subject: Beslut

            --x--
            """)!;

        Assert.Equal([("anna.berg@sund.example", DeliveryAction.Failed, true), ("boris@sund.example", DeliveryAction.Delayed, false), ("carl@sund.example", DeliveryAction.Delivered, false)], read.Recipients.Select(it => (it.Address, it.Action, it.IsHard)));
        Assert.Equal(("14@sund.example", "Beslut"), (read.OriginalMessageId, read.Original?["Subject"]));
        Assert.Equal("550 5.1.1 user unknown", read.Recipients[0].Diagnostic);
    }

    [Theory]
    [InlineData("From: Anna <anna@sund.example>\nSubject: Undelivered parcel\n\nMy parcel could not be delivered. 550 kr was paid.")]
    [InlineData("From: Postmaster <postmaster@sund.example>\nSubject: Möte\n\nVi ses klockan tre.")]
    public void An_ordinary_mail_is_no_report(string mail) => Assert.Null(DeliveryReport.Of(MimeMessage.Load(System.Text.Encoding.UTF8.GetBytes(mail))));

    private static DeliveryReport? Report(string mail) => DeliveryReport.Of(MimeMessage.Load(System.Text.Encoding.UTF8.GetBytes($"From: MAILER-DAEMON@mx.example\n{mail.Replace("\r\n", "\n", StringComparison.Ordinal)}")));
}
