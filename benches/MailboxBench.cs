using System.Diagnostics;
using System.Text;
using Isberg.Access;
using Isberg.Mail.World;
using Isberg.Services;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Benches;

/// <summary>From a real mailbox that is full of mails to contacts that are durable, with their sources, and routed.</summary>
internal static class MailboxBench
{
    private const int Mails = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static async Task<int> Run()
    {
        await using var imap = await ImapServer.Start();
        for (var it = 0; it < Mails; it++) imap.Deliver("sales", Mail(it));

        await using var server = await BenchServer.Start(connection: null, people: 20);
        var began = Stopwatch.GetTimestamp();
        await SetUp(server, imap);
        while (await Count(server) is var count && count < Mails)
        {
            if (Stopwatch.GetElapsedTime(began) > Longest) throw new InvalidOperationException($"After {Longest} there are {count} contacts.");
            await Task.Delay(Look);
        }

        Figure.Print("mail.routed_per_second", Mails / Stopwatch.GetElapsedTime(began).TotalSeconds, "mails/s");
        return 0;
    }

    private static async Task SetUp(BenchServer server, ImapServer imap)
    {
        await using var db = server.Databases.CreateDbContext();
        db.Mailboxes.Add(new Mailbox
        {
            Id = new MailboxId(Guid.NewGuid()), Centre = server.Centre, Name = "sales", Address = "sales@example.org", Service = server.Service, TakenFolder = "Taken",
            Version = Guid.NewGuid(),
            Incoming = new MailServer("127.0.0.1", imap.Port, LineSecurity.None, "sales", server.Of<MasterKey>().Seal(ImapServer.Password, MailServer.SecretPurpose)),
        });
        await db.SaveChangesAsync();
    }

    private static async Task<int> Count(BenchServer server)
    {
        await using var db = server.Databases.CreateDbContext();
        return await db.Mails.CountAsync();
    }

    private static byte[] Mail(int number) => Encoding.UTF8.GetBytes($"""
        From: Citizen {number} <citizen{number}@example.com>
        To: sales@example.org
        Subject: Fråga {number} om bygglov
        Date: Mon, 2 Mar 2026 08:00:00 +0100
        Message-ID: <{number}.bench@example.com>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        Hej! Jag har en fråga om mitt bygglov, ärende {number}. När kan jag få besked, och vad mer behöver ni av mig?

        {string.Concat(Enumerable.Repeat("Vi bygger ett nytt uthus på tomten och vill veta vad som gäller. ", 20))}

        Med vänlig hälsning
        Citizen {number}

        """.ReplaceLineEndings("\r\n"));
}
