using Isberg.Mail;
using Isberg.Mail.Imap;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Isberg.Channels.Email;

/// <summary>Takes over what has come into a mailbox: fetches, takes in, and only then moves it away there.</summary>
internal sealed partial class FetchMail(Databases databases, TakeMail take, TakeScanMail takeScans, MailReceipts receipts, ILogger<FetchMail> log)
{
    /// <summary>A larger mail is left to people.</summary>
    public const long LargestMail = 100L * 1024 * 1024;

    private const int MostAtOnce = 64;

    /// <summary>Mails of one sender follow each other in order; others do not wait for them.</summary>
    private const int Together = 256;

    /// <summary>Twice as much is held at once: small mails in memory, others on the disk.</summary>
    private const long TogetherBytes = 64L * 1024 * 1024;

    /// <summary>While some are taken in, the next are fetched: the mail server and the disk would wait for each other otherwise.</summary>
    public async Task Run(Mailbox mailbox, MailboxNews news, CancellationToken stop)
    {
        if (news.Messages.Count == 0) return;

        var waiting = new Queue<MessageSummary>(news.Messages);
        var coming = FetchNext(news.Folder, waiting, stop);
        try
        {
            while (await coming is { Mails.Count: > 0 } some)
            {
                using (some)
                {
                    coming = FetchNext(news.Folder, waiting, stop);
                    await Task.WhenAll(Take(mailbox, some, stop), coming);
                    await Move(mailbox, news, some, stop);
                }
            }
        }
        finally
        {
            if (coming.IsCompletedSuccessfully) (await coming).Dispose();
        }

        await Note(mailbox, news.Folder.UidValidity, news.Messages[^1].UniqueId.Id, stop);
    }

    public async Task<MailboxPlace?> Place(Mailbox mailbox, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var known = await db.Set<MailboxReading>().AsNoTracking().SingleOrDefaultAsync(it => it.Mailbox == mailbox.Id, stop);
        return known is null ? null : new MailboxPlace((uint)known.UidValidity, (uint)known.LastUid);
    }

    private async Task Take(Mailbox mailbox, Batch some, CancellationToken stop) => await Parallel.ForEachAsync(
        some.Mails.GroupBy(it => it.Sender, StringComparer.OrdinalIgnoreCase), new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stop },
        async (mails, token) =>
        {
            foreach (var it in mails) it.Became = await TakeOne(mailbox, it, token);
        });

    /// <summary>Empty when there are no more.</summary>
    private static async Task<Batch> FetchNext(ImapFolder folder, Queue<MessageSummary> waiting, CancellationToken stop)
    {
        var batch = new Batch();
        try
        {
            for (long bytes = 0; bytes < TogetherBytes && batch.Mails.Count < Together && waiting.TryDequeue(out var it);)
            {
                var mail = await Fetch(folder, it, stop);
                batch.Mails.Add(mail);
                bytes += mail.Source?.Length ?? 0;
            }

            return batch;
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    private static async Task<Fetched> Fetch(ImapFolder folder, MessageSummary summary, CancellationToken stop)
    {
        if (summary.Size > LargestMail) return new Fetched(summary.UniqueId, null, "") { Became = Fate.Aside };

        var spool = new MailSpool();
        try
        {
            await folder.Messages.DownloadAsync(summary.UniqueId, spool.Stream, LargestMail, stop);
            var source = spool.ToSource();
            return new Fetched(summary.UniqueId, source, MimeMessage.Load(source, HeadersOnly).From.Mailboxes.FirstOrDefault()?.Address ?? "");
        }
        catch (ImapException error) when (error.Fault == ImapFault.MessageMissing)
        {
            return new Fetched(summary.UniqueId, null, "") { Became = Fate.Gone }; // somebody took it away meanwhile
        }
        finally
        {
            spool.Dispose();
        }
    }

    private static readonly MimeLimits HeadersOnly = MimeLimits.Usual with { Depth = 0, Parts = 1 };

    private async Task<Fate> TakeOne(Mailbox mailbox, Fetched fetched, CancellationToken stop)
    {
        if (fetched.Source is not { } source) return fetched.Became;

        try
        {
            var outcome = mailbox.IsOfScans ? await takeScans.Run(mailbox, source, stop) : await take.Run(mailbox, source, stop);
            if (!outcome.Succeeded(out var result, out var refusal)) throw new MailWaitsException(refusal);
            if (result.What == TakeMail.Taking.Aside) Aside(log, mailbox.Id.Value, fetched.Id.Id, result.Why!);
            if (result.IsNew) await receipts.Run(mailbox, result.Contact!.Value, stop);
            return result.What == TakeMail.Taking.Aside ? Fate.Aside : Fate.Taken;
        }
#pragma warning disable CA1031 // One mail that cannot be read must not stop those behind it; people see it in its own folder.
        catch (Exception error) when (error is not (MailWaitsException or OperationCanceledException or StorageUnavailableException or DbUpdateException or System.Data.Common.DbException or TimeoutException))
#pragma warning restore CA1031
        {
            NotTaken(log, mailbox.Id.Value, fetched.Id.Id, error);
            return Fate.Aside;
        }
    }

    private static async Task Move(Mailbox mailbox, MailboxNews news, Batch some, CancellationToken stop)
    {
        await Move(mailbox, news, [.. some.Mails.Where(it => it.Became != Fate.Gone && it.Became != Fate.Aside).Select(it => it.Id)], mailbox.TakenFolder, stop);
        await Move(mailbox, news, [.. some.Mails.Where(it => it.Became == Fate.Aside).Select(it => it.Id)], mailbox.AsideFolder, stop);
    }

    /// <summary>What is moved is durable here; when moving fails, it is known when it comes again.</summary>
    private static async Task Move(Mailbox mailbox, MailboxNews news, IReadOnlyList<UniqueId> ids, string? folder, CancellationToken stop)
    {
        if (ids.Count == 0) return;

        await news.Folder.Messages.AddFlagsAsync(ids, MessageFlags.Seen, stop: stop);
        if (folder is null || folder == mailbox.Folder) return;

        var destination = await news.Client.CreateFolderAsync(folder, stop);
        await news.Folder.Messages.MoveToAsync(ids, destination, stop);
    }

    private async Task Note(Mailbox mailbox, uint validity, uint last, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        using var gate = await databases.WriteGate(stop);
        if (!await db.Mailboxes.AnyAsync(it => it.Id == mailbox.Id && it.Version == mailbox.Version, stop)) return; // it may lead elsewhere now

        var known = await db.Set<MailboxReading>().SingleOrDefaultAsync(it => it.Mailbox == mailbox.Id, stop);
        if (known is null) db.Add(known = new MailboxReading { Mailbox = mailbox.Id, Centre = mailbox.Centre });
        (known.UidValidity, known.LastUid) = (validity, last);
        await db.SaveChangesAsync(stop);
    }

    private enum Fate
    {
        Taken, Aside, Gone,
    }

    /// <summary>Mails that were fetched together, and are held until they have been moved.</summary>
    private sealed class Batch : IDisposable
    {
        public List<Fetched> Mails { get; } = [];

        public void Dispose()
        {
            foreach (var it in Mails) it.Source?.Dispose();
        }
    }

    private sealed record Fetched(UniqueId Id, MailSource? Source, string Sender)
    {
        public Fate Became { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mailbox {Mailbox}: message {Uid} was put aside: {Why}")]
    private static partial void Aside(ILogger log, Guid mailbox, uint uid, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mailbox {Mailbox}: message {Uid} could not be taken, and was put aside")]
    private static partial void NotTaken(ILogger log, Guid mailbox, uint uid, Exception error);
}

/// <summary>A mail cannot be taken right now; it waits in its mailbox.</summary>
internal sealed class MailWaitsException(Refusal why) : Exception(why.Sentence)
{
    public string Code => why.Code;
}
