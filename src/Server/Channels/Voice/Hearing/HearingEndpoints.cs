using Isberg.Access;
using Isberg.Api;
using Isberg.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isberg.Channels.Voice.Hearing;

/// <summary>What callers may say instead of pressing keys: in which languages they are heard, and how a sentence would be understood.</summary>
public static class HearingEndpoints
{
    private const long MostBytes = 512 * 1024;

    public static readonly Refusal NothingToChoose = new("speech.choices.few", "Write example sentences for at least two ways out first.");

    public static void Map(IEndpointRouteBuilder api)
    {
        var speech = api.MapGroup("/speech").WithTags("Telephony");
        speech.MapGet("", Show).Needs(Permission.ServiceRead);
        speech.MapPost("/trials", Try).Needs(Permission.ServiceWrite).AcceptsUpTo(MostBytes);
    }

    /// <param name="Languages">In which callers are heard; in others they press keys.</param>
    public sealed record HeardLanguages(IReadOnlyList<string> Languages);

    /// <param name="Keys">The ways out, with their example sentences.</param>
    /// <param name="Sentence">What a caller might say.</param>
    public sealed record MeaningTrial(IReadOnlyList<FlowKey> Keys, string Sentence);

    /// <param name="Key">Which way out is the most likely. Null: none.</param>
    /// <param name="Confidence">From 0 to 1.</param>
    public sealed record MeaningTried(string? Key, double Confidence, Understood How);

    private static Ok<HeardLanguages> Show(RecogniserOptions options) => TypedResults.Ok(new HeardLanguages([.. options.Places.Select(it => it.Language).Order(StringComparer.Ordinal)]));

    private static Results<Ok<MeaningTried>, ProblemHttpResult> Try(MeaningTrial trial)
    {
        if (Flaws(trial) is { } flaws) return Problem.Of(flaws);

        return Understand.Of(trial.Keys, trial.Sentence) is { } answer ? TypedResults.Ok(new MeaningTried(answer.Key?.Key, answer.Confidence, answer.How)) : Problem.Of(NothingToChoose);
    }

    private static Refusal? Flaws(MeaningTrial trial)
    {
        var (flaws, keys) = (new Flaws().AtMost(trial.Sentence, "sentence", FlowDefinition.LongestText).AtMost(trial.Keys, "keys", FlowStep.MostKeys), trial.Keys.Take(FlowStep.MostKeys).ToList());
        if (keys.Exists(it => it is null || (it.Examples ?? []).Any(one => one is null))) return flaws.When(true, "keys", "A list holds nothing where something is expected.").In("speech");

        foreach (var key in keys)
        {
            flaws.AtMost(key.Key, "keys", 1).AtMost(key.Label, "keys", FlowKey.LongestLabel).AtMost(key.Examples ?? [], "keys", FlowKey.MostExamples);
            foreach (var it in (key.Examples ?? []).Take(FlowKey.MostExamples)) flaws.AtMost(it, "keys", FlowKey.LongestExample);
        }

        return flaws.In("speech");
    }
}
