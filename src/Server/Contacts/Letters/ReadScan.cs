using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Isberg.Contacts.Letters;

/// <summary>Draws the pages of a scan and reads what stands on them, by programs that run apart.</summary>
internal sealed partial class ReadScan(ReadingTools tools, Apart apart) : IDisposable
{
    public const int MostPages = 100;

    /// <summary>Of one page's text.</summary>
    private const int LongestPage = 20_000;

    /// <summary>Text of fewer letters than this is no text of a page: scanners write page numbers and stamps of their own.</summary>
    private const int FewestLetters = 16;

    /// <summary>Of the longer side, in pixels: of what is shown, and of what is read (300 to an inch of an A4 page).</summary>
    private const int ShownSide = 2_200;

    private const int ReadSide = 3_508;

    private const long MostPixels = 200_000_000;

    /// <summary>Of a whole letter; what is not read by then stays a picture.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly Apart.Bounds Quick = new(TimeSpan.FromSeconds(30), 1L << 30);
    private static readonly Apart.Bounds Slow = new(TimeSpan.FromSeconds(90), 2L << 30);

    private readonly SemaphoreSlim lanes = new(2, 2);

    /// <param name="Fault">Why it cannot be taken in; null: it can.</param>
    /// <param name="Pages">None: this server cannot draw them.</param>
    public sealed record Read(LetterFault? Fault, LetterReading Reading, IReadOnlyList<PageRead> Pages);

    /// <param name="Picture">A JPEG in the scan's own folder.</param>
    public sealed record PageRead(string Picture, int Width, int Height, string? Text);

    public async Task<Read> Run(ScanCopy scan, CancellationToken stop)
    {
        var able = await tools.Look(stop);
        if (scan.Kind is not { } kind) return Refused(LetterFault.Kind);
        if (!able.DrawsPages || (kind == ScanKind.Tiff && !able.OpensTiff)) return new Read(null, LetterReading.None, []);

        if (await ToPdf(scan, kind, stop) is { } wrong) return Refused(wrong);
        var (fault, count) = await Count(scan, stop);
        return fault is { } no ? Refused(no) : await Pages(scan, count, able.Recognises, stop);
    }

    public void Dispose() => lanes.Dispose();

    /// <summary>Every scan is read in one way: as a PDF.</summary>
    private async Task<LetterFault?> ToPdf(ScanCopy scan, ScanKind kind, CancellationToken stop)
    {
        if (kind == ScanKind.Pdf)
        {
            File.Copy(scan.Path, scan.In("scan.pdf"));
            return null;
        }

        if (kind == ScanKind.Jpeg) return await JpegToPdf(scan, stop);
        var ran = await apart.Run("tiff2pdf", ["-o", "scan.pdf", System.IO.Path.GetFileName(scan.Path)], scan.Folder, Slow, stop);
        return ran.Succeeded ? null : Why(ran);
    }

    private static async Task<LetterFault?> JpegToPdf(ScanCopy scan, CancellationToken stop)
    {
        var bytes = await File.ReadAllBytesAsync(scan.Path, stop);
        if (JpegPicture.Of(bytes) is not { } picture) return LetterFault.Broken;
        if ((long)picture.Width * picture.Height > MostPixels) return LetterFault.Heavy;

        await using var to = File.Create(scan.In("scan.pdf"));
        await picture.WriteAsPdf(new MemoryStream(bytes), to, stop);
        return null;
    }

    private async Task<(LetterFault? Fault, int Pages)> Count(ScanCopy scan, CancellationToken stop)
    {
        var ran = await apart.Run("pdfinfo", ["scan.pdf"], scan.Folder, Quick, stop);
        if (!ran.Succeeded) return (ran.Errors.Contains("password", StringComparison.OrdinalIgnoreCase) ? LetterFault.Encrypted : Why(ran), 0);
        if (PageCount().Match(Encoding.UTF8.GetString(ran.Answer)) is not { Success: true } match || !int.TryParse(match.Groups[1].Value, out var pages)) return (LetterFault.Broken, 0);
        return pages switch { 0 => (LetterFault.Broken, 0), > MostPages => (LetterFault.Pages, 0), _ => (null, pages) };
    }

    private async Task<Read> Pages(ScanCopy scan, int count, IReadOnlyList<string> languages, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(Longest);
        var read = await Task.WhenAll(Enumerable.Range(1, count).Select(page => Page(scan, page, languages, late.Token, stop)));
        if (read.FirstOrDefault(it => it.Fault is not null)?.Fault is { } fault) return Refused(fault);

        var reading = read.Any(it => it.WasLate) ? LetterReading.RecognisedInPart
            : read.Any(it => it.WasRecognised) ? LetterReading.Recognised
            : read.Any(it => it.Page!.Text is not null) ? LetterReading.InFile
            : languages.Count > 0 ? LetterReading.Recognised : LetterReading.None;
        return new Read(null, reading, [.. read.Select(it => it.Page!)]);
    }

    private async Task<OnePage> Page(ScanCopy scan, int number, IReadOnlyList<string> languages, CancellationToken late, CancellationToken stop)
    {
        await lanes.WaitAsync(stop);
        try
        {
            var (fault, page) = await Draw(scan, number, stop);
            if (fault is not null) return new OnePage(fault, null, false, false);

            var text = Readable(await Text(scan, number, stop));
            if (text is not null && text.Count(char.IsLetter) >= FewestLetters) return new OnePage(null, page! with { Text = text }, false, false);
            if (languages.Count == 0) return new OnePage(null, page! with { Text = text }, false, false);
            if (late.IsCancellationRequested) return new OnePage(null, page! with { Text = text }, false, WasLate: true);

            var recognised = await Recognise(scan, number, languages, stop);
            return new OnePage(null, page! with { Text = Readable(recognised) ?? text }, recognised is not null, WasLate: recognised is null);
        }
        finally
        {
            lanes.Release();
        }
    }

    private async Task<(LetterFault? Fault, PageRead? Page)> Draw(ScanCopy scan, int number, CancellationToken stop)
    {
        var ran = await apart.Run("pdftoppm", [.. Only(number), "-jpeg", "-jpegopt", "quality=80", "-scale-to", $"{ShownSide}", "scan.pdf", $"page-{number}"], scan.Folder, Quick, stop);
        var picture = scan.In($"page-{number}.jpg");
        if (!ran.Succeeded || !File.Exists(picture)) return (Why(ran), null);
        return JpegPicture.Of(await File.ReadAllBytesAsync(picture, stop)) is { } drawn ? (null, new PageRead(picture, drawn.Width, drawn.Height, null)) : (LetterFault.Broken, null);
    }

    private async Task<string?> Text(ScanCopy scan, int number, CancellationToken stop)
    {
        var ran = await apart.Run("pdftotext", ["-f", $"{number}", "-l", $"{number}", "-enc", "UTF-8", "scan.pdf", "-"], scan.Folder, Quick, stop);
        return ran.Succeeded ? Encoding.UTF8.GetString(ran.Answer) : null;
    }

    /// <summary>Null: it took too long.</summary>
    private async Task<string?> Recognise(ScanCopy scan, int number, IReadOnlyList<string> languages, CancellationToken stop)
    {
        var picture = $"read-{number}";
        var drawn = await apart.Run("pdftoppm", [.. Only(number), "-gray", "-scale-to", $"{ReadSide}", "scan.pdf", picture], scan.Folder, Quick, stop);
        if (!drawn.Succeeded) return null;

        var text = await Recognise(scan, picture, string.Join('+', languages), stop);
        if (text is not null && WrittenLanguage.Of(text) is { } language && languages.Count > 1 && CodeOf(language, languages) is { } code)
            text = await Recognise(scan, picture, code, stop) ?? text; // in one language, å, ä and ö are told apart far better
        File.Delete(scan.In($"{picture}.pgm"));
        return text;
    }

    private async Task<string?> Recognise(ScanCopy scan, string picture, string languages, CancellationToken stop)
    {
        var ran = await apart.Run("tesseract", [$"{picture}.pgm", "-", "-l", languages, "--dpi", "300", "--psm", "1"], scan.Folder, Slow, stop);
        return ran.Succeeded ? Encoding.UTF8.GetString(ran.Answer) : null;
    }

    private static string? CodeOf(Language language, IReadOnlyList<string> installed)
    {
        var code = language.Code switch { "sv" => "swe", "fi" => "fin", _ => "eng" };
        return installed.Contains(code) ? code : null;
    }

    private static string[] Only(int number) => ["-f", $"{number}", "-l", $"{number}", "-singlefile"];

    /// <summary>Null when there is nothing to read.</summary>
    private static string? Readable(string? text)
    {
        if (text is null) return null;

        var clean = BlankLines().Replace(string.Concat(text.Where(it => it is '\n' or '\t' || !char.IsControl(it))), "\n\n").Normalize(NormalizationForm.FormC).Trim();
        return clean.Length == 0 ? null : clean.Length <= LongestPage ? clean : clean[..(char.IsHighSurrogate(clean[LongestPage - 1]) ? LongestPage - 1 : LongestPage)];
    }

    /// <summary>What a program was ended for, or what it said.</summary>
    private static LetterFault Why(Apart.Ran ran) =>
        ran.WasStopped || ran.Code > 128 || ran.Errors.Contains("memory", StringComparison.OrdinalIgnoreCase) || ran.Errors.Contains("alloc", StringComparison.OrdinalIgnoreCase)
            ? LetterFault.Heavy : LetterFault.Broken;

    private static Read Refused(LetterFault fault) => new(fault, LetterReading.None, []);

    /// <param name="WasLate">Its text could not be recognised in the time that there is.</param>
    private sealed record OnePage(LetterFault? Fault, PageRead? Page, bool WasRecognised, bool WasLate);

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex PageCount();

    [GeneratedRegex(@"[ \t]*\n(?:[ \t]*\n)+")]
    private static partial Regex BlankLines();
}
