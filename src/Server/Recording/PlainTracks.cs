using System.Runtime.InteropServices;

namespace Isberg.Recording;

/// <summary>The plain sound of a recording as the exchange has written it: what the caller said, and what he heard. A track that is missing or shorter is silent there.</summary>
public sealed class PlainTracks : IDisposable
{
    private readonly Stream said;
    private readonly Stream heard;

    public PlainTracks(string said, string heard)
    {
        this.said = Open(said);
        this.heard = Open(heard);
    }

    public long Bytes => said.Length + heard.Length;

    /// <summary>The next samples of both.</summary>
    /// <returns>How many; 0: both have ended.</returns>
    internal int Read(Span<short> ofSaid, Span<short> ofHeard) => Math.Max(Read(said, ofSaid), Read(heard, ofHeard));

    public void Dispose()
    {
        said.Dispose();
        heard.Dispose();
    }

    private static int Read(Stream from, Span<short> into)
    {
        var bytes = MemoryMarshal.AsBytes(into);
        var read = from.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        bytes[read..].Clear();
        return read / SoundShape.BytesPerSample;
    }

    private static Stream Open(string path) => File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read) : Stream.Null;
}
