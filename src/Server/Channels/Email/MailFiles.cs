using Isberg.Contacts;
using Isberg.Mail;

namespace Isberg.Channels.Email;

/// <summary>Puts what came with a mail on the disk: its source, the files that are taken in, and the pictures of its page.</summary>
internal sealed class MailFiles(FileStore files)
{
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
            if (taken.Count + inline.Count + leftOut.Count >= Most)
            {
                if (leftOut.Count < 2 * Most) leftOut.Add(new LeftOutFile(name, "many"));
                continue;
            }

            await using var content = it.Open();
            if (!(await files.Save(centre, name, content, stop)).Succeeded(out var file, out var no))
            {
                if (MustWait(no) is { } waits)
                {
                    Drop(centre, new Stored(id, taken, inline, leftOut));
                    return waits;
                }

                leftOut.Add(new LeftOutFile(name, WhyNot(no)));
            }
            else if (it.ContentId is { } cid && it.IsInline && file.ContentType.StartsWith("image/", StringComparison.Ordinal) && body.Html is not null) inline.Add(new InlineFile(cid, file.Id, file.ContentType));
            else taken.Add(file);
        }

        return new Stored(id, taken, inline, leftOut);
    }

    /// <summary>A full disk and a scanner that does not answer are no quality of a file: the mail waits.</summary>
    private static Refusal? MustWait(Refusal no) => no == FileStore.NoRoom ? TakeMail.NoRoom : no == VirusScanner.Unscanned ? no : null;

    private static string WhyNot(Refusal no) => no == VirusScanner.Unsafe ? LeftOutFile.Unsafe : no == FileStore.TooLarge ? "large" : "kind";

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
