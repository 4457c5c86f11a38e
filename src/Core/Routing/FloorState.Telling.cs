namespace Isberg.Routing;

/// <summary>How many contacts are told at once that nobody, or somebody again, can take them. When the last person goes home, a hundred thousand may wait.</summary>
internal sealed partial class FloorState
{
    private readonly int mostTold;
    private Telling telling;

    /// <summary>When those who were too many are told.</summary>
    private Moment restDue = Moment.Never;

    /// <summary>How many more may be told now.</summary>
    public int Tellable => Now >= telling.Until ? mostTold : Math.Max(0, mostTold - telling.Count);

    public void TellingIsSeenTo() => restDue = Moment.Never;

    private void CountTold() => Load(At < telling.Until ? telling with { Count = telling.Count + 1 } : new Telling(At + Floor.TellingSpan, 1));

    /// <summary>Those who were too many before are still to be told.</summary>
    private void Load(Telling counted)
    {
        telling = counted;
        if (counted.Count >= mostTold) restDue = counted.Until;
    }

    /// <summary>How many have been told within the span that ends here.</summary>
    private readonly record struct Telling(Moment Until, int Count);
}
