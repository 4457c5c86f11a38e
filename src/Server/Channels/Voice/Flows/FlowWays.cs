using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Where the steps of a flow lead.</summary>
internal static class FlowWays
{
    public static IEnumerable<string> Out(FlowStep step) => step.Kind switch
    {
        StepKind.Menu or StepKind.Speech => (step.Keys ?? []).Select(it => it.Next).OfType<string>(),
        StepKind.LookUp => new[] { step.Next, step.OnFailed }.OfType<string>(),
        StepKind.Decide => (step.Branches ?? []).Select(it => it.Next).Append(step.Next).OfType<string>(),
        _ when step.IsEnd => [],
        _ => step.Next is { } next ? [next] : [],
    };

    /// <summary>All steps that can be come to from one, with that one.</summary>
    public static IReadOnlySet<string> From(FlowDefinition flow, string? start) => Walk(flow, start is null ? [] : [start], _ => true);

    /// <summary>From a step back to it without any step in between where the caller does something.</summary>
    public static bool ComesBack(FlowDefinition flow, FlowStep step) => Walk(flow, Out(step), it => !it.TakesKeys).Contains(step.Id);

    private static HashSet<string> Walk(FlowDefinition flow, IEnumerable<string> from, Func<FlowStep, bool> goesOn)
    {
        var steps = flow.Steps.GroupBy(it => it.Id, StringComparer.Ordinal).ToDictionary(it => it.Key, it => it.First(), StringComparer.Ordinal);
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(from));
        while (open.TryPop(out var id))
        {
            if (!steps.TryGetValue(id, out var step) || !seen.Add(id) || !goesOn(step)) continue;
            foreach (var next in Out(step)) open.Push(next);
        }

        return seen;
    }
}
