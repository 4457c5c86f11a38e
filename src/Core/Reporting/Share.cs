namespace Isberg.Reporting;

/// <summary>A part of a whole. Shares are merged by adding parts and wholes; their percentages are never averaged.</summary>
public readonly record struct Share(long Part, long Whole)
{
    /// <summary>0 to 1; null when there is nothing to divide by.</summary>
    public double? Value => Whole > 0 ? (double)Part / Whole : null;

    public static Share operator +(Share left, Share right) => new(left.Part + right.Part, left.Whole + right.Whole);
}

/// <summary>A sum of time over a number of contacts. Merged by adding both.</summary>
public readonly record struct MeanTime(TimeSpan Sum, long Count)
{
    /// <summary>Null when there is nothing to divide by.</summary>
    public TimeSpan? Value => Count > 0 ? Sum / Count : null;

    public static MeanTime operator +(MeanTime left, MeanTime right) => new(left.Sum + right.Sum, left.Count + right.Count);
}
