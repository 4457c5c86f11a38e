using Isberg.Storage;

namespace Isberg.Contacts.Letters;

/// <summary>Copies a scan, reads it, and puts what is to stay on the disk: the scan as it came, and its pages as pictures.</summary>
internal sealed class KeepScan(StorageOptions storage, FileStore files, ReadScan read, VirusScanner scanner)
{
    /// <param name="Scan">As it came.</param>
    public sealed record Stored(FileReference Scan, IReadOnlyList<LetterPage> Pages, LetterReading Reading, string Text);

    public Task<ScanCopy> Copy(Stream content, CancellationToken stop) => ScanCopy.Of(content, storage, stop);

    /// <summary>Nothing opens a scan that the virus scanner has not let through; when that does not answer, the letter waits.</summary>
    public async Task<Outcome<ReadScan.Read>> Read(ScanCopy scan, CancellationToken stop)
    {
        if (scan.Bytes == 0) return Refused(LetterFault.Empty);
        if (scan.IsTooLarge) return Refused(LetterFault.Large);

        if (await Check(scan, stop) is { } no) return no == VirusScanner.Unsafe ? Refused(LetterFault.Unsafe) : no == VirusScanner.Unscannable ? Refused(LetterFault.Large) : no;
        return await read.Run(scan, stop);
    }

    public static string TextOf(ReadScan.Read read)
    {
        var text = string.Join("\n\n", read.Pages.Select(it => it.Text).OfType<string>());
        if (text.Length <= ReceiveContact.LongestMail) return text;
        return text[..(char.IsHighSurrogate(text[ReceiveContact.LongestMail - 1]) ? ReceiveContact.LongestMail - 1 : ReceiveContact.LongestMail)];
    }

    /// <summary>Null: the disk is full.</summary>
    public async Task<Stored?> Store(TakeLetter.Command command, ScanCopy scan, ReadScan.Read read, CancellationToken stop)
    {
        List<LetterPage> pages = [];
        if (await Save(command.Centre, scan.Path, stop) is not { } file) return null;

        var stored = new Stored(new FileReference(file, FileStore.Plain(command.Name), scan.Kind!.Value.ContentType(), scan.Bytes), pages, read.Reading, TextOf(read));
        foreach (var page in read.Pages)
        {
            if (await Save(command.Centre, page.Picture, stop) is not { } picture)
            {
                Drop(command.Centre, stored);
                return null;
            }

            pages.Add(new LetterPage(picture, page.Width, page.Height, page.Text));
        }

        return stored;
    }

    /// <summary>The letter was not taken after all.</summary>
    public void Drop(CentreId centre, Stored stored)
    {
        files.Delete(centre, stored.Scan.Id);
        foreach (var page in stored.Pages) files.Delete(centre, page.Picture);
    }

    private async Task<Guid?> Save(CentreId centre, string path, CancellationToken stop)
    {
        await using var from = File.OpenRead(path);
        return (await files.SaveSource(centre, to => from.CopyToAsync(to, stop), stop)).Succeeded(out var id, out _) ? id : null;
    }

    private async Task<Refusal?> Check(ScanCopy scan, CancellationToken stop)
    {
        await using var content = File.OpenRead(scan.Path);
        return await scanner.Check(content, stop);
    }

    private static ReadScan.Read Refused(LetterFault fault) => new(fault, LetterReading.None, []);
}
