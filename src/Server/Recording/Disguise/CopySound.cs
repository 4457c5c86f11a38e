using System.Runtime.InteropServices;

namespace Isberg.Recording.Disguise;

/// <summary>Writes the sound of a copy: the two sides of a recording, disguised or not, with what is to be bleeped out gone. A quarter of a second at a time.</summary>
/// <param name="caller">Null: as it was.</param>
/// <param name="staff">Null: as it was.</param>
public sealed class CopySound(VoiceKey? caller, VoiceKey? staff, IEnumerable<Bleep> bleeped)
{
    private const int Block = SoundShape.FramesPerPoint;

    private readonly CopiedTrack left = new(caller);
    private readonly CopiedTrack right = new(staff);
    private readonly Bleeps bleeps = new(bleeped);
    private readonly DrawnShape shape = new();
    private readonly short[] both = new short[2 * Block];
    private readonly short[] said = new short[Block];
    private readonly short[] heard = new short[Block];

    /// <param name="from">Plain frames, from where it stands to its end.</param>
    /// <param name="frames">So many.</param>
    /// <param name="add">What takes the frames of the copy; as many as came.</param>
    /// <returns>Its picture.</returns>
    public async Task<byte[]> Run(Stream from, long frames, Action<ReadOnlyMemory<byte>> add, CancellationToken stop)
    {
        var bytes = new byte[Block * SoundShape.FrameBytes];
        for (var start = 0L; start < frames + VoiceDisguise.Latency; start += Block)
        {
            var read = await from.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop);
            bytes.AsSpan(read).Clear();
            Change(bytes, start);
            var (first, last) = (Math.Clamp(start - VoiceDisguise.Latency, 0, frames), Math.Clamp(start - VoiceDisguise.Latency + Block, 0, frames));
            var skipped = (int)(first - (start - VoiceDisguise.Latency));
            if (first < last) add(bytes.AsMemory(skipped * SoundShape.FrameBytes, (int)(last - first) * SoundShape.FrameBytes));
            if (first < last) shape.Add(said.AsSpan(skipped, (int)(last - first)), heard.AsSpan(skipped, (int)(last - first)));
        }

        return shape.Points();
    }

    private void Change(byte[] bytes, long start)
    {
        MemoryMarshal.Cast<byte, short>(bytes).CopyTo(both);
        for (var at = 0; at < Block; at++) (said[at], heard[at]) = (both[2 * at], both[(2 * at) + 1]);
        Change(left, said, start);
        Change(right, heard, start);
        for (var at = 0; at < Block; at++) (both[2 * at], both[(2 * at) + 1]) = (said[at], heard[at]);
        MemoryMarshal.AsBytes(both.AsSpan()).CopyTo(bytes);
    }

    private void Change(CopiedTrack track, short[] samples, long start)
    {
        bleeps.Mute(samples, start);
        track.Pass(samples);
        bleeps.Sound(samples, start - VoiceDisguise.Latency);
    }
}
