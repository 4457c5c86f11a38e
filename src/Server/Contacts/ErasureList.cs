using System.Text;
using Isberg.Storage;

namespace Isberg.Contacts;

/// <summary>
/// What has been erased, by id, in a file beside the database: a database restored from an older backup does not know it.
/// A line is added before the erasure; one too many erases nothing that was not asked for.
/// </summary>
public sealed class ErasureList(StorageOptions storage) : IDisposable
{
    public const string FileName = "erased.txt";

    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Either a contact or a customer.</summary>
    public sealed record Line(CentreId Centre, ContactId? Contact, CustomerId? Customer);

    private string FilePath => Path.Combine(storage.Folder, FileName);

    public async Task Add(Line line, CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            await using var file = new FileStream(FilePath, FileMode.Append, FileAccess.Write, FileShare.Read);
            var kind = line.Contact is null ? "customer" : "contact";
            await file.WriteAsync(Encoding.UTF8.GetBytes($"{line.Centre.Value} {kind} {line.Contact?.Value ?? line.Customer!.Value.Value}\n"), stop);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>The lines of this server's own list, or of another file of the same form. What is no line is passed over.</summary>
    public IEnumerable<Line> Read(string? path = null)
    {
        if (!File.Exists(path ?? FilePath)) yield break;

        foreach (var text in File.ReadLines(path ?? FilePath))
        {
            if (text.Split(' ') is not [var first, var kind, var last] || !Guid.TryParse(first, out var centre) || !Guid.TryParse(last, out var id)) continue;
            if (kind == "contact") yield return new Line(new CentreId(centre), new ContactId(id), null);
            if (kind == "customer") yield return new Line(new CentreId(centre), null, new CustomerId(id));
        }
    }

    public void Dispose() => oneAtATime.Dispose();
}
