using Isberg.Services;

namespace Isberg.Channels.Voice.Flows;

/// <summary>Something in a flow that keeps it from being published.</summary>
/// <param name="Step">The step that it concerns; null: the whole flow.</param>
/// <param name="Field">The field, for instance next, text.sv, keys.0.next, branches.1.service.</param>
/// <param name="Code">What is wrong, for programs: missing, unknown, wrong, twice, taken, forbidden, unreached, endless.</param>
public sealed record FlowMistake(string? Step, string Field, string Code);

/// <summary>Finds everything that keeps a flow from being published: with none of them, every caller comes to an end of it.</summary>
public sealed class CheckFlow
{
    private const string Missing = "missing";
    private const string Unknown = "unknown";
    private const string Wrong = "wrong";

    private readonly FlowDefinition flow;
    private readonly IReadOnlySet<ServiceId> services;
    private readonly IReadOnlySet<ServiceId> taking;
    private readonly Func<string, bool> mayLookUp;
    private readonly List<FlowMistake> mistakes = [];

    private CheckFlow(FlowDefinition flow, IReadOnlySet<ServiceId> services, IReadOnlySet<ServiceId> taking, Func<string, bool> mayLookUp) =>
        (this.flow, this.services, this.taking, this.mayLookUp) = (flow, services, taking, mayLookUp);

    /// <param name="services">Those that calls can wait for.</param>
    /// <param name="taking">Those that callers can leave a message for.</param>
    /// <param name="mayLookUp">Whether something may be looked up there: scheme, host and port.</param>
    public static IReadOnlyList<FlowMistake> Of(FlowDefinition flow, IReadOnlySet<ServiceId> services, IReadOnlySet<ServiceId> taking, Func<string, bool> mayLookUp)
    {
        var check = new CheckFlow(flow, services, taking, mayLookUp);
        check.Whole();
        foreach (var step in flow.Steps) check.Step(step);
        check.Ways();
        return check.mistakes;
    }

    private void Note(FlowStep? step, string field, string code) => mistakes.Add(new FlowMistake(step?.Id, field, code));

    private void Whole()
    {
        Service(null, "person", flow.Person);
        Leads(null, "start", flow.Start);
    }

    private void Step(FlowStep step)
    {
        switch (step.Kind)
        {
            case StepKind.Say: Says(step); break;
            case StepKind.Menu: Menu(step); break;
            case StepKind.Digits: Digits(step); break;
            case StepKind.Speech: Speech(step); break;
            case StepKind.LookUp: LookUp(step); break;
            case StepKind.Decide: Decide(step); break;
            case StepKind.Handler: break; // its words are ours where it has none
            case StepKind.Queue or StepKind.Callback: Service(step, "service", step.Service); break;
            case StepKind.Message: Among(taking, step, "service", step.Service); break; // its words are the service's where it has none
            case StepKind.HangUp: Says(step); break;
        }

        if (!step.IsEnd && step.Kind is not (StepKind.Menu or StepKind.Speech)) Leads(step, "next", step.Next);
    }

    /// <summary>In every language that a caller can come to.</summary>
    private void Says(FlowStep step)
    {
        foreach (var language in SpokenIn(flow).Where(it => string.IsNullOrWhiteSpace(step.Text?.In.GetValueOrDefault(it)) && step.SoundIn(new Language(it)) is null)) Note(step, $"text.{language}", Missing);
    }

    private static IEnumerable<string> SpokenIn(FlowDefinition flow) =>
        flow.Steps.SelectMany(it => it.Keys ?? []).Select(it => it.Language?.Code).OfType<string>().Prepend(flow.Language.Code).Distinct(StringComparer.Ordinal);

    private void Menu(FlowStep step)
    {
        Says(step);
        var keys = step.Keys ?? [];
        if (keys.Count == 0) Note(step, "keys", Missing);
        foreach (var (at, key) in keys.Index())
        {
            var field = $"keys.{at}";
            if (key.Key == "0") Note(step, $"{field}.key", "taken");
            else if (key.Key is not [>= '1' and <= '9' or '*' or '#']) Note(step, $"{field}.key", Wrong);
            if (keys.Take(at).Any(it => it.Key == key.Key)) Note(step, $"{field}.key", "twice");
            if (string.IsNullOrWhiteSpace(key.Label)) Note(step, $"{field}.label", Missing);
            if (key.Language is { } language && !TextFiles.Languages.Contains(language.Code, StringComparer.Ordinal)) Note(step, $"{field}.language", Unknown);
            Leads(step, $"{field}.next", key.Next);
        }
    }

    /// <summary>A menu too, for whoever is not understood.</summary>
    private void Speech(FlowStep step)
    {
        Menu(step);
        if (step.Keys is { Count: 1 }) Note(step, "keys", Missing);
        if (step.Seconds is not (>= FlowStep.LeastSpoken and <= FlowStep.MostSpoken)) Note(step, "seconds", Wrong);
        foreach (var (at, key) in (step.Keys ?? []).Index())
            if ((key.Examples ?? []).Count(it => !string.IsNullOrWhiteSpace(it)) < FlowKey.LeastExamples) Note(step, $"keys.{at}.examples", Missing);
    }

    private void Digits(FlowStep step)
    {
        Says(step);
        if (string.IsNullOrEmpty(step.Name)) Note(step, "name", Missing);
        else if (!FlowWords.IsName(step.Name)) Note(step, "name", Wrong);
        if (step.Least is not (>= 1 and <= FlowStep.MostDigits)) Note(step, "least", Wrong);
        if (step.Most is not (>= 1 and <= FlowStep.MostDigits) || step.Most < step.Least) Note(step, "most", Wrong);
    }

    private void LookUp(FlowStep step)
    {
        if (string.IsNullOrWhiteSpace(step.Url)) Note(step, "url", Missing);
        else if (FlowWords.OriginOf(step.Url) is not { } origin) Note(step, "url", Wrong);
        else if (!mayLookUp(origin)) Note(step, "url", "forbidden");
        if (step.Seconds is not (>= 1 and <= FlowStep.MostSeconds)) Note(step, "seconds", Wrong);
        Leads(step, "onFailed", step.OnFailed);
    }

    private void Decide(FlowStep step)
    {
        if (step.Branches is not { Count: > 0 }) Note(step, "branches", Missing);
        foreach (var (at, branch) in (step.Branches ?? []).Index())
        {
            var (field, when) = ($"branches.{at}", branch.When);
            if (when.Kind is ConditionKind.Open or ConditionKind.Closed or ConditionKind.WaitingOver) Service(step, $"{field}.service", when.Service);
            if (when.Kind == ConditionKind.WaitingOver && when.Minutes is not (>= 1 and <= 600)) Note(step, $"{field}.minutes", Wrong);
            if (when.Kind == ConditionKind.Variable && string.IsNullOrEmpty(when.Name)) Note(step, $"{field}.name", Missing);
            if (when.Kind == ConditionKind.Variable && string.IsNullOrEmpty(when.Value)) Note(step, $"{field}.value", Missing);
            Leads(step, $"{field}.next", branch.Next);
        }
    }

    private void Service(FlowStep? step, string field, ServiceId? service) => Among(services, step, field, service);

    private void Among(IReadOnlySet<ServiceId> those, FlowStep? step, string field, ServiceId? service)
    {
        if (service is not { } chosen) Note(step, field, Missing);
        else if (!those.Contains(chosen)) Note(step, field, Unknown);
    }

    private void Leads(FlowStep? step, string field, string? to)
    {
        if (string.IsNullOrEmpty(to)) Note(step, field, Missing);
        else if (flow.Step(to) is null) Note(step, field, Unknown);
    }

    /// <summary>Every step can be come to, and nobody is sent in a circle without being asked.</summary>
    private void Ways()
    {
        var reached = FlowWays.From(flow, flow.Start);
        foreach (var step in flow.Steps.Where(it => !reached.Contains(it.Id))) Note(step, "id", "unreached");
        foreach (var step in flow.Steps.Where(it => !it.TakesKeys && FlowWays.ComesBack(flow, it))) Note(step, "next", "endless");
    }
}
