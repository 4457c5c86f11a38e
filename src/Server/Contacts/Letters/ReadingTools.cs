namespace Isberg.Contacts.Letters;

/// <summary>Which of the programs that read scans are installed on this server, and which languages they can read.</summary>
public sealed class ReadingTools
{
    /// <summary>What is installed later is found within this time.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private static readonly (string Language, string Package)[] Languages = [("swe", "tesseract-ocr-swe"), ("fin", "tesseract-ocr-fin"), ("eng", "tesseract-ocr-eng")];

    private readonly Apart apart;
    private readonly TimeProvider clock;
    private (Found Found, DateTimeOffset Until)? known;

    internal ReadingTools(Apart apart, TimeProvider clock) => (this.apart, this.clock) = (apart, clock);

    /// <param name="DrawsPages">Pages of PDFs and JPEGs can be drawn, and text that stands in a file can be read.</param>
    /// <param name="OpensTiff">So can TIFFs.</param>
    /// <param name="Recognises">The languages that text in a picture is recognised in; none: it is not.</param>
    /// <param name="Missing">The Debian packages without which it is less than it could be.</param>
    public sealed record Found(bool DrawsPages, bool OpensTiff, IReadOnlyList<string> Recognises, IReadOnlyList<string> Missing);

    public async Task<Found> Look(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (known is { } kept && kept.Until > now) return kept.Found;

        var found = await Find(stop);
        known = (found, now + Lasts);
        return found;
    }

    private async Task<Found> Find(CancellationToken stop)
    {
        var draws = new[] { "prlimit", "pdfinfo", "pdftotext", "pdftoppm" }.All(apart.Has);
        var opensTiff = draws && apart.Has("tiff2pdf");
        var recognises = draws && apart.Has("tesseract") ? await Recognised(stop) : [];
        List<string> missing = [];
        if (!draws) missing.Add("poppler-utils");
        if (!apart.Has("tiff2pdf")) missing.Add("libtiff-tools");
        if (!apart.Has("tesseract")) missing.Add("tesseract-ocr");
        if (!apart.Has("weasyprint")) missing.Add("weasyprint");
        missing.AddRange(Languages.Where(it => !recognises.Contains(it.Language)).Select(it => it.Package));
        return new Found(draws, opensTiff, recognises, missing);
    }

    private async Task<List<string>> Recognised(CancellationToken stop)
    {
        var ran = await apart.Run("tesseract", ["--list-langs"], Path.GetTempPath(), new Apart.Bounds(TimeSpan.FromSeconds(20), 1L << 30), stop);
        var listed = System.Text.Encoding.UTF8.GetString(ran.Answer).Split('\n', StringSplitOptions.TrimEntries);
        return [.. Languages.Select(it => it.Language).Where(listed.Contains)];
    }
}
