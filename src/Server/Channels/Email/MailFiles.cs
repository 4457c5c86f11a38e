using Isberg.Contacts;
using Isberg.Mail;

namespace Isberg.Channels.Email;

/// <summary>Puts what came with a mail on the disk: its source, the files that are taken in, and the pictures of its page.</summary>
internal sealed class MailFiles(FileStore files, VirusScanner scanner)
{
    private static readonly Refusal TooMany = new("mail.too_many", "The mail has more files than are taken out of one.");

    /// <summary>The most files that are taken out of one mail; further ones are in its source.</summary>
    public const int Most = 50;

    public sealed record Stored(Guid Source, IReadOnlyList<FileReference> Files, IReadOnlyList<InlineFile> Inline, IReadOnlyList<LeftOutFile> LeftOut);

    /// <returns>Or why the mail must wait where it is: the disk is full, or the virus scanner does not answer.</returns>
    public async Task<Outcome<Stored>> Keep(CentreId centre, MailSource source, MessageBody body, CancellationToken stop)
    {
        var kept = await files.SaveSource(centre, to => Copy(source, to, stop), stop);
        if (!kept.Succeeded(out var id, out _)) return TakeMail.NoRoom;

        List<FileReference> taken = [];
        List<InlineFile> inline = [];
        List<LeftOutFile> leftOut = [];
        foreach (var it in body.Attachments)
        {
            var name = FileStore.Plain(it.Name ?? (it.IsInline ? "picture" : "file"));
            var outcome = taken.Count + inline.Count + leftOut.Count < Most ? await Save(centre, name, it, stop) : await Check(it, TooMany, stop);
            if (!outcome.Succeeded(out var file, out var no))
            {
                if (MustWait(no) is { } waits)
                {
                    Drop(centre, new Stored(id, taken, inline, leftOut));
                    return waits;
                }

                if (leftOut.Count < 2 * Most || no != TooMany) leftOut.Add(new LeftOutFile(name, WhyNot(no)));
            }
            else if (it.ContentId is { } cid && it.IsInline && file.ContentType.StartsWith("image/", StringComparison.Ordinal) && body.Html is not null) inline.Add(new InlineFile(cid, file.Id, file.ContentType));
            else taken.Add(file);
        }

        return new Stored(id, taken, inline, leftOut);
    }

    private async Task<Outcome<FileReference>> Save(CentreId centre, string name, Attachment part, CancellationToken stop)
    {
        await using var content = part.Open();
        var outcome = await files.Save(centre, name, content, stop);
        return !outcome.Succeeded(out _, out var no) && no == FileStore.TooLarge ? await Check(part, no, stop) : outcome;
    }

    /// <summary>What is left out can still be fetched with the source, so the virus scanner sees it all the same.</summary>
    private async Task<Refusal> Check(Attachment part, Refusal why, CancellationToken stop)
    {
        await using var content = part.Open();
        return await scanner.Check(content, stop) ?? why;
    }

    /// <summary>A full disk and a scanner that does not answer are no quality of a file: the mail waits.</summary>
    private static Refusal? MustWait(Refusal no) => no == FileStore.NoRoom ? TakeMail.NoRoom : no == VirusScanner.Unscanned ? no : null;

    private static string WhyNot(Refusal no) => no.Code switch
    {
        "file.unsafe" => LeftOutFile.Unsafe,
        "file.unscannable" => LeftOutFile.Unchecked,
        "file.too_large" => "large",
        "mail.too_many" => "many",
        _ => "kind",
    };

    /// <summary>The mail was not taken after all.</summary>
    public void Drop(CentreId centre, Stored stored)
    {
        files.Delete(centre, stored.Source);
        foreach (var id in stored.Files.Select(it => it.Id).Concat(stored.Inline.Select(it => it.File))) files.Delete(centre, id);
    }

    private static async Task Copy(MailSource source, Stream to, CancellationToken stop)
    {
        var part = new byte[64 * 1024];
        for (long at = 0; source.Read(at, part) is > 0 and var read; at += read) await to.WriteAsync(part.AsMemory(0, read), stop);
    }
}
