using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Isberg.Channels.Letter;

/// <summary>Letters as the tests write and scan them: a PDF with text in it, or a picture of it, askew and with specks as scanners make them.</summary>
internal static class Paper
{
    public const string Swedish = """
        Hej!
        Jag vill överklaga beslutet om bygglov för garaget på Åkervägen 12.
        Grannarna har inte fått yttra sig, och ritningarna stämmer inte.
        Var vänlig och hör av er så snart som möjligt.
        Med vänliga hälsningar
        Göran Öberg
        """;

    public const string Finnish = """
        Hyvä vastaanottaja,
        haluan hakea lapselleni päivähoitopaikkaa ensi syksystä alkaen.
        Olemme muuttaneet tänne äskettäin, ja työ alkaa elokuussa.
        Mitä liitteitä hakemukseen tarvitaan, ja milloin päätös tulee?
        Ystävällisin terveisin
        Päivi Mäkelä
        """;

    public const string English = """
        Dear Sir or Madam,
        I would like to know when the waste on our street will be collected.
        The bins have not been emptied for three weeks, and it is unpleasant.
        Please let me know what you are going to do about it.
        Yours faithfully,
        Margaret Whitfield
        """;

    /// <param name="tilt">By how many degrees it lies askew.</param>
    /// <param name="specks">Of dirt on the glass.</param>
    public static byte[] Pdf(string text, int pages = 1, double tilt = 0, int specks = 0)
    {
        var kids = string.Join(' ', Enumerable.Range(0, pages).Select(it => $"{4 + (it * 2)} 0 R"));
        List<byte[]> parts =
        [
            Latin("<</Type /Catalog /Pages 2 0 R>>"), Latin($"<</Type /Pages /Kids [{kids}] /Count {pages}>>"),
            Latin("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"),
        ];
        for (var page = 1; page <= pages; page++)
        {
            parts.Add(Latin($"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F 3 0 R>>>> /Contents {parts.Count + 2} 0 R>>"));
            var drawn = Drawn(pages == 1 ? text : $"{text}\nSida {page}", tilt, specks);
            parts.Add([.. Latin($"<</Length {drawn.Length}>> stream\n"), .. drawn, .. Latin("\nendstream")]);
        }

        return Written(parts);
    }

    /// <summary>A picture of a page, as a scanner makes it.</summary>
    /// <param name="kind">jpeg, tiff or png.</param>
    public static byte[] Picture(byte[] pdf, string kind = "jpeg", int dots = 200)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.In("a.pdf"), pdf);
        Run("pdftoppm", folder, $"-{kind}", "-r", $"{dots}", "-singlefile", "-gray", "a.pdf", "a");
        return File.ReadAllBytes(Directory.GetFiles(folder.Path, "a.*").Single(it => !it.EndsWith(".pdf", StringComparison.Ordinal)));
    }

    /// <summary>Several pages in one TIFF.</summary>
    public static byte[] Tiff(params byte[][] pdfs)
    {
        using var folder = new Folder();
        List<string> pages = [];
        foreach (var pdf in pdfs)
        {
            pages.Add($"{pages.Count}.tif");
            File.WriteAllBytes(folder.In(pages[^1]), Picture(pdf, "tiff"));
        }

        Run("tiffcp", folder, [.. pages, "all.tif"]);
        return File.ReadAllBytes(folder.In("all.tif"));
    }

    /// <summary>Scanned to a PDF that holds pictures and no text.</summary>
    public static byte[] Scanned(params byte[][] pdfs)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.In("all.tif"), Tiff(pdfs));
        Run("tiff2pdf", folder, "-o", "all.pdf", "all.tif");
        return File.ReadAllBytes(folder.In("all.pdf"));
    }

    /// <summary>Numbered objects, and where each lies.</summary>
    public static byte[] Written(IReadOnlyList<byte[]> parts, string trailer = "")
    {
        using var to = new MemoryStream();
        List<long> places = [];
        void Write(string text) => to.Write(Latin(text));
        Write("%PDF-1.4\n");
        foreach (var part in parts)
        {
            places.Add(to.Position);
            Write($"{places.Count} 0 obj\n");
            to.Write(part);
            Write("\nendobj\n");
        }

        var table = to.Position;
        Write($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n{string.Concat(places.Select(it => $"{it:D10} 00000 n \n"))}");
        Write($"trailer <</Size {places.Count + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n");
        return to.ToArray();
    }

    /// <summary>What a program says of a PDF: pdftotext what stands in it, pdfinfo its pages, pdffonts its fonts.</summary>
    public static string Told(string program, byte[] pdf, params string[] arguments)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.In("a.pdf"), pdf);
        using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, "a.pdf", .. program == "pdftotext" ? ["-"] : Array.Empty<string>()])
        {
            WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8,
        })!;
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return told;
    }

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Drawn(string text, double tilt, int specks)
    {
        var (sine, cosine) = Math.SinCos(tilt * Math.PI / 180);
        var page = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"q {cosine:F5} {sine:F5} {-sine:F5} {cosine:F5} 0 0 cm BT /F 13 Tf 70 730 Td 22 TL\n"));
        foreach (var line in text.Split('\n')) page.Append(CultureInfo.InvariantCulture, $"({line.Trim().Replace("(", "\\(").Replace(")", "\\)")}) Tj T*\n");
        page.Append("ET Q\n");
        var chance = new Random(7);
        for (var at = 0; at < specks; at++) page.Append(CultureInfo.InvariantCulture, $"{chance.Next(595)} {chance.Next(842)} {0.3 + chance.NextDouble():F2} {0.3 + chance.NextDouble():F2} re f\n");
        return Latin(page.ToString());
    }

    private static void Run(string program, Folder folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("isberg-paper-").FullName;

        public string In(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
