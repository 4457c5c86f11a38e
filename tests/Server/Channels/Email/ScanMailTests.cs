using System.Text;
using Isberg.Channels.Letter;
using Isberg.Contacts;
using Isberg.Mail.World;
using Isberg.World;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Email;

/// <summary>What a scanner sends by mail are letters, and its mails themselves nothing.</summary>
public sealed class ScanMailTests(MailServers mail, OneServer one) : IClassFixture<MailServers>, IClassFixture<OneServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_scan_in_a_scanner_s_mail_is_a_letter_once()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        draft["isOfScans"] = true;
        await MailServers.Create(otto, draft, Stop);
        var scans = new[] { Paper.Pdf(Paper.English), Paper.Pdf(Paper.Swedish) };

        mail.Imap.Deliver("sales", Mail(scans));
        mail.Imap.Deliver("sales", Mail([scans[1], Paper.Pdf(Paper.Finnish)]));

        var letters = await PostOffice.Until(centre, rows => rows.Letters.AsNoTracking().Where(it => it.Centre == centre.Id).ToListAsync(Stop), it => it.Count == 3, Stop);
        await using var db = one.Server.Databases.CreateDbContext();
        Assert.Equal([LetterState.Taken, LetterState.Taken, LetterState.Taken], letters.Select(it => it.State));
        Assert.Equal(3, await db.Contacts.CountAsync(it => it.Centre == centre.Id, Stop));
        Assert.Equal(0, await db.Mails.CountAsync(it => it.Centre == centre.Id, Stop));
    }

    [Fact]
    public async Task A_mail_with_more_scans_than_are_taken_from_one_is_left_to_people()
    {
        var (centre, _) = await one.NewCentre();
        using var otto = await centre.SignIn("otto", Stop);
        var draft = mail.Draft(centre);
        (draft["isOfScans"], draft["incoming"]) = (true, MailServers.Server(mail.Imap.Port, "support", ImapServer.Password));
        await MailServers.Create(otto, draft, Stop);

        mail.Imap.Deliver("support", Mail([.. Enumerable.Repeat(Paper.Pdf(Paper.English), 51)]));

        var aside = Path.Combine(mail.Imap.MaildirOf("support"), ".Isberg-aside");
        await PostOffice.Until(centre, _ => Task.FromResult(new[] { "new", "cur" }.Select(it => Path.Combine(aside, it)).Where(Directory.Exists).Sum(it => Directory.GetFiles(it).Length)), it => it == 1, Stop);
    }

    private static byte[] Mail(byte[][] scans)
    {
        var mail = new StringBuilder("From: scanner@sund.example\r\nTo: sales@sund.example\r\nSubject: Scan\r\nMIME-Version: 1.0\r\n");
        mail.Append($"Message-ID: <{Guid.NewGuid():N}@sund.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nScanned.\r\n");
        foreach (var scan in scans)
            mail.Append($"--b\r\nContent-Type: application/pdf; name=scan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(scan, Base64FormattingOptions.InsertLineBreaks)}\r\n");
        return Encoding.ASCII.GetBytes(mail.Append("--b--\r\n").ToString());
    }
}
