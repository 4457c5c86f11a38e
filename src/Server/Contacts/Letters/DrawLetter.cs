using System.Text;
using Isberg.Storage;

namespace Isberg.Contacts.Letters;

/// <summary>Makes PDFs of letters that go out, by programs that run apart: two at once, in a folder of their own that goes when they are done.</summary>
internal sealed class DrawLetter(Apart apart, StorageOptions storage) : IDisposable
{
    private static readonly Apart.Bounds Bounds = new(TimeSpan.FromSeconds(40), 2L << 30);

    /// <summary>An older folder was left by a server that was killed.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim lanes = new(2, 2);

    /// <summary>The Debian package that is to be installed before letters can be made; null: none.</summary>
    public string? Missing => apart.Has("prlimit") && apart.Has("weasyprint") ? null : "weasyprint";

    /// <summary>… before several letters can be made one file.</summary>
    public string? MissingToUnite => apart.Has("prlimit") && apart.Has("pdfunite") ? null : "poppler-utils";

    /// <summary>Null: it took too much time or memory.</summary>
    public Task<byte[]?> Run(LetterPaper paper, CancellationToken stop) => InFolder(
        async folder =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "letter.html"), paper.AsHtml(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), stop);
            return ("weasyprint", ["--quiet", "--encoding", "utf-8", "--pdf-variant", "pdf/ua-1", "letter.html", "out.pdf"]);
        },
        stop);

    /// <summary>Several letters in one file, in their order. Null: it could not be made.</summary>
    public Task<byte[]?> Unite(IReadOnlyList<Func<Stream?>> letters, CancellationToken stop) => InFolder(
        async folder =>
        {
            List<string> names = [];
            foreach (var open in letters)
            {
                await using var letter = open();
                if (letter is null) continue; // erased a moment ago
                names.Add($"{names.Count}.pdf");
                await using var to = File.Create(Path.Combine(folder, names[^1]));
                await letter.CopyToAsync(to, stop);
            }

            return ("pdfunite", [.. names, "out.pdf"]);
        },
        stop);

    public void Dispose() => lanes.Dispose();

    private async Task<byte[]?> InFolder(Func<string, Task<(string Program, string[] Arguments)>> prepare, CancellationToken stop)
    {
        await lanes.WaitAsync(stop);
        var folder = NewFolder();
        try
        {
            var (program, arguments) = await prepare(folder);
            var ran = await apart.Run(program, arguments, folder, Bounds, stop);
            return ran.Succeeded ? await File.ReadAllBytesAsync(Path.Combine(folder, "out.pdf"), stop) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            lanes.Release();
        }
    }

    private string NewFolder()
    {
        var all = Directory.CreateDirectory(Path.Combine(storage.Folder, "writing"));
        if (!OperatingSystem.IsWindows()) all.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var left in all.EnumerateDirectories().Where(it => it.LastWriteTimeUtc < DateTime.UtcNow - Oldest)) left.Delete(recursive: true);
        return Path.GetFullPath(all.CreateSubdirectory($"{Guid.NewGuid():N}").FullName);
    }
}
