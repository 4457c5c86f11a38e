namespace Isberg.Recording.Disguise;

/// <summary>The picture of a sound that comes in parts of any length.</summary>
internal sealed class DrawnShape
{
    private readonly List<byte> points = [];
    private int caller, staff, filled;

    public void Add(ReadOnlySpan<short> said, ReadOnlySpan<short> heard)
    {
        for (var at = 0; at < said.Length; at++)
        {
            (caller, staff) = (Math.Max(caller, Math.Abs((int)said[at])), Math.Max(staff, Math.Abs((int)heard[at])));
            if (++filled == SoundShape.FramesPerPoint) End();
        }
    }

    public byte[] Points()
    {
        if (filled > 0) End();
        return [.. points];
    }

    private void End()
    {
        points.Add(SoundShape.Loudness(caller));
        points.Add(SoundShape.Loudness(staff));
        (caller, staff, filled) = (0, 0, 0);
    }
}
