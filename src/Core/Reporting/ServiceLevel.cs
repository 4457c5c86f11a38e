namespace Isberg.Reporting;

/// <summary>A way of counting the service level. Names and formulae: docs/figures.md.</summary>
public enum Variant
{
    /// <summary>An(T) ÷ (N − Ab(s)): our own rule; flow-outs count against it.</summary>
    Sl4Short,

    /// <summary>(An(T) + Ab(T)) ÷ (An + Ab): quick abandons count as served.</summary>
    Sl1,

    /// <summary>An(T) ÷ An: takes no account of those who gave up.</summary>
    Sl2,

    /// <summary>An(T) ÷ (An + Ab): every abandon counts against it.</summary>
    Sl3,

    /// <summary>An(T) ÷ (An + Ab − Ab(T)): abandons before T are left out.</summary>
    Sl4,

    /// <summary>(An(T) + Ab(s)) ÷ (An + Ab): only short abandons count as served.</summary>
    Sl5,

    /// <summary>(An − An missed) ÷ (An + Ab).</summary>
    Genesys,

    /// <summary>(An − An missed) ÷ (An + Ab − Ab(s)).</summary>
    GenesysLessShort,

    /// <summary>(An − An missed) ÷ (An + Ab − Ab), that is, over the answered.</summary>
    GenesysLessAbandoned,

    /// <summary>(An − An missed) ÷ (An + Ab + Fo).</summary>
    GenesysWithFlowOuts,

    /// <summary>(An − An missed) ÷ (An + Ab + Fo − Ab(s)).</summary>
    GenesysWithFlowOutsLessShort,
}

/// <summary>Which service level is meant: every display names all three.</summary>
/// <param name="Target">T, counted from the start of the wait. Null: what the service promised each contact when it came, in opening hours where its target runs so.</param>
/// <param name="Short">s: who leaves within it made a short abandon. 0 to 10 minutes, shorter than T.</param>
public sealed record ServiceLevelRule(Variant Variant, TimeSpan? Target, TimeSpan Short)
{
    public static readonly TimeSpan LongestShort = TimeSpan.FromMinutes(10);

    public static ServiceLevelRule Ours { get; } = new(Variant.Sl4Short, Target: null, Short: TimeSpan.FromSeconds(5));
}

/// <summary>The share of contacts taken within the target time.</summary>
public static class ServiceLevel
{
    /// <summary>By the formulae that ICMI, Genesys and Bright Pattern document. Those still waiting are in no formula until it is known how they end.</summary>
    public static Share Of(Tally tally, Variant variant)
    {
        var (an, ab, fo) = (tally.Answered, tally.Abandoned, tally.FlowOuts);
        var (anT, abT, abS) = (tally[Counted.AnsweredInTime], tally[Counted.AbandonedInTime], tally[Counted.ShortAbandon]);
        var kept = an - tally[Counted.AnsweredLate];

        return variant switch
        {
            Variant.Sl4Short => new(anT, an + ab + fo - abS),
            Variant.Sl1 => new(anT + abT, an + ab),
            Variant.Sl2 => new(anT, an),
            Variant.Sl3 => new(anT, an + ab),
            Variant.Sl4 => new(anT, an + ab - abT),
            Variant.Sl5 => new(anT + abS, an + ab),
            Variant.Genesys => new(kept, an + ab),
            Variant.GenesysLessShort => new(kept, an + ab - abS),
            Variant.GenesysLessAbandoned => new(kept, an),
            Variant.GenesysWithFlowOuts => new(kept, an + ab + fo),
            Variant.GenesysWithFlowOutsLessShort => new(kept, an + ab + fo - abS),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>The name that stands beside the figure and in the API.</summary>
    public static string Name(this Variant variant) => variant switch
    {
        Variant.Sl4Short => "SL-4-short",
        Variant.Sl1 => "SL-1",
        Variant.Sl2 => "SL-2",
        Variant.Sl3 => "SL-3",
        Variant.Sl4 => "SL-4",
        Variant.Sl5 => "SL-5",
        Variant.Genesys => "SL-G",
        Variant.GenesysLessShort => "SL-G-short",
        Variant.GenesysLessAbandoned => "SL-G-answered",
        Variant.GenesysWithFlowOuts => "SL-G-flow",
        Variant.GenesysWithFlowOutsLessShort => "SL-G-flow-short",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The variant of this name, or null.</summary>
    public static Variant? Named(string name)
    {
        foreach (var variant in Enum.GetValues<Variant>())
            if (variant.Name().Equals(name, StringComparison.OrdinalIgnoreCase)) return variant;
        return null;
    }
}
