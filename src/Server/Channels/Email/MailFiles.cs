using Isberg.Contacts;
using Isberg.Mail;

namespace Isberg.Channels.Email;

/// <summary>Puts what came with a mail on the disk: its source, the files that are taken in, and the pictures of its page.</summary>
internal sealed class MailFiles(FileStore files)
{
    /// <summary>The most files that are taken out of one mail; further ones are in its source.</summary>
    public const int Most = 50;

    /// <param name="Source">Null when the disk is full: then the mail must wait where it is.</param>
    public sealed record Stored(Guid? Source, IReadOnlyList<FileReference> Files, IReadOnlyList<InlineFile> Inline, IReadOnlyList<LeftOutFile> LeftOut);

    public async Task<Stored> Keep(CentreId centre, MailSource source, MessageBody body, CancellationToken stop)
    {
        var kept = await files.SaveSource(centre, to => Copy(source, to, stop), stop);
        if (!kept.Succeeded(out var id, out _)) return new Stored(null, [], [], []);

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
                if (no == FileStore.NoRoom) return NoRoom(centre, new Stored(id, taken, inline, leftOut));
                leftOut.Add(new LeftOutFile(name, no == FileStore.TooLarge ? "large" : "kind"));
            }
            else if (it.ContentId is { } cid && it.IsInline && file.ContentType.StartsWith("image/", StringComparison.Ordinal) && body.Html is not null) inline.Add(new InlineFile(cid, file.Id, file.ContentType));
            else taken.Add(file);
        }

        return new Stored(id, taken, inline, leftOut);
    }

    /// <summary>A full disk is no quality of a file: the mail waits.</summary>
    private Stored NoRoom(CentreId centre, Stored begun)
    {
        Drop(centre, begun);
        return new Stored(null, [], [], []);
    }

    /// <summary>The mail was not taken after all.</summary>
    public void Drop(CentreId centre, Stored stored)
    {
        if (stored.Source is { } source) files.Delete(centre, source);
        foreach (var id in stored.Files.Select(it => it.Id).Concat(stored.Inline.Select(it => it.File))) files.Delete(centre, id);
    }

    private static async Task Copy(MailSource source, Stream to, CancellationToken stop)
    {
        var part = new byte[64 * 1024];
        for (long at = 0; source.Read(at, part) is > 0 and var read; at += read) await to.WriteAsync(part.AsMemory(0, read), stop);
    }
}
