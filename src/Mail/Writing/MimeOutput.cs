using System.Buffers;
using System.Text;

namespace Isberg.Mail;

/// <summary>Collects what is written and hands it on in large pieces.</summary>
internal sealed class MimeOutput(Stream to)
{
    private const int Piece = 32 * 1024;

    private readonly ArrayBufferWriter<byte> held = new(Piece * 2);

    public void Write(ReadOnlySpan<byte> bytes) => held.Write(bytes);

    public void Write(string text) => Encoding.UTF8.GetBytes(text, held);

    /// <summary>Room for so many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int bytes) => held.GetSpan(bytes);

    public void Advance(int bytes) => held.Advance(bytes);

    /// <summary>Hands on what is held when it is much.</summary>
    public ValueTask Spill(CancellationToken stop) => held.WrittenCount < Piece ? ValueTask.CompletedTask : Flush(stop);

    public async ValueTask Flush(CancellationToken stop)
    {
        await to.WriteAsync(held.WrittenMemory, stop);
        held.ResetWrittenCount();
    }
}
