namespace Isberg.Recording;

/// <summary>How recordings sound: two tracks, the caller's on the left and the staff's on the right, and the picture that is drawn of them.</summary>
internal static class SoundShape
{
    /// <summary>Samples of each track in a second.</summary>
    public const int Rate = 8_000;

    public const int BytesPerSample = 2;

    /// <summary>Of both tracks together.</summary>
    public const int FrameBytes = 2 * BytesPerSample;

    /// <summary>Loudest moments that are kept of each second of a track.</summary>
    public const int PerSecond = 4;

    public const int FramesPerPoint = Rate / PerSecond;

    public static TimeSpan LengthOf(long frames) => TimeSpan.FromSeconds((double)frames / Rate);

    /// <summary>0 for silence to 255 for the loudest, as loud as people hear it.</summary>
    public static byte Loudness(int peak) => (byte)Math.Round(255 * Math.Sqrt(Math.Min(peak, short.MaxValue) / (double)short.MaxValue));
}
