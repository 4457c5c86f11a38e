using Isberg.Api;
using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <summary>How large a draft may be, and what its parts are called; a draft beyond that is not kept.</summary>
internal static class FlowBounds
{
    public static Refusal? Of(KeepFlow.FlowDraft draft)
    {
        var (flow, steps) = (draft.Definition, draft.Definition.Steps);
        if (HoldsNothing(steps)) return new Flaws().When(true, "definition", "A list of the flow holds nothing where something is expected.").In("flow");

        var flaws = new Flaws()
            .Needs(draft.Name, "name")
            .When(!TextFiles.Languages.Contains(flow.Language.Code, StringComparer.Ordinal), "definition", $"Choose one of {string.Join(", ", TextFiles.Languages)} as the language.")
            .AtMost(flow.Start, "definition", FlowStep.LongestId)
            .AtMost(steps, "definition", FlowDefinition.Most)
            .When(steps.Any(it => !FlowWords.IsId(it.Id)), "definition", "A step's id has 1 to 40 small letters, digits and hyphens.")
            .When(steps.DistinctBy(it => it.Id).Count() != steps.Count, "definition", "Two steps have the same id.");
        foreach (var step in steps.Take(FlowDefinition.Most)) Step(flaws, step);
        return flaws.In("flow");
    }

    /// <summary>As it is kept: without outer blanks.</summary>
    public static FlowDefinition Kept(FlowDefinition flow) => flow with { Steps = [.. flow.Steps.Select(it => it with { Text = it.Text?.Trimmed() })] };

    /// <summary>JSON can say null in a list.</summary>
    private static bool HoldsNothing(IReadOnlyList<FlowStep?> steps) =>
        steps.Any(it => it is null || (it.Keys ?? []).Any(key => key is null) || (it.Branches ?? []).Any(branch => branch is null) || (it.Keys ?? []).Any(key => (key.Examples ?? []).Any(example => example is null)));

    private static void Examples(Flaws flaws, FlowStep step, FlowKey key)
    {
        flaws.AtMost(key.Examples ?? [], $"definition.{step.Id}.keys", FlowKey.MostExamples);
        foreach (var it in (key.Examples ?? []).Take(FlowKey.MostExamples)) flaws.AtMost(it, $"definition.{step.Id}.keys", FlowKey.LongestExample);
    }

    private static void Step(Flaws flaws, FlowStep step)
    {
        flaws.AtMost(step.Text, $"definition.{step.Id}.text", FlowDefinition.LongestText)
            .AtMost(step.Name, $"definition.{step.Id}.name", FlowStep.LongestId)
            .AtMost(step.Next, $"definition.{step.Id}.next", FlowStep.LongestId)
            .AtMost(step.OnFailed, $"definition.{step.Id}.onFailed", FlowStep.LongestId)
            .AtMost(step.Url, $"definition.{step.Id}.url", FlowStep.LongestUrl)
            .AtMost(step.Keys ?? [], $"definition.{step.Id}.keys", FlowStep.MostKeys)
            .When(step.Sounds is { } sounds && !sounds.Keys.All(it => TextFiles.Languages.Contains(it, StringComparer.Ordinal)), $"definition.{step.Id}.sounds", $"A recording is in one of {string.Join(", ", TextFiles.Languages)}.")
            .AtMost(step.Branches ?? [], $"definition.{step.Id}.branches", FlowStep.MostBranches);
        foreach (var key in (step.Keys ?? []).Take(FlowStep.MostKeys)) Examples(flaws, step, key);
        foreach (var key in (step.Keys ?? []).Take(FlowStep.MostKeys))
            flaws.AtMost(key.Key, $"definition.{step.Id}.keys", 1).AtMost(key.Label, $"definition.{step.Id}.keys", FlowKey.LongestLabel).AtMost(key.Next, $"definition.{step.Id}.keys", FlowStep.LongestId);
        foreach (var (when, next) in (step.Branches ?? []).Take(FlowStep.MostBranches))
        {
            flaws.AtMost(when.Name, $"definition.{step.Id}.branches", FlowStep.LongestId).AtMost(when.Value, $"definition.{step.Id}.branches", FlowKey.LongestLabel)
                .AtMost(next, $"definition.{step.Id}.branches", FlowStep.LongestId);
        }
    }
}
