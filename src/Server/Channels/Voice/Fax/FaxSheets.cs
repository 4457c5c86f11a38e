using Isberg.Contacts;
using Isberg.Contacts.Letters;
using Isberg.Services;
using Isberg.Storage;
using Microsoft.EntityFrameworkCore;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Makes PDFs of the sheets that faxes come as, and sheets of what goes out, by programs that run apart.</summary>
internal sealed class FaxSheets(Apart apart, StorageOptions storage, DrawLetter draw, FileStore files, TimeProvider clock)
{
    private static readonly Apart.Bounds Bounds = new(TimeSpan.FromSeconds(60), 1L << 30);

    public bool CanSend => draw.Missing is null && apart.Has("gs");

    /// <summary>Null: it cannot be made one here; what reads letters says why.</summary>
    public async Task<byte[]?> AsPdf(string sheet, CancellationToken stop)
    {
        if (!apart.Has("prlimit") || !apart.Has("tiff2pdf")) return null;

        await using var from = File.OpenRead(sheet);
        using var copy = await ScanCopy.Of(from, storage, stop);
        return await Made("tiff2pdf", ["-o", "out", Path.GetFileName(copy.Path)], copy, stop);
    }

    /// <summary>An answer, as letters look. Null: it took too much time or memory.</summary>
    public async Task<byte[]?> Draw(Database db, ContactRow contact, FaxFacts fax, string text, CancellationToken stop)
    {
        var language = (WrittenLanguage.Of(text) ?? contact.Language)?.Code ?? "sv";
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Centres.Where(it => it.Id == contact.Centre).Select(it => it.TimeZone).SingleAsync(stop));
        var sender = (await db.Services.AsNoTracking().Where(it => it.Id == contact.Service).Select(it => it.Name).SingleAsync(stop)).Best(language);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Date);
        return await draw.Run(new LetterPaper(language, $"{sender}\nFax {fax.From}", $"Fax {fax.To}", today, contact.Reference, text, EnvelopeWindow.Right), stop);
    }

    /// <summary>The pages of an answer as fax machines take them: black and white, packed as they expect. Null: it could not be made.</summary>
    public async Task<byte[]?> Of(Database db, LetterRow fax, CancellationToken stop)
    {
        var kept = await db.Messages.AsNoTracking().Where(it => it.Id == fax.Message).Select(it => it.Files).SingleAsync(stop);
        await using var pdf = kept.Count > 0 ? files.Open(fax.Centre, kept[0].Id) : null;
        if (pdf is null || !CanSend) return null;

        using var copy = await ScanCopy.Of(pdf, storage, stop);
        string[] arguments =
        [
            "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffg4", "-r204x196", "-sPAPERSIZE=a4", "-dFIXEDMEDIA", "-dPDFFitPage", "-sOutputFile=out", Path.GetFileName(copy.Path),
        ];
        return await Made("gs", arguments, copy, stop);
    }

    private async Task<byte[]?> Made(string program, string[] arguments, ScanCopy copy, CancellationToken stop)
    {
        var ran = await apart.Run(program, arguments, copy.Folder, Bounds, stop);
        return ran.Succeeded ? await File.ReadAllBytesAsync(copy.In("out"), stop) : null;
    }
}
