namespace Isberg.Mail.Headers;

/// <summary>The headers of one part while they are read: where each begins and ends.</summary>
internal sealed class HeaderBlock(MailSource source, long begin, MimeLimits limits)
{
    /// <summary>The most lines that are no headers, among headers, which are passed over.</summary>
    private const int MostStray = 10;

    private readonly List<(string Field, int At, int End)> found = [];
    private int stray;
    private bool isOver;

    public int Count => found.Count;

    public void Begin(long at, int colon, int length, ReadOnlySpan<byte> line)
    {
        isOver = found.Count >= limits.Headers || at + length > limits.HeaderBytes;
        if (!isOver) found.Add((HeaderNames.Of(line[..colon].TrimEnd(" \t"u8)), (int)at + colon + 1, (int)at + length));
    }

    public void Continue(long end)
    {
        if (found.Count == 0 || isOver || end > limits.HeaderBytes) return;
        found[^1] = found[^1] with { End = (int)end };
    }

    public bool MaySkip() => stray++ < MostStray;

    public HeaderList ToList()
    {
        if (found.Count == 0) return new HeaderList([]);

        var bytes = Bytes(found[^1].End);
        return new HeaderList(found.ConvertAll(it => new Header(it.Field, bytes[it.At..it.End])));
    }

    private ReadOnlyMemory<byte> Bytes(int length)
    {
        if (source.IsInMemory) return source.Memory.Slice((int)begin, length);

        var copy = new byte[length];
        var read = source.Read(begin, copy);
        return copy.AsMemory(0, read);
    }
}
