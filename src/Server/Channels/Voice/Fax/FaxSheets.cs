using Isberg.Contacts.Letters;
using Isberg.Storage;

namespace Isberg.Channels.Voice.Fax;

/// <summary>Makes PDFs of the sheets that faxes come as, by a program that runs apart.</summary>
internal sealed class FaxSheets(Apart apart, StorageOptions storage)
{
    private static readonly Apart.Bounds Bounds = new(TimeSpan.FromSeconds(60), 1L << 30);

    /// <summary>Null: it cannot be made one here; what reads letters says why.</summary>
    public async Task<byte[]?> AsPdf(string sheet, CancellationToken stop)
    {
        if (!apart.Has("prlimit") || !apart.Has("tiff2pdf")) return null;

        await using var from = File.OpenRead(sheet);
        using var copy = await ScanCopy.Of(from, storage, stop);
        var ran = await apart.Run("tiff2pdf", ["-o", "fax.pdf", Path.GetFileName(copy.Path)], copy.Folder, Bounds, stop);
        return ran.Succeeded ? await File.ReadAllBytesAsync(copy.In("fax.pdf"), stop) : null;
    }
}
